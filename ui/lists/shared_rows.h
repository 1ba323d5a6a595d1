// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/shared_row.h"

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <vector>

namespace postern::ui {

// Lines in their order, in blocks of about a thousand that never change and are shared by copies: to copy a
// list of a million lines, or to take a stretch out of it or put one in, costs some microseconds. What other
// positions than a stretch are changed costs the blocks in which they lie. Any thread may read a copy of its
// own. Positions are sorted and each stands once.
class SharedRows {
public:
    using Positions = std::vector<int>;

    struct Block {
        explicit Block(std::vector<SharedRow> lines);

        std::vector<SharedRow> rows;
        std::size_t wrong = 0; // SharedRow::wrong()
        model::Id lowest = 0;  // of the ids
        model::Id highest = 0;
    };
    using Blocks = std::vector<std::shared_ptr<const Block>>;

    class Builder;
    class Iterator;

    SharedRows() = default;
    SharedRows(std::initializer_list<SharedRow> rows);

    std::size_t size() const { return m_ends.empty() ? 0 : m_ends.back(); }
    bool empty() const { return m_ends.empty(); }
    const SharedRow& operator[](std::size_t position) const;
    const SharedRow& at(std::size_t position) const; // throws std::out_of_range
    Iterator begin() const;
    Iterator end() const;
    const Blocks& blocks() const { return m_blocks; }
    std::size_t beginOf(std::size_t block) const { return block == 0 ? 0 : m_ends[block - 1]; }
    std::size_t wrong() const { return m_wrong; }

    // The very same lines, not only lines that say the same.
    bool same(const SharedRows& other) const;

    SharedRows part(std::size_t first, std::size_t count) const;
    SharedRows pick(const Positions& positions) const;

    void append(const SharedRows& rows);
    // Afterwards the rows stand at these positions.
    void insert(const Positions& positions, const SharedRows& rows);
    void erase(const Positions& positions);
    void replace(const Positions& positions, const SharedRows& rows);

private:
    explicit SharedRows(Blocks blocks);
    std::size_t blockAt(std::size_t position) const;

    Blocks m_blocks;                 // none is empty
    std::vector<std::size_t> m_ends; // where each block ends
    std::size_t m_wrong = 0;
};

// Makes a list of what comes one after the other.
class SharedRows::Builder {
public:
    void add(SharedRow row);
    void add(const SharedRows& rows, std::size_t first, std::size_t count); // blocks as a whole where it can
    void add(const SharedRows& rows) { add(rows, 0, rows.size()); }
    std::size_t size() const { return m_size; }
    SharedRows take(); // the builder is empty then

private:
    void seal();

    Blocks m_blocks;
    std::vector<SharedRow> m_open;
    std::size_t m_size = 0;
};

class SharedRows::Iterator {
public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = SharedRow;
    using difference_type = std::ptrdiff_t;
    using pointer = const SharedRow*;
    using reference = const SharedRow&;

    Iterator() = default;
    Iterator(const Blocks& blocks, std::size_t block)
        : m_blocks(&blocks)
        , m_block(block)
    {
    }
    const SharedRow& operator*() const { return (*m_blocks)[m_block]->rows[m_row]; }
    const SharedRow* operator->() const { return &**this; }
    Iterator& operator++()
    {
        if (++m_row == (*m_blocks)[m_block]->rows.size()) {
            ++m_block;
            m_row = 0;
        }
        return *this;
    }
    Iterator operator++(int)
    {
        Iterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Iterator& other) const = default;

private:
    const Blocks* m_blocks = nullptr;
    std::size_t m_block = 0;
    std::size_t m_row = 0;
};

inline SharedRows::Iterator SharedRows::begin() const
{
    return {m_blocks, 0};
}
inline SharedRows::Iterator SharedRows::end() const
{
    return {m_blocks, m_blocks.size()};
}

// To free a million lines takes as long as to make them: where they are many, on another thread.
void freeRows(SharedRows rows);

// One after the other without a gap.
bool isStretch(const SharedRows::Positions& positions);

} // namespace postern::ui
