// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/flips.h"
#include "ui/lists/list_file_reader.h"

#include <QObject>

#include <memory>

namespace postern::ui {

class StoreClient;

// The saved configuration, compiled with the files that its lists subscribe to: once per revision, and once
// more where a file has changed, off the GUI thread, so that deciding with it is a matter of microseconds.
// GUI thread.
class SavedPolicies : public QObject {
    Q_OBJECT

public:
    explicit SavedPolicies(StoreClient& store, QObject* parent = nullptr);
    ~SavedPolicies() override; // frees what may be large on another thread

    // nullptr: not read yet, or problem()
    const policy::Snapshot* snapshot() const { return m_site ? m_site->snapshot.get() : nullptr; }
    const std::shared_ptr<const policy::FlipSite>& site() const { return m_site; }
    const QString& problem() const { return m_problem; }
    // List files that cannot be read here and have no copy, a line each; "": all count.
    QString unreadFiles() const { return m_files.problems(); }

Q_SIGNALS:
    void changed();

private:
    void read();
    void addFiles();

    StoreClient& m_store;
    ListFileReader m_files;
    std::shared_ptr<const policy::FlipSite> m_saved; // without the files
    std::shared_ptr<const policy::FlipSite> m_site;  // with them
    QString m_problem;
};

} // namespace postern::ui
