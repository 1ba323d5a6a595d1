// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ui/find/entry_search.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <memory>
#include <vector>

namespace postern::ui {

class StoreClient;

// Goes through the lists of the store for an EntrySearch, off the GUI thread: a million entries take a part
// of a second. GUI thread.
class EntryFinder : public QObject {
    Q_OBJECT

public:
    explicit EntryFinder(StoreClient& store, QObject* parent = nullptr);
    ~EntryFinder() override; // what runs ends soon and is heard of no more

    // Drops what runs. Nothing is found for what EntrySearch does not want.
    void find(const QString& typed);
    void stop();
    bool busy() const { return bool(m_stopped); }

Q_SIGNALS:
    void found(const postern::Result<std::vector<postern::ui::EntryMatch>>& matches); // of the last find()

private:
    StoreClient& m_store;
    std::shared_ptr<std::atomic<bool>> m_stopped; // of what runs; nullptr: nothing does
};

} // namespace postern::ui
