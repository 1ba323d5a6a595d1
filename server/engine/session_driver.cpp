// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session_driver.h"

#include "base/escape.h"
#include "smtp/reply_texts.h"

#include <exception>
#include <utility>

namespace postern::engine {

namespace {

const smtp::Reply malformedLogin{501, "5.5.2", "Not what the mechanism says"};

// All of the handshake.
constexpr auto handshakeTimeout = std::chrono::seconds(30);

// Then the other connections of the reactor have their turn.
constexpr int stepsInARow = 256;

} // namespace

SessionDriver::SessionDriver(net::Reactor& reactor, net::Descriptor socket, Environment& environment,
                             ServiceInForce service, Start start)
    : Connection(reactor, std::move(socket), std::chrono::seconds(service.policy->service.timeoutSeconds))
    , m_environment(environment)
    , m_number(++environment.lastSession)
    , m_since(environment.clock.now())
    , m_service(start.service)
    , m_place(std::move(start.place))
    , m_session(std::move(service.session), {start.peer.address, start.peer.port})
    , m_gate(environment, std::move(service.policy), start.peer.address)
    , m_turnedAway(start.turnedAway)
{
    ++m_environment.sessions;
}

SessionDriver::~SessionDriver()
{
    dropContent();
    --m_environment.sessions;
}

void SessionDriver::begin()
{
    if (m_turnedAway) {
        m_session.end(*m_turnedAway);
        m_gate.turnedAway(*m_turnedAway);
    }
    run();
}

void SessionDriver::finish()
{
    m_finishing = true;
    if (m_waiting == Waiting::Client && m_session.transaction() == nullptr)
        resume();
}

void SessionDriver::endNow(smtp::Session::End why)
{
    m_endingNow = why;
    if (m_waiting == Waiting::Client)
        resume();
    else if (m_waiting == Waiting::Delay)
        m_delay->cancel();
    else if (m_waiting == Waiting::Facts && m_scan)
        m_scan->cancel();
    else if (m_waiting == Waiting::Facts && m_askingMilters)
        forgetMilters(why);
}

void SessionDriver::onReady()
{
    m_readable = m_output.empty();
    resume();
}

void SessionDriver::onTimeout()
{
    m_timedOut = true;
    m_session.end(smtp::Session::End::TimedOut);
    resume();
}

void SessionDriver::resume()
{
    m_waiting = Waiting::Nothing;
    run();
}

void SessionDriver::run()
{
    try {
        runSteps();
    } catch (const std::exception& broken) {
        m_environment.log(std::string("a session broke: ") + broken.what());
        m_session.end(smtp::Session::End::Failed);
        m_output += m_session.takeOutput();
        send(m_output);
        drop();
    }
}

void SessionDriver::runSteps()
{
    for (int steps = 0; steps < stepsInARow; ++steps) {
        if (!log() || !isOpen() || !step())
            return;
    }
    reactor().post([self = shared_from_this(), this] { resume(); });
}

// Nothing is answered before what is to be said about it in the log has its place there.
bool SessionDriver::log()
{
    for (LoggedEvent& event : m_gate.takeEvents())
        m_unlogged.push_back(std::move(event));
    if (m_unlogged.empty() || m_environment.events.push(m_unlogged))
        return true;
    m_waiting = Waiting::Log;
    m_environment.events.whenRoom(
        [self = shared_from_this(), this] { reactor().post([self, this] { resume(); }); });
    return false;
}

bool SessionDriver::step()
{
    const smtp::Step step = m_session.next();
    if (!std::holds_alternative<smtp::Close>(step) && !countCommands())
        return true; // to the log first
    if (m_gate.hasRecipients() && m_session.transaction() == nullptr) {
        dropContent();        // of chunks that came so far
        m_gate.abandoned({}); // RSET, HELO
        return true;          // to the log first; the core says the same again
    }
    return std::visit([this](const auto& what) { return on(what); }, step);
}

bool SessionDriver::countCommands()
{
    const int commands = m_session.commands() - std::exchange(m_commands, m_session.commands());
    if (commands == 0)
        return true;
    const auto refusal = m_gate.countCommands(m_session, commands);
    if (refusal)
        m_session.end(*refusal);
    return !refusal;
}

bool SessionDriver::on(const smtp::Read&)
{
    if (m_endingNow || (m_finishing && m_session.transaction() == nullptr)) {
        m_session.end(m_endingNow.value_or(smtp::Session::End::ShuttingDown));
        return true;
    }
    const Sent sent = flush();
    return sent == Sent::All ? receiveMore() : sent == Sent::Gone;
}

bool SessionDriver::on(const smtp::Write&)
{
    return flush() != Sent::Waits;
}

SessionDriver::Sent SessionDriver::flush()
{
    std::string fresh = m_session.takeOutput();
    if (m_output.empty())
        m_output.swap(fresh);
    else
        m_output += fresh;
    if (m_output.empty())
        return Sent::All;
    noteProgress(); // there is a reply, so there was a command
    const Io io = send(m_output);
    if (io == Io::Blocked && !m_timedOut) {
        m_waiting = Waiting::Client;
        waitToSend();
        return Sent::Waits;
    }
    if (io == Io::Done)
        return Sent::All;
    lost();
    return Sent::Gone;
}

bool SessionDriver::receiveMore()
{
    Received received;
    if (m_readable)
        received = receive();
    m_readable = received.more;
    switch (received.io) {
    case Io::Done:
        m_session.input(received.bytes);
        return true;
    case Io::Closed:
        lost();
        return true;
    case Io::Blocked:
        m_waiting = Waiting::Client;
        waitToReceive();
        return false;
    }
    return false;
}

void SessionDriver::lost()
{
    noteAbandoned();
    drop();
}

void SessionDriver::noteAbandoned()
{
    if (m_timedOut)
        m_gate.abandoned(smtp::replies::timedOut);
    else if (m_endingNow)
        m_gate.abandoned(*m_endingNow == smtp::Session::End::Disconnected ? smtp::replies::disconnected
                                                                          : smtp::replies::shuttingDown);
    else
        m_gate.abandoned({});
}

bool SessionDriver::on(const smtp::Decide& question)
{
    if (question.stage == model::Stage::Mail) {
        m_gate.abandoned({}); // RSET and MAIL came together
        dropContent();
        if (auto config = m_gate.adopt())
            m_session.reconfigure(std::move(config));
        else
            m_finishing = true;
    }
    const Gate::Ruling ruling = m_gate.decide(m_session, question);
    if (const auto* needs = std::get_if<policy::Needs>(&ruling))
        return learn(*needs);
    const auto& ours = std::get<smtp::Answer>(ruling);
    const bool accepted = ours.kind == smtp::Answer::Kind::Accept;
    return !(accepted && askMilters(question.stage, ours)) && answer(ours);
}

bool SessionDriver::answer(const smtp::Answer& answer)
{
    m_session.decided(answer);
    if (answer.kind == smtp::Answer::Kind::Accept || m_gate.tarpit().count() == 0)
        return true;
    resumeAfter(m_gate.tarpit());
    return false;
}

bool SessionDriver::learn(const policy::Needs& needs)
{
    m_waiting = Waiting::Facts;
    m_environment.gather.fetch(reactor().context(), m_gate.policy(), m_gate.facts(), needs,
                               [self = shared_from_this(), this](const std::vector<FetchedFact>& facts) {
                                   m_gate.learn(facts);
                                   if (isOpen())
                                       noteProgress(); // it was not the client that kept us
                                   resume();
                               },
                               {m_message.get(), m_scan.get()});
    return false;
}

bool SessionDriver::on(const smtp::LogIn& step)
{
    if (step.begins) {
        m_mechanism = step.mechanism;
        smtp::ChannelBindings bindings;
        if (tls() != nullptr)
            bindings = {tls()->exporterBinding(), tls()->endPointBinding()};
        m_login = m_gate.beginLogin(reactor(), step.mechanism, tls() != nullptr, std::move(bindings));
    }
    m_waiting = Waiting::Login;
    m_login->respond(step.response,
                     [self = shared_from_this(), this](const LoginResult& result) { onLogin(result); });
    return false;
}

// A failure is answered late, and later each time: whoever guesses has to wait, and costs nothing meanwhile.
void SessionDriver::onLogin(const LoginResult& result)
{
    using Kind = LoginResult::Kind;
    noteProgress(); // it was not the client that kept us
    if (result.kind == Kind::Challenge) {
        m_session.challenge(result.text);
        return resume();
    }
    m_login.reset();
    if (result.kind == Kind::Succeeded) {
        m_gate.loggedIn();
        m_session.loggedIn(result.user);
    } else if (result.kind == Kind::Malformed) {
        m_session.notLoggedIn(malformedLogin);
    } else {
        m_session.notLoggedIn(m_gate.loginFailed(m_session, result));
        constexpr int longest = 5;
        m_loginFailures = std::min(m_loginFailures + 1, longest);
        return resumeAfter(m_loginFailures * m_environment.loginDelay);
    }
    resume();
}

// Holds no thread meanwhile.
void SessionDriver::resumeAfter(std::chrono::milliseconds delay)
{
    m_waiting = Waiting::Delay;
    if (!m_delay)
        m_delay = std::make_unique<asio::steady_timer>(reactor().context());
    m_delay->expires_after(delay);
    m_delay->async_wait([self = shared_from_this(), this](const asio::error_code&) {
        if (isOpen())
            noteProgress();
        resume();
    });
}

bool SessionDriver::on(const smtp::StartTls&)
{
    if (m_environment.inForce.tlsOf(m_service))
        m_session.startTls();
    else
        m_session.noTls();
    return true;
}

bool SessionDriver::on(const smtp::Handshake&)
{
    if (m_endingNow || m_finishing || m_timedOut) {
        lost();
        return true;
    }
    if (tls() == nullptr) {
        const Sent sent = flush();
        if (sent != Sent::All)
            return sent == Sent::Gone;
        if (!beginTls())
            return true;
    }
    switch (handshake()) {
    case Io::Done:
        secured();
        return true;
    case Io::Blocked:
        m_waiting = Waiting::Client;
        waitToReceive();
        return false;
    case Io::Closed:
        break;
    }
    handshakeFailed();
    return true;
}

bool SessionDriver::beginTls()
{
    auto context = m_environment.inForce.tlsOf(m_service);
    if (!context) {
        m_gate.notSecured("there is no certificate to show");
        close();
        return false;
    }
    noteProgress();
    setTimeout(handshakeTimeout);
    startTls(std::move(context));
    return true;
}

void SessionDriver::secured()
{
    noteProgress();
    setTimeout(std::chrono::seconds(m_gate.service().timeoutSeconds));
    m_readable = true; // the client's first command may have come with the end of the handshake
    m_session.secured(tls()->version() + ' ' + tls()->cipher());
}

// Where the client just went there is nothing to tell.
void SessionDriver::handshakeFailed()
{
    if (!tls()->problem().empty())
        m_gate.notSecured(tls()->problem());
    close();
}

bool SessionDriver::on(const smtp::Close&)
{
    const Sent sent = flush();
    if (sent != Sent::All)
        return sent == Sent::Gone;
    noteAbandoned();
    close();
    return true;
}

model::ConnectionStage SessionDriver::stage() const
{
    using Stage = model::ConnectionStage;
    if (m_storing)
        return Stage::Storing;
    if (m_session.inMessage())
        return Stage::Message;
    if (m_session.transaction() != nullptr)
        return Stage::Envelope;
    if (m_login)
        return Stage::LoggingIn;
    if (tls() != nullptr && m_session.tls().empty())
        return Stage::Handshake;
    return m_session.helo().empty() ? Stage::Greeting : Stage::Commands;
}

model::ConnectionEntry SessionDriver::shown() const
{
    constexpr std::size_t longest = 256; // octets of what the client said; an address is shorter
    model::ConnectionEntry entry;
    entry.node = m_environment.node;
    entry.id = m_number;
    entry.service = m_service;
    entry.client = m_session.peer().address.toString();
    entry.helo = escapeForDisplay(m_session.helo(), longest);
    entry.user = escapeForDisplay(m_session.user(), longest);
    entry.tls = m_session.tls();
    if (const smtp::Transaction* transaction = m_session.transaction())
        entry.sender = transaction->sender.empty() ? "<>" : escapeForDisplay(transaction->sender, longest);
    entry.stage = stage();
    entry.messages = m_messages;
    entry.since = m_since;
    return entry;
}

void visitSessions(net::Reactor& reactor, std::function<void(SessionDriver&)> visit)
{
    reactor.post([&reactor, visit = std::move(visit)] {
        reactor.forEachConnection([&visit](net::Connection& connection) {
            if (auto* session = dynamic_cast<SessionDriver*>(&connection))
                visit(*session);
        });
    });
}

} // namespace postern::engine
