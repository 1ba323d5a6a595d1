// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/probe.h"

#include "base/escape.h"
#include "delivery/link.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace postern::delivery {

namespace {

using What = ProbeStep::What;
using Verdict = ProbeStep::Verdict;

constexpr auto soon = std::chrono::hours(14 * 24); // that a certificate ends

constexpr std::size_t longestText = 2000; // of what a server may make as long as it likes

Sentence asItIs(const std::string& text)
{
    return {"%1", {escapeForDisplay(text)}};
}

std::string listOf(const std::vector<std::string>& items)
{
    std::string list;
    for (const std::string& item : items)
        list += (list.empty() ? "" : ", ") + item;
    if (list.size() > longestText)
        list.replace(longestText, list.npos, " ...");
    return list;
}

std::string addressesOf(const std::deque<Target>& targets)
{
    std::vector<std::string> all;
    for (const Target& target : targets)
        all.push_back(target.name + " [" + target.endpoint.address.toString() + ']');
    return listOf(all);
}

TimeLimits bounded(TimeLimits limits)
{
    const auto patience = RouteProbe::patience;
    limits.connect = std::min(limits.connect, patience);
    limits.handshake = std::min(limits.handshake, patience);
    limits.command = std::min(limits.command, patience);
    return limits;
}

} // namespace

// Goes as far as a message could be begun, and takes its leave.
class ProbeConnection final : public Link {
public:
    ProbeConnection(std::shared_ptr<RouteProbe> probe, net::Descriptor socket, SmtpClient::Options options)
        : Link(probe->m_reactor, std::move(socket), std::move(options), probe->m_tools.tls)
        , m_probe(std::move(probe))
    {
    }

private:
    void onConnected() override { m_probe->connected(); }
    void onSecured(const Encryption& encryption) override
    {
        m_probe->secured(encryption, tls()->peerCertificate());
    }
    bool onNextJob() override
    {
        m_probe->passed();
        client().quit();
        return true;
    }
    bool onContent() override { return false; } // no message is begun
    bool onDone(SmtpClient::Done& /*done*/) override { return true; }
    void onClosed(const SmtpClient::Closed& closed) override { m_probe->closed(closed); }
    void onBroken(const std::string& /*what*/) override {} // closed() says it

    std::shared_ptr<RouteProbe> m_probe;
};

RouteProbe::RouteProbe(net::Reactor& reactor, CarrierTools tools, NextHop hop, Settings settings,
                       Callbacks callbacks)
    : m_reactor(reactor)
    , m_tools(std::move(tools))
    , m_hop(std::move(hop))
    , m_settings(std::move(settings))
    , m_callbacks(std::move(callbacks))
{
}

std::shared_ptr<RouteProbe> RouteProbe::start(net::Reactor& reactor, CarrierTools tools, NextHop hop,
                                              Settings settings, Callbacks callbacks)
{
    std::shared_ptr<RouteProbe> probe(
        new RouteProbe(reactor, std::move(tools), std::move(hop), std::move(settings), std::move(callbacks)));
    reactor.post([probe] { probe->begin(); });
    return probe;
}

void RouteProbe::cancel()
{
    m_reactor.post([self = shared_from_this()] {
        self->m_callbacks = {};
        self->end(false);
    });
}

void RouteProbe::begin()
{
    if (m_over)
        return;
    m_since = Steady::now();
    m_timer = std::make_unique<asio::steady_timer>(m_reactor.context(), m_settings.longest);
    m_timer->async_wait([self = shared_from_this()](const asio::error_code& error) {
        if (!error)
            self->onTimeout();
    });
    if (m_hop.kind == NextHop::Kind::Maildir || m_hop.kind == NextHop::Kind::Nowhere) {
        say(What::Resolve, Verdict::Failed,
            {POSTERN_TEXT("server", "this is no route to a server: %1"), {escapeForDisplay(m_hop.key())}});
        return end(false);
    }
    if (!m_hop.place.empty()) {
        say(What::Resolve, Verdict::Skipped,
            {POSTERN_TEXT("server", "%1 is a socket of this machine"), {m_hop.place}});
        Connecting made = connectTo(m_hop.place);
        m_at = What::Connect;
        m_answered = false;
        if (made.error != 0)
            return closed({deferred("4.4.1", std::generic_category().message(made.error)), false});
        return connect(std::move(made.socket), optionsFor(m_hop, m_settings.hostname, m_hop.place,
                                                          {m_hop.tls, {}, {}, {}}, m_tools.limits));
    }
    TargetFinder::Tools tools{m_reactor.context(), m_tools.resolver,
                              [self = shared_from_this()](const auto& name, const auto& addresses) {
                                  const auto& isSelf = self->m_settings.isSelf;
                                  return isSelf && isSelf(name, addresses);
                              },
                              m_tools.policies};
    const auto finder = std::make_shared<TargetFinder>(std::move(tools), m_hop);
    m_finder = finder;
    finder->start([self = shared_from_this()](Targets found) { self->onTargets(std::move(found)); });
}

void RouteProbe::onTargets(Targets found)
{
    m_targets.assign(found.targets.begin(), found.targets.end());
    if (m_targets.empty()) {
        say(What::Resolve, Verdict::Failed, asItIs(found.why.text));
        return end(false);
    }
    say(What::Resolve, Verdict::Passed, asItIs(addressesOf(m_targets)));
    tryNext();
}

void RouteProbe::tryNext()
{
    if (m_targets.empty())
        return end(m_passed);
    Target target = std::move(m_targets.front());
    m_targets.pop_front();
    tryTarget(target);
}

void RouteProbe::tryTarget(const Target& target)
{
    m_current = target;
    m_at = What::Connect;
    m_answered = m_encrypted = false;
    Connecting made = connectTo(target.endpoint);
    if (made.error != 0)
        return closed({deferred("4.4.1", std::generic_category().message(made.error)), false});
    connect(std::move(made.socket), optionsFor(m_hop, m_settings.hostname,
                                               target.name + " [" + target.endpoint.address.toString() + ']',
                                               target.protection, m_tools.limits));
}

void RouteProbe::connect(net::Descriptor socket, SmtpClient::Options options)
{
    options.limits = bounded(options.limits);
    options.watch = [self = weak_from_this()](SmtpClient::Stage stage, const SmtpReply& reply) {
        if (const auto probe = self.lock())
            probe->replied(stage, reply);
    };
    const auto connection =
        std::make_shared<ProbeConnection>(shared_from_this(), std::move(socket), std::move(options));
    m_connection = connection;
    connection->open();
    connection->begin();
}

void RouteProbe::say(What what, Verdict verdict, Sentence text, std::optional<CertificateReading> certificate)
{
    m_at = what;
    m_answered = true;
    const auto now = Steady::now();
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(now - std::exchange(m_since, now));
    if (m_callbacks.step)
        m_callbacks.step({what, verdict, std::move(text), std::move(certificate), took});
}

void RouteProbe::connected()
{
    const std::string where =
        m_current ? m_current->name + " (" + m_current->endpoint.toString() + ')' : m_hop.place;
    say(What::Connect, Verdict::Passed, {POSTERN_TEXT("server", "connected to %1"), {where}});
    m_at = m_hop.implicitTls ? What::Encrypt : What::Greeting;
    m_answered = false;
}

void RouteProbe::replied(SmtpClient::Stage stage, const SmtpReply& reply)
{
    const bool good = reply.kind() == 2;
    switch (stage) {
    case SmtpClient::Stage::Greeting:
        m_at = What::Greeting;
        m_answered = false;
        if (good)
            say(What::Greeting, Verdict::Passed, asItIs(reply.text()));
        m_at = good ? What::Hello : m_at;
        break;
    case SmtpClient::Stage::Hello:
        m_at = What::Hello;
        if (good)
            say(What::Hello, Verdict::Passed, asItIs(listOf(reply.lines)));
        m_at = good ? (m_encrypted ? What::LogIn : What::Encrypt) : m_at;
        break;
    case SmtpClient::Stage::StartTls:
        m_at = What::Encrypt;
        break;
    case SmtpClient::Stage::LogIn:
        sayClear();
        m_at = What::LogIn;
        if (good)
            say(What::LogIn, Verdict::Passed,
                {POSTERN_TEXT("server", "logged in as %1"), {escapeForDisplay(m_hop.user)}});
        break;
    }
    m_answered = false;
}

// It goes on without encryption.
void RouteProbe::sayClear()
{
    if (std::exchange(m_encrypted, true)) // once
        return;
    const bool wanted = m_hop.place.empty() && m_hop.tls != model::RouteTls::None;
    say(What::Encrypt, wanted ? Verdict::Noted : Verdict::Skipped,
        {wanted ? POSTERN_TEXT("server", "the server does not encrypt: mail to it can be read on its way")
                : POSTERN_TEXT("server", "the route asks for no encryption"),
         {}});
}

void RouteProbe::secured(const Encryption& encryption, const std::optional<CertificateReading>& certificate)
{
    m_encrypted = true;
    say(What::Encrypt, Verdict::Passed, asItIs(encryption.channel));
    if (certificate)
        sayVerified(encryption, *certificate);
    else
        say(What::Verify, Verdict::Noted, asItIs(encryption.proof.problem));
    const bool goesOn = shortcomingOf(encryption, m_current->protection).empty();
    m_at = goesOn ? (m_hop.implicitTls ? What::Greeting : What::Hello) : What::Verify;
    m_answered = !goesOn;
}

void RouteProbe::sayVerified(const Encryption& encryption, const CertificateReading& certificate)
{
    const std::string names = escapeForDisplay(listOf(certificate.names));
    const std::string until = toIso8601(certificate.until);
    const bool enough = shortcomingOf(encryption, m_current->protection).empty();
    if (!encryption.proof.verified)
        return say(
            What::Verify, enough ? Verdict::Noted : Verdict::Failed,
            {POSTERN_TEXT("server", "the certificate (of %1, signed by %2, until %3) proves nothing: %4"),
             {names, escapeForDisplay(certificate.issuer), until, encryption.proof.problem}},
            certificate);
    const bool endsSoon = m_settings.clock != nullptr && certificate.until < m_settings.clock->now() + soon;
    say(What::Verify, endsSoon ? Verdict::Noted : Verdict::Passed,
        {endsSoon ? POSTERN_TEXT("server", "the certificate is good (of %1, signed by %2), but ends soon: %3")
                  : POSTERN_TEXT("server", "the certificate is good: of %1, signed by %2, until %3"),
         {names, escapeForDisplay(certificate.issuer), until}},
        certificate);
}

void RouteProbe::passed()
{
    sayClear();
    if (m_hop.user.empty())
        say(What::LogIn, Verdict::Skipped,
            {POSTERN_TEXT("server", "the route has no user to log in as"), {}});
    m_passed = true;
}

void RouteProbe::closed(const SmtpClient::Closed& closed)
{
    if (m_over)
        return;
    if (m_passed)
        return end(true);
    const bool again = closed.clearMayHelp && m_current;
    if (!m_answered && closed.why) {
        const bool last = m_targets.empty() && !again;
        say(m_at, last ? Verdict::Failed : Verdict::Noted, asItIs(closed.why->text));
    }
    if (again) {
        Target clear = std::move(*m_current);
        clear.protection.level = model::RouteTls::None;
        m_targets.push_front(std::move(clear));
    }
    m_current.reset();
    tryNext();
}

void RouteProbe::onTimeout()
{
    say(m_at, Verdict::Failed,
        {POSTERN_TEXT("server", "there was no end within %1 s"),
         {std::to_string(m_settings.longest.count())}});
    end(false);
}

void RouteProbe::end(bool good)
{
    if (std::exchange(m_over, true))
        return;
    if (m_timer)
        m_timer->cancel();
    if (m_finder)
        m_finder->cancel();
    m_finder = nullptr; // which holds this
    const auto callbacks = std::exchange(m_callbacks, {});
    if (const auto connection = m_connection.lock())
        connection->drop();
    if (callbacks.done)
        callbacks.done(good);
}

} // namespace postern::delivery
