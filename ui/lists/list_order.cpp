// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_order.h"

#include "ui/text/translate.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace postern::ui {

namespace {

// So many lines are looked through before what was found is shown: some milliseconds.
constexpr std::size_t linesBeforePause = 65'536;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

// Patterns are hardly ever more than ASCII, and neither is what is searched for in them: that is found
// without making a QString of every line.
class Filter {
public:
    explicit Filter(const QString& text)
        : m_text(text)
        , m_bytes(bytes(text.toLower()))
        , m_ascii(std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; }))
    {
    }

    bool passes(const SharedRow& row) const
    {
        if (m_bytes.empty())
            return true;
        const bool lowerCase = row.lowerCase();
        return contains(row.typed(), lowerCase) || contains(row.comment(), lowerCase) ||
               (m_bytes.front() == '~' && row.negated() && contains(row.value().text(), false));
    }

private:
    bool contains(std::string_view text, bool lowerCase) const
    {
        if (!m_ascii)
            return QString::fromUtf8(text.data(), qsizetype(text.size()))
                .contains(m_text, Qt::CaseInsensitive);
        if (lowerCase)
            return text.find(m_bytes) != text.npos;
        return std::search(text.begin(), text.end(), m_bytes.begin(), m_bytes.end(),
                           [](char a, char b) { return lower(a) == b; }) != text.end();
    }

    QString m_text;
    std::string m_bytes;
    bool m_ascii;
};

// What a line is sorted by, with its position; lines that are equal in it stay in their own order.
template <class Key>
class Sorting {
public:
    void add(Key key, std::size_t position) { m_keyed.push_back({std::move(key), int(position)}); }

    template <class Compare> // <0, 0, >0
    std::vector<int> sorted(Qt::SortOrder direction, const Compare& compare)
    {
        const int way = direction == Qt::AscendingOrder ? 1 : -1;
        std::sort(m_keyed.begin(), m_keyed.end(), [&](const Keyed& a, const Keyed& b) {
            const int order = compare(a.key, b.key, a.position, b.position) * way;
            return order != 0 ? order < 0 : a.position < b.position;
        });
        std::vector<int> positions(m_keyed.size());
        std::transform(m_keyed.begin(), m_keyed.end(), positions.begin(),
                       [](const Keyed& keyed) { return keyed.position; });
        return positions;
    }

private:
    struct Keyed {
        Key key;
        int position;
    };
    std::vector<Keyed> m_keyed;
};

int sign(auto order)
{
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

// The first bytes of a text, as numbers that compare as it does: most lines differ within them.
using Beginning = std::array<std::uint64_t, 2>;

Beginning beginningOf(std::string_view text)
{
    Beginning beginning{};
    for (std::size_t i = 0; i < std::min<std::size_t>(text.size(), 16); ++i)
        beginning[i / 8] |= std::uint64_t(static_cast<unsigned char>(lower(text[i]))) << (56 - 8 * (i % 8));
    return beginning;
}

int compareLower(std::string_view a, std::string_view b)
{
    const std::size_t both = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < both; ++i) {
        const auto left = static_cast<unsigned char>(lower(a[i]));
        const auto right = static_cast<unsigned char>(lower(b[i]));
        if (left != right)
            return left < right ? -1 : 1;
    }
    return sign(a.size() <=> b.size());
}

class Arranging {
public:
    Arranging(const SharedRows& rows, const ListCells& cells, const ListOrder& order,
              const std::atomic<bool>& cancelled)
        : m_rows(rows)
        , m_cells(cells)
        , m_order(order)
        , m_cancelled(cancelled)
        , m_filter(order.filter)
    {
    }

    // Calls `take(row, position)` for what passes, and `pause()` from time to time; false: cancelled.
    template <class Take, class Pause>
    bool visit(const Take& take, const Pause& pause) const
    {
        std::size_t position = 0;
        std::size_t paused = 0;
        for (const auto& block : m_rows.blocks()) {
            for (const SharedRow& row : block->rows) {
                if (m_filter.passes(row))
                    take(row, position);
                ++position;
            }
            if (m_cancelled)
                return false;
            if (position - paused >= linesBeforePause) {
                paused = position;
                pause();
            }
        }
        return true;
    }

    std::vector<int> inOwnOrder(const SomeArranged& some) const
    {
        std::vector<int> positions;
        visit([&](const SharedRow&, std::size_t position) { positions.push_back(int(position)); },
              [&] {
                  if (some && !positions.empty())
                      some(std::exchange(positions, {}));
              });
        return positions;
    }

    std::vector<int> byPattern() const
    {
        if (m_cells.kind == model::ListKind::Ip)
            return by<std::string>(
                [&](const SharedRow& row) { return m_cells.addressKey(row); },
                [](const std::string& a, const std::string& b, int, int) { return sign(a.compare(b)); });
        return by<Beginning>([&](const SharedRow& row) { return beginningOf(m_cells.patternKey(row)); },
                             [&](const Beginning& a, const Beginning& b, int left, int right) {
                                 return a != b ? sign(a <=> b)
                                               : compareLower(m_cells.patternKey(m_rows[std::size_t(left)]),
                                                              m_cells.patternKey(m_rows[std::size_t(right)]));
                             });
    }
    std::vector<int> byNumber(ListColumn column) const
    {
        return by<std::int64_t>([&](const SharedRow& row) { return m_cells.number(row, column); },
                                [](std::int64_t a, std::int64_t b, int, int) { return sign(a <=> b); });
    }
    std::vector<int> byWords(ListColumn column) const
    {
        return by<QString>([&](const SharedRow& row) { return m_cells.text(row.value(), column).toLower(); },
                           [](const QString& a, const QString& b, int, int) { return sign(a.compare(b)); });
    }

private:
    template <class Key, class MakeKey, class Compare>
    std::vector<int> by(const MakeKey& keyOf, const Compare& compare) const
    {
        Sorting<Key> sorting;
        const bool all = visit(
            [&](const SharedRow& row, std::size_t position) { sorting.add(keyOf(row), position); }, [] {});
        return all ? sorting.sorted(m_order.direction, compare) : std::vector<int>();
    }

    const SharedRows& m_rows;
    const ListCells& m_cells;
    const ListOrder& m_order;
    const std::atomic<bool>& m_cancelled;
    Filter m_filter;
};

} // namespace

std::vector<int> arranged(const SharedRows& rows, const ListCells& cells, const ListOrder& order,
                          const std::atomic<bool>& cancelled, const SomeArranged& some)
{
    const Arranging arranging(rows, cells, order, cancelled);
    if (order.column < 0)
        return arranging.inOwnOrder(some);
    const auto column = ListColumn(order.column);
    switch (column) {
    case ListColumn::Pattern:
        return arranging.byPattern();
    case ListColumn::Hits:
    case ListColumn::LastHit:
    case ListColumn::Expires:
        return arranging.byNumber(column);
    default:
        return arranging.byWords(column);
    }
}

} // namespace postern::ui
