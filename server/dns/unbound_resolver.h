// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "dns/resolver.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace postern::dns {

class AnswerCache;
class UnboundContext;

struct UnboundOptions {
    // "192.0.2.53", "127.0.0.1@5353", "2001:db8::53@5353". Empty: those of `resolvConf`.
    std::vector<std::string> servers;
    std::string resolvConf = "/etc/resolv.conf"; // looked at again when it changes
    // Trust anchors for DNSSEC in the format of zone files; one that is not there is left out. dns-root-data
    // brings this one.
    std::string trustAnchors = "/usr/share/dns/root.key";
    // A name below a trust anchor, by which is seen whether the servers pass signatures on. "": the root.
    std::string signedName;
    // One line about what goes wrong, in English; from any thread. Empty: nobody listens.
    std::function<void(const std::string&)> log;
};

// The resolver on libunbound: a cache, retries, aliases followed, DNSSEC validated. It asks the given
// servers, or those of the system; it does not walk down from the root by itself.
//
//  - Whether the servers pass DNSSEC's signatures on is tried in the background. Those that do are held to
//  it: an
//    answer without them is bogus from then on, so that nobody on the way can take away what DANE rests on.
//    Those that do not make every answer insecure, not bogus, and are tried again now and then: many routers
//    are like that, and mail must go on.
//  - With own servers, names that libunbound would answer by itself (test, home.arpa, reverse zones of
//  private
//    and documentation addresses) are asked, too: those servers may well know them.
//
// One thread waits for libunbound's answers and hands them on.
class UnboundResolver final : public Resolver {
public:
    static Result<std::unique_ptr<UnboundResolver>> start(UnboundOptions options);
    // Look-ups that are under way are never answered.
    ~UnboundResolver() override;

    void begin(const Question& question, std::function<void(Answer)> done) override;

    // Other servers from now on, with an empty cache; look-ups that are under way end where they were begun.
    // Returns at once. Servers that cannot be used leave things as they are, and are reported to the log.
    void setServers(std::vector<std::string> servers);

    // Whether the servers are known to pass signatures on, and are held to it.
    bool isStrict() const { return m_strict; }

private:
    explicit UnboundResolver(UnboundOptions options);

    void run();
    void followSettings();
    Result<> adopt(const std::vector<std::string>& servers);
    void tryStrict();
    void endTrial();
    void wake() const;

    UnboundOptions m_options;
    int m_wake = -1; // an eventfd
    std::atomic<bool> m_ending{false};
    std::unique_ptr<AnswerCache> m_cache;

    std::mutex m_mutex; // over these:
    std::shared_ptr<UnboundContext> m_context;
    std::vector<std::string> m_wanted;
    bool m_changed = false;

    // --- on the thread
    std::vector<std::shared_ptr<UnboundContext>> m_retired; // with look-ups under way
    std::string m_resolvConfSeen;
    std::vector<std::string> m_inForce;
    std::shared_ptr<UnboundContext> m_trial; // of a strict context
    std::optional<bool> m_trialResult;
    bool m_told = false; // that there is no DNSSEC
    std::chrono::steady_clock::time_point m_nextTrial;
    std::atomic<bool> m_strict{false};
    std::thread m_thread;
};

} // namespace postern::dns
