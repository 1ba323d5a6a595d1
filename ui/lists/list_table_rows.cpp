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

void ListTableModel::insertRun(int position, const SharedRows& rows)
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
    m_draft.insert(positions, rows);
    endInsertRows();
}

void ListTableModel::insert(const Positions& positions, const SharedRows& rows)
{
    const std::vector<Run> runs = runsOf(positions);
    bool arrangeAnew = m_arranging != nullptr;
    m_typingPosition = -1;
    ++m_generation;
    if (runs.size() <= manyRuns) {
        std::size_t next = 0;
        for (const Run& run : runs) {
            const auto count = std::size_t(run.last - run.first) + 1;
            insertRun(run.first, rows.part(next, count));
            next += count;
        }
    } else {
        beginResetModel();
        m_draft.insert(positions, rows);
        showAll();
        endResetModel();
        arrangeAnew |= !m_order.plain();
    }
    if (arrangeAnew)
        arrange();
    Q_EMIT edited();
}

// Only where the rows of a run stand side by side.
SharedRows ListTableModel::removeRun(int first, int last)
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
    SharedRows removed = m_draft.remove(positions);
    if (shown)
        endRemoveRows();
    return removed;
}

// Lines at these positions are no more.
void ListTableModel::dropVisible(const Positions& positions)
{
    std::vector<int> moved(std::size_t(m_draft.size()), 0); // old position → new one, or -1
    for (const int position : positions)
        moved[std::size_t(position)] = -1;
    int next = 0;
    for (int& each : moved)
        each = each < 0 ? -1 : next++;
    std::erase_if(m_visible, [&](int position) { return moved[std::size_t(position)] < 0; });
    for (int& each : m_visible)
        each = moved[std::size_t(each)];
    m_rowByPosition.clear();
}

SharedRows ListTableModel::remove(const Positions& positions)
{
    const std::vector<Run> runs = runsOf(positions);
    SharedRows removed;
    m_typingPosition = -1;
    ++m_generation;
    if (runs.size() <= manyRuns && inOwnOrder()) {
        std::vector<SharedRows> parts; // from the last on
        for (auto run = runs.rbegin(); run != runs.rend(); ++run)
            parts.push_back(removeRun(run->first, run->last));
        SharedRows::Builder all;
        for (auto part = parts.rbegin(); part != parts.rend(); ++part)
            all.add(*part);
        removed = all.take();
    } else {
        beginResetModel();
        dropVisible(positions);
        removed = m_draft.remove(positions);
        endResetModel();
    }
    if (m_arranging)
        arrange();
    Q_EMIT edited();
    return removed;
}

void ListTableModel::take(ListDraft draft, const Positions& positions, Change change)
{
    m_typingPosition = -1;
    ++m_generation;
    if (change == Change::Replace) {
        m_draft.become(std::move(draft));
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, listColumnCount - 1));
    } else {
        beginResetModel();
        if (change == Change::Remove)
            dropVisible(positions);
        m_draft.become(std::move(draft));
        if (change == Change::Insert)
            showAll();
        endResetModel();
    }
    if (m_arranging || (change == Change::Insert && !m_order.plain()))
        arrange();
    Q_EMIT edited();
}

void ListTableModel::replace(const Positions& positions, const SharedRows& rows)
{
    m_typingPosition = -1;
    ++m_generation;
    m_draft.replace(positions, rows);
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
    m_foundSome = false;
    m_lookedAt = m_draft.size();
    if (m_order.plain()) {
        std::vector<int> all(std::size_t(m_draft.size()));
        std::iota(all.begin(), all.end(), 0);
        resetRows(std::move(all));
        Q_EMIT arranged();
        return;
    }
    m_arranging = std::make_shared<std::atomic<bool>>(false);
    const auto showSome = [guard = QPointer(this), mine = m_arranging](std::vector<int> found) {
        onGuiThread([guard, mine, found = std::move(found)]() mutable {
            if (guard && mine == guard->m_arranging)
                guard->showFound(std::move(found));
        });
    };
    inBackground(
        this,
        [rows = m_draft.rows(), cells = m_cells, order = m_order, cancelled = m_arranging, showSome] {
            return ui::arranged(rows, cells, order, *cancelled, showSome);
        },
        [this, mine = m_arranging](std::vector<int> visible) {
            if (mine == m_arranging)
                finish(std::move(visible));
        });
    Q_EMIT arrangedSome();
}

// The first ones take the place of what was shown before.
void ListTableModel::showFound(std::vector<int> visible)
{
    if (std::exchange(m_foundSome, true))
        appendRows(visible);
    else
        resetRows(std::move(visible));
    Q_EMIT arrangedSome();
}

void ListTableModel::finish(std::vector<int> visible)
{
    const bool more = m_draft.size() > m_lookedAt; // it came meanwhile
    m_arranging.reset();
    if (std::exchange(m_foundSome, false))
        appendRows(visible);
    else
        resetRows(std::move(visible));
    if (more)
        arrange();
    Q_EMIT arranged();
}

void ListTableModel::resetRows(std::vector<int> visible)
{
    m_keepsPositions = true;
    beginResetModel();
    m_visible = std::move(visible);
    m_rowByPosition.clear();
    endResetModel();
    m_keepsPositions = false;
}

void ListTableModel::appendRows(const std::vector<int>& visible)
{
    if (visible.empty())
        return;
    const int first = int(m_visible.size());
    beginInsertRows({}, first, first + int(visible.size()) - 1);
    m_visible.insert(m_visible.end(), visible.begin(), visible.end());
    m_rowByPosition.clear();
    endInsertRows();
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
    return toMimeData(m_kind, m_draft.rows().pick(rows));
}

} // namespace postern::ui
