// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "delivery/probe.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace postern::console {

struct ProbeJob {
    delivery::NextHop hop;
    std::string hostname;                // what the probe calls itself
    std::vector<std::string> dnsServers; // empty: the system's
    std::optional<IpAddress> at;         // where the hop's host is; the DNS is not asked then
    bool logsIn = true;                  // whether there is a word to say about the log-in
};

// One test of a connection, from its set-up to its end, on the thread that calls work().
class ProbeRun {
public:
    // All of them on threads of the run; nothing is called once work() has come back.
    struct Callbacks {
        std::function<void(const delivery::ProbeStep&)> step;
        std::function<void(bool good)> done;
        std::function<void(const Error& why)> failed;
    };

    void work(const ProbeJob& job, const Callbacks& callbacks);
    void cancel();      // from any thread; does not wait
    bool ended() const; // work() is about to come back

private:
    Result<> attempt(const ProbeJob& job, const Callbacks& callbacks);
    void waitForEnd();
    void end();

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_done = false;
    bool m_cancelled = false;
    bool m_ended = false;
};

} // namespace postern::console
