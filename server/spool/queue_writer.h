// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spool/message.h"
#include "spool/sqlite.h"

#include <string>
#include <vector>

namespace postern::spool {

// Which recipients an administrator means: those that all the conditions hold for. Empty conditions hold for
// everything.
struct Selection {
    std::string name;        // the queue id
    std::string sender;      // a part of it, without case
    std::string recipient;   // a part of it
    std::string destination; // a part of it
    struct Row {
        std::string name;      // the queue id
        std::string recipient; // all of it

        bool operator==(const Row&) const = default;
    };
    std::vector<Row> rows = {}; // these and no others, whatever the conditions are

    bool operator==(const Selection&) const = default;
};

enum class Action : std::uint8_t {
    Retry,   // now
    Hold,    // not before it is released
    Release, // held ones go on, now
    Remove,  // for good; the sender is not told
};

// What became of recipients that were tried.
struct Settlement {
    struct Later {
        Id recipient = 0;
        Time nextTry{};
        std::string destination;
        std::string reply;
        bool delayTold = false;
        bool attempted = true; // counts as an attempt
    };
    std::vector<Id> finished; // reached, or given up: they go
    std::vector<Later> later;
    std::vector<NewMessage> reports; // to the senders; stored in the same moment
};

// Writes to the queue; within a transaction of the caller's. Throws SqlFailure.
class QueueWriter {
public:
    explicit QueueWriter(const Database& database);

    // `file`: the name of the file that has the content; "": the content is in memory and goes into the row.
    Id add(const NewMessage& message, const std::string& file);
    void settle(const Settlement& settlement);
    // How many recipients it concerned.
    int change(const Selection& selection, Action action, Time now);

    // Files whose messages were removed since the last call: to be deleted once that is committed.
    std::vector<std::string> takeRemovedFiles();
    std::size_t removedFiles() const { return m_removedFiles.size(); }
    void forgetFilesAfter(std::size_t count) { m_removedFiles.resize(count); } // it was rolled back

private:
    void addRecipient(Id message, const Recipient& recipient);
    void finish(Id recipient);
    void removeIfDone(Id message);
    int changeRows(const Selection& selection, Action action, Time now);
    int removeSelected(const Selection& selection);
    int removeMessagesOf(Statement& removed);

    const Database& m_database;
    Statement m_addMessage;
    Statement m_addRecipient;
    Statement m_finish;
    Statement m_removeMessage;
    Statement m_later;
    std::vector<std::string> m_removedFiles;
};

} // namespace postern::spool
