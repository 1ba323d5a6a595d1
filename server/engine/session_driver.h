// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/gate.h"
#include "engine/message_scan.h"
#include "engine/milters.h"
#include "engine/occupancy.h"
#include "model/connection.h"
#include "net/connection.h"
#include "net/endpoint.h"
#include "smtp/session.h"
#include "spool/message.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postern::engine {

// Drives one SMTP session: moves bytes between its connection and the protocol core, and does what the core
// asks for. Waits for one thing at a time: the client, the log, a worker or facts; while it waits for
// anything but the client, the client waits, too. Used on its reactor's thread.
class SessionDriver final : public net::Connection {
public:
    struct Start {
        model::Id service = 0;
        net::Endpoint peer;
        Occupancy::Place place;
        // Answered 421 at once: too many connections, or no proper header from a proxy.
        std::optional<smtp::Session::End> turnedAway;
    };

    SessionDriver(net::Reactor& reactor, net::Descriptor socket, Environment& environment,
                  ServiceInForce service, Start start);
    ~SessionDriver() override;

    // Once, after open().
    void begin();

    model::Id service() const { return m_service; }
    // Its service is no more: 421 as soon as no message is under way.
    void finish();
    // 421 now, or as soon as the worker that has its message is done.
    void endNow(smtp::Session::End why = smtp::Session::End::ShuttingDown);
    std::int64_t number() const { return m_number; }
    // What is to be seen of it. `active` is left to who knows both clocks.
    model::ConnectionEntry shown() const;

private:
    enum class Waiting : std::uint8_t { Nothing, Client, Log, Worker, Facts, Login, Delay };

    void onReady() override;
    void onTimeout() override;

    void run();
    void runSteps();
    bool log(); // false: waits for room
    bool step();
    bool countCommands(); // false: they were too many, and the session ends
    bool on(const smtp::Read&);
    bool on(const smtp::Write&);
    bool on(const smtp::Decide& question);
    bool on(const smtp::OpenMessage&);
    bool on(const smtp::Content& content);
    bool on(const smtp::CloseMessage&);
    bool on(const smtp::DiscardMessage& discard);
    bool on(const smtp::StartTls&);
    bool on(const smtp::Handshake&);
    bool on(const smtp::LogIn& step);
    bool on(const smtp::Close&);

    // Each of these goes on with `true`, and with `false` once it waits.
    enum class Sent : std::uint8_t { All, Waits, Gone };
    Sent flush();
    bool receiveMore();
    void onLogin(const LoginResult& result);
    void resumeAfter(std::chrono::milliseconds delay);
    bool beginTls();
    void secured();
    void handshakeFailed();
    bool learn(const policy::Needs& needs);
    bool learnOfMessage(policy::Needs needs);
    bool answer(const smtp::Answer& answer);
    bool askMilters(model::Stage stage, const smtp::Answer& accepted);
    void forgetMilters(smtp::Session::End why);
    bool obeyMilters();
    void holdForMilters();
    bool rewrite();
    void onRewritten(const Result<std::shared_ptr<spool::Content>>& content);
    void noteContent(std::size_t octets);
    void keep(std::string_view content);
    bool spill();
    bool deliver();
    bool store(std::string file);
    void onStored(const Result<>& result);
    void dropContent();
    void noteAbandoned();
    void lost();
    template <class Job, class Then>
    bool onWorker(Job job, Then then);
    void resume();

    model::ConnectionStage stage() const;

    Environment& m_environment;
    const std::int64_t m_number; // of all sessions of this engine
    const Time m_since;
    const model::Id m_service;
    Occupancy::Place m_place;
    smtp::Session m_session;
    Gate m_gate;
    std::unique_ptr<Login> m_login;
    std::unique_ptr<asio::steady_timer> m_delay;
    int m_loginFailures = 0;
    int m_messages = 0; // accepted
    int m_commands = 0; // of the session, counted so far
    std::shared_ptr<spool::Content> m_content;
    std::shared_ptr<MessageFacts> m_message; // looks at what comes in
    std::shared_ptr<MessageScan> m_scan;     // asks the scanners about it
    std::shared_ptr<Milters> m_milters;
    bool m_askingMilters = false; // before a message
    std::string m_mechanism;      // of the log-in
    std::string m_missing;        // fields that a submission lacks
    std::string m_held;           // by whom, and why
    spool::NewMessage m_envelope; // while it is being stored, as the next two
    std::string m_id;
    bool m_storing = false;
    std::int64_t m_counted = 0;      // of m_content, in Environment::inMemory
    std::size_t m_sinceProgress = 0; // octets of content
    std::vector<LoggedEvent> m_unlogged;
    std::string m_output;
    Waiting m_waiting = Waiting::Nothing;
    std::optional<smtp::Session::End> m_turnedAway;
    bool m_readable = false; // there may be something to read
    bool m_finishing = false;
    std::optional<smtp::Session::End> m_endingNow;
    bool m_timedOut = false;
};

// Visits the sessions of a reactor, later, on its thread.
void visitSessions(net::Reactor& reactor, std::function<void(SessionDriver&)> visit);

} // namespace postern::engine
