// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/shared_rows.h"

#include "ui/lists/background.h"

#include <algorithm>
#include <stdexcept>

namespace postern::ui {

using model::Id;

namespace {

constexpr std::size_t blockSize = 1024;
constexpr std::size_t largestBlock = blockSize * 3 / 2; // so that a line more makes no block of one line

struct Stretch {
    std::size_t first = 0;
    std::size_t count = 0;
};

// The first stretch of `positions` from `at` on.
Stretch stretchAt(const SharedRows::Positions& positions, std::size_t at)
{
    std::size_t end = at + 1;
    while (end < positions.size() && positions[end] == positions[end - 1] + 1)
        ++end;
    return {std::size_t(positions[at]), end - at};
}

} // namespace

void freeRows(SharedRows rows)
{
    constexpr std::size_t many = 10'000;
    if (rows.size() > many)
        freeInBackground(std::move(rows));
}

bool isStretch(const SharedRows::Positions& positions)
{
    return !positions.empty() && std::size_t(positions.back() - positions.front()) + 1 == positions.size();
}

SharedRows::Block::Block(std::vector<SharedRow> lines)
    : rows(std::move(lines))
    , lowest(rows.front().id())
    , highest(lowest)
{
    rows.shrink_to_fit();
    for (const SharedRow& row : rows) {
        wrong += row.wrong() ? 1 : 0;
        lowest = std::min(lowest, row.id());
        highest = std::max(highest, row.id());
    }
}

void SharedRows::Builder::seal()
{
    if (!m_open.empty())
        m_blocks.push_back(std::make_shared<const Block>(std::exchange(m_open, {})));
}

void SharedRows::Builder::add(SharedRow row)
{
    if (m_open.empty())
        m_open.reserve(blockSize);
    m_open.push_back(std::move(row));
    ++m_size;
    if (m_open.size() >= blockSize)
        seal();
}

void SharedRows::Builder::add(const SharedRows& rows, std::size_t first, std::size_t count)
{
    for (std::size_t block = count == 0 ? 0 : rows.blockAt(first); count > 0; ++block) {
        const auto& from = rows.m_blocks[block];
        const std::size_t offset = first - rows.beginOf(block);
        const std::size_t taken = std::min(count, from->rows.size() - offset);
        if (taken == from->rows.size()) {
            seal();
            m_blocks.push_back(from);
        } else {
            if (m_open.size() + taken > largestBlock)
                seal();
            const auto begin = from->rows.begin() + std::ptrdiff_t(offset);
            m_open.insert(m_open.end(), begin, begin + std::ptrdiff_t(taken));
        }
        m_size += taken;
        first += taken;
        count -= taken;
    }
}

SharedRows SharedRows::Builder::take()
{
    seal();
    Blocks blocks = std::exchange(m_blocks, {});
    const std::size_t size = std::exchange(m_size, 0);
    if (blocks.size() <= 64 + 4 * (size / blockSize))
        return SharedRows(std::move(blocks));
    for (const auto& block : blocks) { // cut into small pieces by many edits: whole ones again
        for (const SharedRow& row : block->rows)
            add(row);
    }
    seal();
    m_size = 0;
    return SharedRows(std::exchange(m_blocks, {}));
}

SharedRows::SharedRows(Blocks blocks)
    : m_blocks(std::move(blocks))
{
    m_ends.reserve(m_blocks.size());
    std::size_t end = 0;
    for (const auto& block : m_blocks) {
        m_ends.push_back(end += block->rows.size());
        m_wrong += block->wrong;
    }
}

SharedRows::SharedRows(std::initializer_list<SharedRow> rows)
{
    Builder all;
    for (const SharedRow& row : rows)
        all.add(row);
    *this = all.take();
}

std::size_t SharedRows::blockAt(std::size_t position) const
{
    return std::size_t(std::upper_bound(m_ends.begin(), m_ends.end(), position) - m_ends.begin());
}

const SharedRow& SharedRows::operator[](std::size_t position) const
{
    const std::size_t block = blockAt(position);
    return m_blocks[block]->rows[position - beginOf(block)];
}

const SharedRow& SharedRows::at(std::size_t position) const
{
    if (position >= size())
        throw std::out_of_range("there is no such line");
    return (*this)[position];
}

bool SharedRows::same(const SharedRows& other) const
{
    return size() == other.size() &&
           (m_blocks == other.m_blocks ||
            std::equal(begin(), end(), other.begin(),
                       [](const SharedRow& a, const SharedRow& b) { return a.is(b); }));
}

SharedRows SharedRows::part(std::size_t first, std::size_t count) const
{
    Builder part;
    part.add(*this, first, count);
    return part.take();
}

SharedRows SharedRows::pick(const Positions& positions) const
{
    Builder picked;
    for (std::size_t at = 0; at < positions.size();) {
        const Stretch stretch = stretchAt(positions, at);
        picked.add(*this, stretch.first, stretch.count);
        at += stretch.count;
    }
    return picked.take();
}

void SharedRows::append(const SharedRows& rows)
{
    Builder all;
    all.add(*this);
    all.add(rows);
    *this = all.take();
}

void SharedRows::insert(const Positions& positions, const SharedRows& rows)
{
    Builder all;
    std::size_t from = 0; // of the lines that are there
    for (std::size_t at = 0; at < positions.size();) {
        const Stretch stretch = stretchAt(positions, at);
        const std::size_t before = stretch.first - all.size();
        all.add(*this, from, before);
        from += before;
        all.add(rows, at, stretch.count);
        at += stretch.count;
    }
    all.add(*this, from, size() - from);
    *this = all.take();
}

void SharedRows::erase(const Positions& positions)
{
    Builder left;
    std::size_t from = 0;
    for (std::size_t at = 0; at < positions.size();) {
        const Stretch stretch = stretchAt(positions, at);
        left.add(*this, from, stretch.first - from);
        from = stretch.first + stretch.count;
        at += stretch.count;
    }
    left.add(*this, from, size() - from);
    *this = left.take();
}

void SharedRows::replace(const Positions& positions, const SharedRows& rows)
{
    Builder all;
    std::size_t from = 0;
    for (std::size_t at = 0; at < positions.size();) {
        const Stretch stretch = stretchAt(positions, at);
        all.add(*this, from, stretch.first - from);
        all.add(rows, at, stretch.count);
        from = stretch.first + stretch.count;
        at += stretch.count;
    }
    all.add(*this, from, size() - from);
    *this = all.take();
}

} // namespace postern::ui
