// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/event_model.h"

#include "ui/data/store_client.h"
#include "ui/log/event_words.h"
#include "ui/text/translate.h"

#include <algorithm>
#include <utility>

namespace postern::ui {

namespace {

// `newest` is read first: what is decided between the two reads is newer, and comes with the next page.
Result<EventModel::Page> read(store::Store& store, const store::EventQuery& query)
{
    store::EventQuery newest;
    newest.limit = 1;
    const auto last = store.events(newest);
    if (!last)
        return failFrom(last);
    auto events = store.events(query);
    if (!events)
        return failFrom(events);
    for (model::Event& event : *events) {
        event.trace = {};
        event.facts = {};
    }
    return EventModel::Page{std::move(*events), last->empty() ? 0 : last->front().id};
}

bool isFull(const std::vector<model::Event>& events)
{
    return int(events.size()) >= store::EventQuery().limit;
}

} // namespace

EventModel::EventModel(StoreClient& store, QObject* parent)
    : QAbstractTableModel(parent)
    , m_store(store)
{
}

void EventModel::search(const LogFilter& filter)
{
    m_filter = filter;
    ++m_search;
    m_fetching = m_following = m_followAgain = false;
    setState(State::Loading);
    ask(queryFor(m_filter, SystemClock().now()), &EventModel::takeFirst);
}

void EventModel::ask(store::EventQuery query, void (EventModel::*take)(Page))
{
    m_store.run(
        StoreClient::Lane::Log, this, [query](store::Store& store) { return read(store, query); },
        [this, take, search = m_search](Result<Page> answer) {
            if (search != m_search)
                return;
            if (!answer) {
                m_fetching = m_following = false;
                setState(State::Failed, translate(answer.error()));
                return;
            }
            (this->*take)(std::move(*answer));
        });
}

void EventModel::takeFirst(Page page)
{
    Events& events = page.events;
    beginResetModel();
    m_newest = std::max(page.newest, events.empty() ? 0 : events.front().id);
    m_complete = !isFull(events);
    m_events.assign(std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
    endResetModel();
    setState(State::Ready);
}

bool EventModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_state == State::Ready && !m_complete && !m_fetching;
}

void EventModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_fetching = true;
    store::EventQuery query = queryFor(m_filter, SystemClock().now());
    query.beforeId = m_events.back().id;
    ask(query, &EventModel::takeOlder);
}

void EventModel::takeOlder(Page page)
{
    Events& events = page.events;
    m_fetching = false;
    m_complete = !isFull(events);
    if (events.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(events.size()) - 1);
    m_events.insert(m_events.end(), std::make_move_iterator(events.begin()),
                    std::make_move_iterator(events.end()));
    endInsertRows();
}

void EventModel::follow()
{
    if (m_state == State::Loading)
        return; // its answer will hold the newest
    if (m_state == State::Failed) {
        search(m_filter);
        return;
    }
    if (m_following) {
        m_followAgain = true;
        return;
    }
    m_following = true;
    dropExpired();
    store::EventQuery query = queryFor(m_filter, SystemClock().now());
    query.afterId = m_newest;
    query.oldestFirst = true; // also where the log was empty
    ask(query, &EventModel::takeNewer);
}

void EventModel::takeNewer(Page page)
{
    Events& events = page.events; // oldest first
    m_following = false;
    const bool more = isFull(events);
    m_newest = std::max({m_newest, more ? 0 : page.newest, events.empty() ? 0 : events.back().id});
    if (!events.empty()) {
        beginInsertRows({}, 0, int(events.size()) - 1);
        for (model::Event& event : events)
            m_events.push_front(std::move(event));
        endInsertRows();
    }
    if (more || std::exchange(m_followAgain, false))
        follow();
}

void EventModel::dropExpired()
{
    const auto since = startOf(m_filter.period, SystemClock().now());
    const auto expired = [&](const model::Event& event) { return since && event.time < *since; };
    const auto first = std::find_if(m_events.begin(), m_events.end(), expired);
    if (first == m_events.end())
        return;
    const int row = int(first - m_events.begin());
    beginRemoveRows({}, row, rowCount() - 1);
    m_events.erase(first, m_events.end());
    m_complete = true;
    endRemoveRows();
}

void EventModel::setState(State state, const QString& problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT stateChanged();
}

const model::Event* EventModel::event(const QModelIndex& index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_events[std::size_t(index.row())] : nullptr;
}

int EventModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int EventModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString EventModel::text(const model::Event& event, int column) const
{
    switch (column) {
    case TimeColumn:
        return clockTime(event.time);
    case Service:
        return qt(event.service);
    case Client:
        return qt(event.client);
    case Helo:
        return qt(event.helo);
    case Sender:
        return qt(event.sender);
    case Recipient:
        return qt(event.recipient);
    case Why:
        return whyOf(event);
    }
    return {};
}

QVariant EventModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const model::Event& event = m_events[std::size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(event, column);
    case Qt::ToolTipRole:
        return column == TimeColumn ? fullTime(event.time) : text(event, column);
    case Qt::DecorationRole:
        return column == TimeColumn ? QVariant(outcomeIcon(event.outcome)) : QVariant();
    case Qt::AccessibleTextRole:
        return column == TimeColumn
                   ? tr("%1, %2", "outcome, time").arg(outcomeText(event.outcome), fullTime(event.time))
                   : text(event, column);
    }
    return {};
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Time"),   tr("Service"),   tr("Client"), tr("HELO"),
                              tr("Sender"), tr("Recipient"), tr("Why")};
    return titles[section];
}

} // namespace postern::ui
