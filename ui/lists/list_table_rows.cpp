// SPDX-License-Identifier: GPL-3.0-or-later
// How lines come into the table, leave it and are arranged in it.
#include "ui/lists/list_table_model.h"

#include "ui/lists/background.h"
#include "ui/lists/list_mime.h"

#include <algorithm>
#include <numeric>

namespace postern::ui {

namespace {

using Positions = ListDraft::Positions;

constexpr std::size_t manyRuns = 64; // beyond, the view is told once that all is different

struct Run {
    int first = 0;
    int last = 0;
};

std::vector<Run> runsOf(const Positions& positions)
{
    std::vector<Run> runs;
    for (const int position : positions) {
        if (!runs.empty() && runs.back().last + 1 == position)
            runs.back().last = position;
        else
            runs.push_back({position, position});
    }
    return runs;
}

} // namespace

void ListTableModel::insertRun(int position, SharedRows rows)
{
    const int count = int(rows.size());
    const auto place =
        inOwnOrder() ? std::lower_bound(m_visible.begin(), m_visible.end(), position) : m_visible.end();
    const int row = int(place - m_visible.begin());
    Positions positions(rows.size());
    std::iota(positions.begin(), positions.end(), position);
    beginInsertRows({}, row, row + count - 1);
    for (int& each : m_visible)
        each += each >= position ? count : 0;
    m_visible.insert(m_visible.begin() + row, positions.begin(), positions.end());
    m_rowByPosition.clear();
    m_draft.insert(positions, std::move(rows));
    endInsertRows();
}

void ListTableModel::insert(const Positions& positions, SharedRows rows)
{
    const std::vector<Run> runs = runsOf(positions);
    m_typingPosition = -1;
    ++m_generation;
    if (runs.size() <= manyRuns) {
        auto next = std::make_move_iterator(rows.begin());
        for (const Run& run : runs) {
            const auto end = next + (run.last - run.first + 1);
            insertRun(run.first, SharedRows(next, end));
            next = end;
        }
    } else {
        beginResetModel();
        m_draft.insert(positions, std::move(rows));
        showAll();
        endResetModel();
        if (!m_order.plain())
            arrange();
    }
    if (m_arranging)
        arrange();
    Q_EMIT edited();
}

// Only where the rows of a run stand side by side.
void ListTableModel::removeRun(int first, int last, SharedRows& removed)
{
    const int count = last - first + 1;
    Positions positions(static_cast<std::size_t>(count));
    std::iota(positions.begin(), positions.end(), first);
    const auto begin = std::lower_bound(m_visible.begin(), m_visible.end(), first);
    const auto end = std::upper_bound(begin, m_visible.end(), last);
    const bool shown = begin != end;
    if (shown)
        beginRemoveRows({}, int(begin - m_visible.begin()), int(end - m_visible.begin()) - 1);
    const auto after = m_visible.erase(begin, end);
    for (auto each = after; each != m_visible.end(); ++each)
        *each -= count;
    m_rowByPosition.clear();
    auto rows = m_draft.remove(positions);
    if (shown)
        endRemoveRows();
    removed.insert(removed.begin(), std::make_move_iterator(rows.begin()),
                   std::make_move_iterator(rows.end()));
}

SharedRows ListTableModel::remove(const Positions& positions)
{
    const std::vector<Run> runs = runsOf(positions);
    SharedRows removed;
    m_typingPosition = -1;
    ++m_generation;
    if (runs.size() <= manyRuns && inOwnOrder()) {
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            removeRun(run->first, run->last, removed);
    } else {
        std::vector<int> moved(std::size_t(m_draft.size()), 0); // old position → new one, or -1
        for (const int position : positions)
            moved[std::size_t(position)] = -1;
        int next = 0;
        for (int& each : moved)
            each = each < 0 ? -1 : next++;
        beginResetModel();
        removed = m_draft.remove(positions);
        std::erase_if(m_visible, [&](int position) { return moved[std::size_t(position)] < 0; });
        for (int& each : m_visible)
            each = moved[std::size_t(each)];
        m_rowByPosition.clear();
        endResetModel();
    }
    if (m_arranging)
        arrange();
    Q_EMIT edited();
    return removed;
}

void ListTableModel::replace(const Positions& positions, const SharedRows& rows)
{
    m_typingPosition = -1;
    ++m_generation;
    for (std::size_t i = 0; i < positions.size(); ++i)
        m_draft.replace(positions[i], rows[i]);
    if (positions.size() > manyRuns && rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, listColumnCount - 1));
    } else {
        for (const int position : positions) {
            const QModelIndex place = indexOf(position);
            if (place.isValid())
                Q_EMIT dataChanged(place, place.siblingAtColumn(listColumnCount - 1));
        }
    }
    Q_EMIT edited();
}

void ListTableModel::setFilter(const QString& text)
{
    ListOrder order = m_order;
    order.filter = text.trimmed();
    changeOrder(std::move(order));
}

void ListTableModel::sort(int column, Qt::SortOrder direction)
{
    ListOrder order = m_order;
    order.column = column;
    order.direction = direction;
    changeOrder(std::move(order));
}

void ListTableModel::changeOrder(ListOrder order)
{
    if (order == m_order)
        return;
    m_order = std::move(order);
    arrange();
}

void ListTableModel::arrange()
{
    if (m_arranging)
        *m_arranging = true;
    m_arranging.reset();
    if (m_order.plain()) {
        beginResetModel();
        showAll();
        endResetModel();
        Q_EMIT arranged();
        return;
    }
    m_arranging = std::make_shared<std::atomic<bool>>(false);
    inBackground(
        this,
        [rows = m_draft.rows(), cells = m_cells, order = m_order, cancelled = m_arranging] {
            return ui::arranged(rows, cells, order, *cancelled);
        },
        [this, mine = m_arranging](std::vector<int> visible) {
            if (mine == m_arranging)
                finish(std::move(visible));
        });
}

void ListTableModel::finish(std::vector<int> visible)
{
    m_arranging.reset();
    beginResetModel();
    m_visible = std::move(visible);
    m_rowByPosition.clear();
    endResetModel();
    Q_EMIT arranged();
}

void ListTableModel::showAll()
{
    m_visible.resize(std::size_t(m_draft.size()));
    std::iota(m_visible.begin(), m_visible.end(), 0);
    m_rowByPosition.clear();
}

QStringList ListTableModel::mimeTypes() const
{
    return {QLatin1String(mimeType), QStringLiteral("text/plain")};
}

QMimeData* ListTableModel::mimeData(const QModelIndexList& indexes) const
{
    std::vector<int> rows;
    for (const QModelIndex& index : indexes) {
        if (index.column() == int(ListColumn::Pattern))
            rows.push_back(positionOf(index));
    }
    std::sort(rows.begin(), rows.end());
    SharedRows carried;
    carried.reserve(rows.size());
    for (const int position : rows)
        carried.push_back(m_draft.rows()[std::size_t(position)]);
    return toMimeData(m_kind, std::move(carried));
}

} // namespace postern::ui
