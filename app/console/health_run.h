// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "health/health_check.h"
#include "model/configuration.h"
#include "model/probe_step.h"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

namespace postern::console {

// One look at the whole server, on the thread that calls work().
class HealthRun {
public:
    // Nothing is called once work() has come back; done or failed comes last, and once.
    struct Callbacks {
        std::function<void(const model::HealthFinding&)> found;
        std::function<void()> done;
        std::function<void(const Error& why)> failed;
    };

    explicit HealthRun(std::string store);

    void work(const Callbacks& callbacks);
    void cancel() { m_check.cancel(); } // from any thread; does not wait
    bool ended() const { return m_ended; }

private:
    health::HealthCheck m_check;
    std::atomic<bool> m_ended{false};
};

// One test of a DNS list, on the thread that calls work().
class DnsListRun {
public:
    struct Callbacks {
        std::function<void(const model::ProbeStep&)> step;
        std::function<void(bool good)> done;
        std::function<void(const Error& why)> failed;
    };

    // `besides`: what is looked up, too; "" for nothing.
    DnsListRun(model::DnsList list, std::string besides, std::vector<std::string> dnsServers);

    void work(const Callbacks& callbacks);
    void cancel() { m_cancelled = true; }
    bool ended() const { return m_ended; }

private:
    void attempt(const Callbacks& callbacks) const;

    const model::DnsList m_list;
    const std::string m_besides;
    const std::vector<std::string> m_dnsServers;
    std::atomic<bool> m_cancelled{false};
    std::atomic<bool> m_ended{false};
};

} // namespace postern::console
