// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "model/status.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace postern::engine {

struct EngineOptions {
    std::string store;            // WHERE; must exist
    std::string node = "main";    // name in the status; one live engine for each name
    std::string spool;            // its folder; empty: "spool" beside the store
    int reactors = 0;             // 0: one per core
    const Clock* clock = nullptr; // null: the system's; outlives the engine
    // One line about what goes wrong here (a store that cannot be written, a full disk), in English, when it
    // begins and when it is over; from any thread. Empty: nobody listens.
    std::function<void(const std::string&)> log;
};

// The SMTP engine of one node: services, sessions, policy snapshots, event log, delivery. It learns what to
// do from the store alone, and says what is through the store alone (architecture.md, section 1). Runs on
// threads of its own; start and stop are called from one thread. A QCoreApplication must exist.
class Engine {
public:
    // Opens the store, takes the lock (a second engine on the same store and node is refused with
    // ErrorKind::Busy), loads the newest revision and starts its services. A service that cannot start is a
    // status with a reason, not an error here.
    static Result<std::unique_ptr<Engine>> start(const EngineOptions& options);

    // Stops listening, lets messages that are being received finish for at most `grace`, answers 421 to the
    // rest, writes every event. Called by the destructor with 5 s. Returns within `grace` and `stopAllowance`
    // even where a file server that is gone holds a thread: what still hangs then is returned, in English,
    // and logged. Its threads, and whatever they use, are left to themselves (until they come back, the store
    // stays locked for this process), and mail that they were about to deliver stays in the queue. A program
    // that ends then must do so without running destructors of static objects under them: std::_Exit().
    std::vector<std::string> stop(std::chrono::milliseconds grace);
    static constexpr std::chrono::seconds stopAllowance{30};
    ~Engine();

    // Reads the certificates' files again, soon, whether or not they look changed; from any thread. Where
    // they do it is noticed without this within 2 s.
    void reloadCertificates();

    // As it stands in the store; from any thread.
    model::NodeStatus status() const;

private:
    struct Parts;
    explicit Engine(std::shared_ptr<Parts> parts);
    std::shared_ptr<Parts> m_parts; // what hangs keeps them, too
};

} // namespace postern::engine
