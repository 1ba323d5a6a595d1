// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_file.h"
#include "policy/subscribed_lists.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <vector>

namespace postern::ui {

// The files that lists subscribe to, read by the console itself, as the engine reads them: for whatever it
// decides again or tests. Looks at them every two seconds and reads them anew where one has changed. Files
// are touched on pool threads only. GUI thread.
class ListFileReader : public QObject {
    Q_OBJECT

public:
    using Files = std::shared_ptr<const policy::SubscribedFiles>;

    // `store`: where relative paths begin, as StoreClient::where() says it.
    explicit ListFileReader(const QString& store, QObject* parent = nullptr);
    ~ListFileReader() override; // frees what may be large on another thread

    // Which files there are. changed() follows: at once where they have been read already or there are none.
    void follow(const model::Configuration& configuration);
    // nullptr: they are not read yet.
    const Files& files() const { return m_files; }

    // "/srv/lists/drop.txt: the file may not be read", a line each: files that count for the engine perhaps,
    // but not here. "" where there are none.
    QString problems() const;

Q_SIGNALS:
    void changed(); // files() are there, or are others now

private:
    using Stamps = std::vector<model::FileStamp>;
    struct Reading {
        Stamps stamps;
        Files files; // nullptr: as before
    };
    static Reading look(const std::string& store, const model::Configuration& wanted, const Stamps& before);
    void lookAgain();
    void take(Reading reading);

    const std::string m_store;
    std::shared_ptr<const model::Configuration> m_wanted; // only the subscriptions, and whose they are
    Stamps m_stamps;                                      // when m_files were read
    Files m_files;
    QTimer m_timer;
    bool m_busy = false;
    bool m_again = false; // others are wanted by now
};

} // namespace postern::ui
