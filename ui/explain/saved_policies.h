// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/policy.h"

#include <QObject>

#include <memory>

namespace postern::ui {

class StoreClient;

// The saved configuration, compiled: once per revision and off the GUI thread, so that deciding with it is a
// matter of microseconds. GUI thread.
class SavedPolicies : public QObject {
    Q_OBJECT

public:
    explicit SavedPolicies(StoreClient& store, QObject* parent = nullptr);

    const policy::Snapshot* snapshot() const
    {
        return m_snapshot.get();
    } // nullptr: not read yet, or problem()
    const QString& problem() const { return m_problem; }

Q_SIGNALS:
    void changed();

private:
    void read();

    StoreClient& m_store;
    std::shared_ptr<const policy::Snapshot> m_snapshot;
    QString m_problem;
};

} // namespace postern::ui
