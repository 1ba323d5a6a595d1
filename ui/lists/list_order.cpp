// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_order.h"

#include "ui/text/translate.h"

#include <algorithm>
#include <numeric>

namespace postern::ui {

namespace {

constexpr std::size_t rowsBetweenLooks = 1024; // at `cancelled`

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

    bool passes(const ListRow& row) const
    {
        if (m_bytes.empty())
            return true;
        const std::string& pattern = row.invalid ? *row.invalid : row.entry.pattern;
        return contains(pattern) || contains(row.entry.comment) ||
               (row.entry.negated && m_bytes.front() == '~' && contains(row.text()));
    }

private:
    bool contains(const std::string& text) const
    {
        if (!m_ascii)
            return qt(text).contains(m_text, Qt::CaseInsensitive);
        return std::search(text.begin(), text.end(), m_bytes.begin(), m_bytes.end(),
                           [](char a, char b) { return lower(a) == b; }) != text.end();
    }

    QString m_text;
    std::string m_bytes;
    bool m_ascii;
};

std::vector<int> sorted(const std::vector<int>& positions, const std::vector<QString>& keys,
                        Qt::SortOrder direction)
{
    std::vector<std::size_t> ranks(positions.size());
    std::iota(ranks.begin(), ranks.end(), std::size_t(0));
    std::stable_sort(ranks.begin(), ranks.end(), [&](std::size_t a, std::size_t b) {
        return direction == Qt::AscendingOrder ? keys[a] < keys[b] : keys[b] < keys[a];
    });
    std::vector<int> result(ranks.size());
    std::transform(ranks.begin(), ranks.end(), result.begin(), [&](std::size_t i) { return positions[i]; });
    return result;
}

} // namespace

std::vector<int> arranged(const SharedRows& rows, const ListCells& cells, const ListOrder& order,
                          const std::atomic<bool>& cancelled)
{
    const Filter filter(order.filter);
    std::vector<int> positions;
    std::vector<QString> keys;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % rowsBetweenLooks == 0 && cancelled)
            return {};
        if (!filter.passes(*rows[i]))
            continue;
        positions.push_back(int(i));
        if (order.column >= 0)
            keys.push_back(cells.sortKey(*rows[i], ListColumn(order.column)));
    }
    return order.column < 0 ? positions : sorted(positions, keys, order.direction);
}

} // namespace postern::ui
