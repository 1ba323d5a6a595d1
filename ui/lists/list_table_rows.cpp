// SPDX-License-Identifier: GPL-3.0-or-later
// How lines come into the table, leave it and are arranged in it.
#include "ui/lists/list_table_model.h"

#include "ui/lists/background.h"
#include "ui/lists/list_mime.h"
#include "ui/text/translate.h"

#include <QElapsedTimer>
#include <QMimeData>
#include <QTimer>

#include <algorithm>
#include <limits>
#include <numeric>

namespace postern::ui {

namespace {

using Positions = ListDraft::Positions;

constexpr int turnMilliseconds = 8;   // of the GUI thread at a time
constexpr std::size_t turnRows = 256; // between two looks at the clock
constexpr std::size_t manyRuns = 64;  // beyond, the view is told once that all is different

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

std::vector<int> sorted(const std::vector<int>& positions, const std::vector<QString>& keys,
                        Qt::SortOrder order)
{
    std::vector<std::size_t> ranks(positions.size());
    std::iota(ranks.begin(), ranks.end(), std::size_t(0));
    std::stable_sort(ranks.begin(), ranks.end(), [&](std::size_t a, std::size_t b) {
        return order == Qt::AscendingOrder ? keys[a] < keys[b] : keys[b] < keys[a];
    });
    std::vector<int> result(ranks.size());
    std::transform(ranks.begin(), ranks.end(), result.begin(), [&](std::size_t i) { return positions[i]; });
    return result;
}

} // namespace

void ListTableModel::insertRun(int position, std::vector<ListRow> rows)
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
    m_draft.insert(positions, std::move(rows));
    endInsertRows();
}

void ListTableModel::insert(const Positions& positions, std::vector<ListRow> rows)
{
    const std::vector<Run> runs = runsOf(positions);
    m_typingPosition = -1;
    if (runs.size() <= manyRuns) {
        auto next = std::make_move_iterator(rows.begin());
        for (const Run& run : runs) {
            const auto end = next + (run.last - run.first + 1);
            insertRun(run.first, std::vector<ListRow>(next, end));
            next = end;
        }
    } else {
        beginResetModel();
        m_draft.insert(positions, std::move(rows));
        m_visible.resize(std::size_t(m_draft.size()));
        std::iota(m_visible.begin(), m_visible.end(), 0);
        endResetModel();
        if (!m_filter.isEmpty() || !inOwnOrder())
            arrange();
    }
    if (m_job)
        arrange();
    Q_EMIT edited();
}

// Only where the rows of a run stand side by side.
void ListTableModel::removeRun(int first, int last, std::vector<ListRow>& removed)
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
    auto rows = m_draft.remove(positions);
    if (shown)
        endRemoveRows();
    removed.insert(removed.begin(), std::make_move_iterator(rows.begin()),
                   std::make_move_iterator(rows.end()));
}

std::vector<ListRow> ListTableModel::remove(const Positions& positions)
{
    const std::vector<Run> runs = runsOf(positions);
    std::vector<ListRow> removed;
    m_typingPosition = -1;
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
        endResetModel();
    }
    if (m_job)
        arrange();
    Q_EMIT edited();
    return removed;
}

void ListTableModel::replace(const Positions& positions, const std::vector<ListRow>& rows)
{
    m_typingPosition = -1;
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
    if (m_filter == text.trimmed())
        return;
    m_filter = text.trimmed();
    arrange();
}

void ListTableModel::sort(int column, Qt::SortOrder order)
{
    if (m_sortColumn == column && m_sortOrder == order)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    arrange();
}

bool ListTableModel::passes(const ListRow& row) const
{
    return m_filter.isEmpty() || qt(row.text()).contains(m_filter, Qt::CaseInsensitive) ||
           qt(row.entry.comment).contains(m_filter, Qt::CaseInsensitive);
}

// Text that sorts as the column does.
QString ListTableModel::sortKey(const ListRow& row) const
{
    const auto number = [](std::int64_t value) {
        return QStringLiteral("%1").arg(value, 20, 10, QLatin1Char('0'));
    };
    const store::ListHit* hits = hit(row);
    switch (ListColumn(m_sortColumn)) {
    case ListColumn::Pattern:
        if (m_kind == model::ListKind::Ip) {
            if (const auto pattern = model::ListPattern::parse(m_kind, row.text())) {
                const auto& first = pattern->range.first.bytes();
                return QString(pattern->range.first.isV4() ? u'4' : u'6') +
                       QString::fromLatin1(reinterpret_cast<const char*>(first.data()),
                                           qsizetype(first.size()));
            }
        }
        return qt(row.text()).toLower();
    case ListColumn::Hits:
        return number(hits == nullptr ? 0 : hits->hits);
    case ListColumn::LastHit:
        return number(hits == nullptr || !hits->lastHit ? 0 : toMicros(*hits->lastHit));
    case ListColumn::Expires:
        return number(row.entry.expires ? toMicros(*row.entry.expires)
                                        : std::numeric_limits<std::int64_t>::max());
    default:
        return text(row, ListColumn(m_sortColumn)).toString().toLower();
    }
}

void ListTableModel::arrange()
{
    ++m_generation;
    m_job.emplace();
    m_turn->start();
}

void ListTableModel::arrangeSome()
{
    if (!m_job) {
        m_turn->stop();
        return;
    }
    QElapsedTimer clock;
    clock.start();
    const auto& rows = m_draft.rows();
    while (m_job->next < rows.size() && clock.elapsed() < turnMilliseconds) {
        const std::size_t end = std::min(rows.size(), m_job->next + turnRows);
        for (; m_job->next < end; ++m_job->next) {
            const ListRow& row = rows[m_job->next];
            if (!passes(row))
                continue;
            m_job->positions.push_back(int(m_job->next));
            if (!inOwnOrder())
                m_job->keys.push_back(sortKey(row));
        }
    }
    if (m_job->next < rows.size())
        return;
    m_turn->stop();
    if (inOwnOrder()) {
        finish(std::move(m_job->positions));
        return;
    }
    // Sorting cannot be cut into turns: it runs on its own copy of the keys elsewhere.
    inBackground(
        this,
        [job = std::move(*m_job), order = m_sortOrder] { return sorted(job.positions, job.keys, order); },
        [this, generation = m_generation](std::vector<int> visible) {
            if (generation == m_generation)
                finish(std::move(visible));
        });
}

void ListTableModel::finish(std::vector<int> visible)
{
    m_job.reset();
    beginResetModel();
    m_visible = std::move(visible);
    endResetModel();
    Q_EMIT arranged();
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
    std::vector<ListRow> carried;
    carried.reserve(rows.size());
    for (const int position : rows)
        carried.push_back(m_draft.row(position));
    return toMimeData(m_kind, carried);
}

} // namespace postern::ui
