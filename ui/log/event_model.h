// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "ui/log/log_filter.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace postern::ui {

class StoreClient;

// The log's decisions, newest first, as far as the view has scrolled: pages are fetched by key, there is no
// cap. Trace and facts are left out of the rows; whoever shows one reads it by its id. GUI thread.
class EventModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, Service, Client, Helo, Sender, Recipient, Why, ColumnCount };
    enum class State : std::uint8_t { Loading, Ready, Failed };

    using Events = std::vector<model::Event>;
    struct Page {
        Events events;
        model::Id newest = 0; // of all events of the log, whatever the filter
    };

    explicit EventModel(StoreClient& store, QObject* parent = nullptr);

    // Begins anew. What is shown stays until the first page is there.
    void search(const LogFilter& filter);
    const LogFilter& filter() const { return m_filter; }
    // Adds what has been decided since, and takes out what the period no longer covers.
    void follow();

    State state() const { return m_state; }
    const QString& problem() const { return m_problem; } // with State::Failed
    const model::Event* event(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void stateChanged();

private:
    // Runs the query, and `take` unless another search() came in between.
    void ask(store::EventQuery query, void (EventModel::*take)(Page));
    void takeFirst(Page page);
    void takeOlder(Page page);
    void takeNewer(Page page);
    void dropExpired();
    void setState(State state, const QString& problem = {});
    QString text(const model::Event& event, int column) const;

    StoreClient& m_store;
    LogFilter m_filter;
    std::deque<model::Event> m_events;
    State m_state = State::Loading;
    QString m_problem;
    model::Id m_newest = 0;   // of the log when it was last asked: follow() begins after it
    int m_search = 0;         // number of the search whose answers count
    bool m_complete = false;  // there is nothing older
    bool m_fetching = false;  // older ones are on their way
    bool m_following = false; // newer ones are
    bool m_followAgain = false;
};

} // namespace postern::ui
