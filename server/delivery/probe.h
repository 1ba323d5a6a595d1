// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"
#include "model/probe_step.h"
#include "net/connection.h"

#include <asio/steady_timer.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postern::delivery {

using model::ProbeStep;

// Tries a route as a delivery would (resolve, connect, greeting, EHLO, TLS, log-in), and never sends mail. An
// address that cannot be reached is followed by the next, as in a delivery.
//
//     net::Reactor reactor;
//     reactor.start();
//     auto probe = RouteProbe::start(reactor, tools, hop, {...});
//     probe->cancel();
//
// Everything it calls, it calls on the reactor's thread. Lives until it is done; whoever wants to cancel it
// keeps the pointer. It takes a minute at most; TimeLimits of `tools` may
// say less for an answer.
class RouteProbe : public std::enable_shared_from_this<RouteProbe> {
public:
    struct Callbacks {
        std::function<void(const ProbeStep&)> step;
        // Once, at the end, unless it was cancelled: whether mail would have been taken so far.
        std::function<void(bool good)> done;
    };
    struct Settings {
        std::string hostname;         // what it calls itself (EHLO)
        const Clock* clock = nullptr; // for the certificate's dates; outlives it
        // Whether a server is this one (RFC 5321 5.1). Empty: none is.
        std::function<bool(const std::string& name, const std::vector<IpAddress>& addresses)> isSelf;
        std::chrono::seconds longest{60}; // for the whole
    };

    // From any thread. The reactor and what `tools` points to must outlive the probe.
    static std::shared_ptr<RouteProbe> start(net::Reactor& reactor, CarrierTools tools, NextHop hop,
                                             Settings settings, Callbacks callbacks);
    // From any thread. Nothing more is called once the reactor has seen to it.
    void cancel();

    static constexpr std::chrono::seconds patience{20}; // for each answer

private:
    friend class ProbeConnection;
    using Steady = std::chrono::steady_clock;
    RouteProbe(net::Reactor& reactor, CarrierTools tools, NextHop hop, Settings settings,
               Callbacks callbacks);

    void begin();
    void onTargets(Targets found);
    void tryNext();
    void tryTarget(const Target& target);
    void connect(net::Descriptor socket, SmtpClient::Options options);
    void say(ProbeStep::What what, ProbeStep::Verdict verdict, Sentence text,
             std::optional<CertificateReading> certificate = std::nullopt);
    void sayClear();
    void sayVerified(const Encryption& encryption, const CertificateReading& certificate);
    void onTimeout();
    void end(bool good);

    // --- for its connection
    void connected();
    void replied(SmtpClient::Stage stage, const SmtpReply& reply);
    void secured(const Encryption& encryption, const std::optional<CertificateReading>& certificate);
    void passed();
    void closed(const SmtpClient::Closed& closed);

    net::Reactor& m_reactor;
    const CarrierTools m_tools;
    const NextHop m_hop;
    const Settings m_settings;
    Callbacks m_callbacks;
    std::shared_ptr<TargetFinder> m_finder;
    std::weak_ptr<net::Connection> m_connection;
    std::unique_ptr<asio::steady_timer> m_timer;
    Steady::time_point m_since;
    std::deque<Target> m_targets;
    std::optional<Target> m_current;
    ProbeStep::What m_at = ProbeStep::What::Resolve; // what is being tried
    bool m_answered = false;                         // m_at has its step already
    bool m_encrypted = false;
    bool m_passed = false;
    bool m_over = false;
};

} // namespace postern::delivery
