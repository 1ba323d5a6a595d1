// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "model/configuration.h"
#include "model/status.h"
#include "store/event_query.h"
#include "ui/data/spike.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <vector>

namespace postern::ui {

class StoreClient;

// What the store says at one moment: what should be, and what is.
struct Overview {
    std::int64_t revision = -1; // saved; 0: never configured; -1: not read yet
    model::Configuration configuration;
    std::vector<model::NodeStatus> nodes; // the engines that are alive
    store::EventCounts lastHour;
    UsualRefusals usual; // of the last seven days
    bool spike = false;  // far more are refused than is usual

    bool loaded() const { return revision >= 0; }
    const model::Service* service(model::Id id) const;
    const model::Service* service(const std::string& name) const;
    // How many of the living nodes hold the saved revision.
    int nodesInForce() const;
};

// Keeps the Overview up to date for as many views as want it, by one reader: when the store changes, and
// every two seconds, since an engine that died changes nothing. GUI thread.
class LiveStatus : public QObject {
    Q_OBJECT

public:
    explicit LiveStatus(StoreClient& store, QObject* parent = nullptr);

    const Overview& overview() const { return m_overview; }
    // Why the store cannot be read now; empty where it can.
    const QString& trouble() const { return m_trouble; }
    void refresh();
    void refreshUsual(); // what is usual; by itself, every five minutes

Q_SIGNALS:
    void changed();              // anything, trouble too
    void configurationChanged(); // a new revision; changed() follows

private:
    struct Reading;
    void take(Reading reading);
    void readCounts();
    void judgeSpike();
    void setTrouble(const QString& trouble);

    StoreClient& m_store;
    Overview m_overview;
    QString m_trouble;
    QTimer m_timer;
    bool m_reading = false;
    bool m_readAgain = false; // the store changed while it was being read
    bool m_counting = false;
    QTimer m_usualTimer;
};

} // namespace postern::ui
