// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "spool/message.h"
#include "spool/queue_reader.h"
#include "spool/queue_writer.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace postern::spool {

// The queue of one node: what has been accepted and not reached everybody yet. Durable: what put() has
// promised survives kill -9 and a power cut. Messages of many sessions share one sync. A message is a row of
// spool.db (SQLite), its content a column of that row or, where it is large, a file in the folder `messages`
// beside it that was synced before. Thread-safe.
class Spool {
public:
    // Content larger than this has a file of its own.
    static constexpr std::int64_t largest = 64 * 1024;

    using Log = std::function<void(const std::string&)>; // one line, English; from any thread

    // Makes the folder, for its owner only, where there is none. Takes the lock, goes on with what is there,
    // and removes what no message needs. Errors: Busy (another engine has it), Damaged, NewerVersion, Denied.
    static Result<std::unique_ptr<Spool>> open(const std::string& folder, const Log& log);
    ~Spool(); // writes what was handed in

    // Where large messages go while they come in, so that they need not be copied.
    std::string incomingFolder() const;

    // Gives large content its place; then put() does not block. For workers: writes and syncs a file. Small
    // content stays as it is.
    Result<std::string> prepare(const Message& message, Content& content) const;
    // Makes a message durable, together with whatever else is handed in meanwhile; then `done`, on the
    // spool's thread. `file` is what prepare() said. After a failure (Full where there is no room) nothing is
    // left behind.
    void put(NewMessage message, std::string file, std::function<void(Result<>)> done);

    // What became of recipients that were tried. It has happened, so it is written however long that takes.
    void settle(Settlement settlement, std::function<void()> done);
    // An administrator's wish; `done` with the number of recipients that it concerned.
    void change(Selection selection, Action action, Time now, std::function<void(Result<int>)> done);

    // Called whenever there may be something due that was not before, from the spool's thread. Set once,
    // before anything else happens; empty again before the listener goes.
    void onWork(std::function<void()> listener);

    // Grows with everything that changes the queue.
    std::uint64_t changes() const;

    // --- reading; these block
    Result<std::vector<Item>> due(Time now, std::size_t limit, const std::unordered_set<Id>& leased,
                                  const std::unordered_set<std::string>& busy);
    Result<std::optional<Time>> nextDue(Time now);
    Result<std::vector<Item>> list(std::size_t limit);
    Result<Totals> totals();
    // NotFound: the message is gone.
    Result<std::shared_ptr<Content>> content(Id message);
    // The header of the message with this queue id, up to the empty line, at most `most` octets of it.
    // NotFound: it is gone.
    Result<std::string> header(const std::string& name, std::size_t most);

private:
    struct Parts;
    explicit Spool(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace postern::spool
