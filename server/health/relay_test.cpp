// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/relay_test.h"

#include "health/smtp_dialogue.h"

#include <utility>

namespace postern::health {

namespace {

using Clock = std::chrono::steady_clock;
using Reply = SmtpDialogue::Reply;

constexpr int connectionsAtMost = 3; // a service that ends the session goes on with the next

bool accepts(const Reply& reply)
{
    return reply.code / 100 == 2;
}

class RelayTest {
public:
    RelayTest(const model::Configuration& configuration, const model::Service& service,
              const RelayTestSettings& settings, const IpAddress& to)
        : m_configuration(configuration)
        , m_service(service)
        , m_settings(settings)
        , m_to{to, std::uint16_t(service.port)}
        , m_end(Clock::now() + settings.longest)
    {
        m_facts.service = service.name;
        m_facts.where = m_to.toString();
        m_from = strangerFor(configuration, service, to, settings.own);
    }

    RelayFacts run()
    {
        if (!m_from) {
            m_facts.noStranger = true;
            return std::move(m_facts);
        }
        const auto tries = relayTries(m_configuration, m_to.address.toString());
        for (int i = 0; i < connectionsAtMost && m_facts.answers.size() < tries.size(); ++i) {
            const std::size_t before = m_facts.answers.size();
            const auto talked = talk(tries);
            m_facts.problem = talked ? std::string() : talked.error().what;
            const bool cancelled = !talked && talked.error().kind == ErrorKind::Busy;
            if (talked || cancelled || m_facts.closed || m_facts.answers.size() == before)
                break;
        }
        return std::move(m_facts);
    }

private:
    // As many as one connection bears.
    Result<> talk(const std::vector<RelayTry>& tries)
    {
        if (auto begun = begin(); !begun || m_facts.closed)
            return begun;
        while (m_facts.answers.size() < tries.size()) {
            if (Clock::now() >= m_end)
                return fail(ErrorKind::Unavailable, "it takes too long");
            if (auto tried = attempt(tries[m_facts.answers.size()]); !tried)
                return tried;
        }
        static_cast<void>(m_dialogue->say("QUIT"));
        return {};
    }

    Result<> begin()
    {
        const auto tarpit = std::chrono::seconds(m_service.rates.tarpitSeconds);
        auto dialogue = SmtpDialogue::connect({.to = m_to,
                                               .from = m_from,
                                               .patience = m_settings.patience + tarpit,
                                               .cancelled = m_settings.cancelled});
        if (!dialogue)
            return failFrom(dialogue);
        m_dialogue = std::move(*dialogue);
        if (m_service.tls.mode == model::TlsMode::Implicit) {
            if (auto encrypted = encrypt(); !encrypted)
                return encrypted;
        }
        const auto greeting = m_dialogue->read();
        if (!greeting)
            return failFrom(greeting);
        if (!accepts(*greeting)) {
            // Else it may be something about this client alone.
            m_facts.closed = greeting->code / 100 == 5 && m_service.access != model::Access::Any;
            return m_facts.closed ? Result<>() : Result<>(fail(ErrorKind::Unavailable, greeting->text));
        }
        if (auto greeted = greet(); !greeted || m_service.tls.mode != model::TlsMode::Required)
            return greeted;
        const auto ready = m_dialogue->say("STARTTLS");
        if (!ready)
            return failFrom(ready);
        if (!accepts(*ready))
            return fail(ErrorKind::Unavailable, ready->text);
        if (auto encrypted = encrypt(); !encrypted)
            return encrypted;
        return greet();
    }

    Result<> greet()
    {
        const auto hello = m_dialogue->say("EHLO health-check.invalid");
        if (!hello)
            return failFrom(hello);
        return accepts(*hello) ? Result<>() : Result<>(fail(ErrorKind::Unavailable, hello->text));
    }

    Result<> encrypt() { return m_dialogue->encrypt(*m_settings.tls, m_configuration.server.hostname); }

    // MAIL, RCPT, RSET. DATA is in nobody's mouth here.
    Result<> attempt(const RelayTry& about)
    {
        auto reply = m_dialogue->say("MAIL FROM:<" + about.from + '>');
        if (reply && accepts(*reply))
            reply = m_dialogue->say("RCPT TO:<" + about.to + '>');
        if (!reply)
            return failFrom(reply);
        m_facts.answers.push_back({about, reply->code, reply->text});
        if (reply->code == 421) // RFC 5321 3.8: and it closes
            return fail(ErrorKind::Unavailable, reply->text);
        const auto reset = m_dialogue->say("RSET");
        return reset ? Result<>() : Result<>(failFrom(reset));
    }

    const model::Configuration& m_configuration;
    const model::Service& m_service;
    const RelayTestSettings& m_settings;
    const net::Endpoint m_to;
    const Clock::time_point m_end;
    std::optional<IpAddress> m_from;
    std::unique_ptr<SmtpDialogue> m_dialogue;
    RelayFacts m_facts;
};

} // namespace

IpAddress nearAddressOf(const model::Service& service)
{
    const std::string text = service.addresses.empty() ? "127.0.0.1" : service.addresses.front();
    return IpAddress::parse(text == "0.0.0.0" ? "127.0.0.1"
                            : text == "::"    ? "::1"
                                              : text)
        .value_or(IpAddress::fromV4(0x7f000001));
}

RelayFacts testRelay(const model::Configuration& configuration, const model::Service& service,
                     const RelayTestSettings& settings)
{
    return RelayTest(configuration, service, settings, nearAddressOf(service)).run();
}

} // namespace postern::health
