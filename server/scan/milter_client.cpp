// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/milter_client.h"

#include "net/descriptor.h"
#include "scan/milter_link.h"
#include "scan/place.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace postern::scan {

namespace {

MilterVerdict failure(std::string problem)
{
    return {MilterVerdict::Kind::Failed, {}, false, std::move(problem), {}};
}

} // namespace

// What is waited for.
struct MilterClient::Question {
    model::Stage stage{};
    MilterTalk talk;
    std::shared_ptr<MessageSource> content;
    Done done;
    bool again = false; // by a second connection
};

MilterClient::MilterClient(net::Reactor& reactor, std::string address, std::chrono::seconds timeout)
    : m_reactor(reactor)
    , m_address(std::move(address))
    , m_timeout(timeout)
{
}

MilterClient::~MilterClient()
{
    if (m_link)
        m_link->quit();
}

void MilterClient::ask(model::Stage stage, MilterTalk talk, std::shared_ptr<MessageSource> content, Done done)
{
    m_question = std::make_shared<Question>(
        Question{stage, std::move(talk), std::move(content), std::move(done), false});
    put();
}

void MilterClient::put()
{
    const bool connected = m_link && m_link->isOpen();
    if (!connected && m_question->stage >= model::Stage::Rcpt)
        return finish(failure("its connection has ended"));
    if (!connected)
        connect();
    if (!m_link)
        return;
    m_link->ask(m_question->stage, m_question->talk, m_question->content,
                [this, question = std::weak_ptr(m_question)](MilterVerdict verdict) {
                    if (const auto waiting = question.lock())
                        answered(waiting, std::move(verdict));
                });
}

void MilterClient::connect()
{
    m_link.reset();
    const auto place = placeOf(m_address);
    if (!place)
        return finish(failure(toString(place.error())));
    net::Descriptor socket(
        ::socket(place->protocol().family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const bool begun =
        socket.valid() &&
        (::connect(socket.get(), place->data(), socklen_t(place->size())) == 0 || errno == EINPROGRESS);
    // A socket of this machine that is full says EAGAIN, and is not being connected then.
    if (!begun)
        return finish(failure("it cannot be reached: " + std::generic_category().message(errno)));
    m_link = std::make_shared<MilterLink>(m_reactor, std::move(socket), m_timeout,
                                          std::max<std::chrono::seconds>(m_timeout, patience));
    m_link->open();
}

// Milters end connections that are quiet for long, and are started anew: where one is gone before it has said
// anything, it is asked by a new one.
void MilterClient::answered(const std::shared_ptr<Question>& question, MilterVerdict verdict)
{
    const bool failed = verdict.kind == MilterVerdict::Kind::Failed;
    const bool stale = failed && !question->again && question->stage <= model::Stage::Mail && m_link &&
                       m_link->wasAskedBefore() && !m_link->hasSpoken() && !m_link->timedOut();
    if (!stale)
        return finish(std::move(verdict));
    question->again = true;
    m_reactor.post([this, waiting = std::weak_ptr(question)] {
        if (const auto same = waiting.lock(); same && same == m_question) {
            if (m_link)
                m_link->quit();
            m_link.reset();
            put();
        }
    });
}

// Later, so that nobody is answered while he asks; and not at all where he has gone meanwhile.
void MilterClient::finish(MilterVerdict verdict)
{
    m_reactor.post([this, waiting = std::weak_ptr(m_question), verdict = std::move(verdict)]() mutable {
        if (const auto question = waiting.lock()) {
            m_question.reset();
            question->done(std::move(verdict));
        }
    });
}

void MilterClient::abort()
{
    m_question.reset();
    if (m_link && m_link->isOpen())
        m_link->abort();
}

} // namespace postern::scan
