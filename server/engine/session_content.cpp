// SPDX-License-Identifier: GPL-3.0-or-later
// How a session takes a message: into memory, or a file, and from there into the spool.
#include "base/reference.h"
#include "engine/content_source.h"
#include "engine/session_driver.h"

#include <exception>
#include <utility>

namespace postern::engine {

namespace {

// While all messages together hold more than `crowded` octets, larger ones than this go to a file.
constexpr std::size_t inMemoryLimitWhenCrowded = 16 * 1024;
constexpr std::int64_t crowded = 64 * 1024 * 1024;

// So much content a client must send within its time-out: a byte now and then is no progress.
constexpr std::size_t contentProgress = 1000;

smtp::Reply storageReply(const Error& error, const std::string& reference)
{
    const bool full = error.kind == ErrorKind::Full;
    const smtp::Reply reply =
        full ? smtp::Reply{452, "4.3.1", "No room to store the message; try again later"}
             : smtp::Reply{451, "4.3.0", "The message could not be stored; try again later"};
    return policy::withReference(reply, reference);
}

} // namespace

bool SessionDriver::on(const smtp::OpenMessage&)
{
    m_content = std::make_shared<spool::Content>(m_environment.spool.incomingFolder());
    m_message = m_gate.openMessage();
    m_session.opened();
    return true;
}

bool SessionDriver::on(const smtp::Content& content)
{
    m_message->scan(content.bytes, [this](std::string_view kept) { keep(kept); });
    m_gate.countData(content.bytes.size());
    noteContent(content.bytes.size());
    const std::size_t limit = m_environment.inMemory > crowded ? inMemoryLimitWhenCrowded : inMemoryLimit;
    return m_content->inMemory() < limit || spill();
}

void SessionDriver::keep(std::string_view content)
{
    m_content->append(content);
    m_counted += std::int64_t(content.size());
    m_environment.inMemory += std::int64_t(content.size());
}

void SessionDriver::noteContent(std::size_t octets)
{
    m_sinceProgress += octets;
    if (m_sinceProgress < contentProgress)
        return;
    m_sinceProgress = 0;
    noteProgress();
}

// Runs `job` on a worker, then `then` with its result here, then goes on.
template <class Job, class Then>
bool SessionDriver::onWorker(Job job, Then then)
{
    m_waiting = Waiting::Worker;
    auto work = [self = shared_from_this(), this, job = std::move(job), then = std::move(then)]() mutable {
        Result<> result;
        try {
            result = job();
        } catch (const std::exception& broken) {
            result = fail(ErrorKind::Internal, broken.what());
        }
        reactor().post([self, this, then = std::move(then), result = std::move(result)] {
            then(result);
            noteProgress(); // it was not the client that kept us
            if (!m_storing)
                resume();
        });
    };
    m_environment.workers.post("keeping a message that comes in", std::move(work));
    return false;
}

// What fails here shows itself at deliver().
bool SessionDriver::spill()
{
    m_environment.inMemory -= std::exchange(m_counted, 0);
    return onWorker([content = m_content] { return content->spill(); }, [](const Result<>&) {});
}

bool SessionDriver::on(const smtp::CloseMessage&)
{
    if (m_endingNow && m_scan) { // its scanners were not waited for
        m_session.end(*m_endingNow);
        return true;
    }
    m_message->finish([this](std::string_view kept) { keep(kept); });
    if (m_id.empty())
        m_id = makeReference();
    if (m_missing.empty())
        m_missing = m_gate.missingFields(m_session, m_id);
    const Gate::MessageRuling ruling = m_gate.decideMessage(*m_session.transaction(), *m_message, m_id);
    if (const auto* needs = std::get_if<policy::Needs>(&ruling))
        return learnOfMessage(*needs);
    const auto& refusal = std::get<std::optional<smtp::Reply>>(ruling);
    if (!refusal)
        return !obeyMilters() || (m_milters && m_milters->edit() != nullptr ? rewrite() : deliver());
    dropContent();
    m_session.delivered(*refusal);
    return true;
}

// The scanners read the content as it will be stored, and are told its queue id, so that their logs and ours
// go together.
bool SessionDriver::learnOfMessage(policy::Needs needs)
{
    if (m_milters && needs.facts.size() > 1) // what the policy refuses by other facts no milter sees
        std::erase(needs.facts, policy::FactId::Scan);
    if (!m_scan && m_gate.mayBeScanned()) {
        scan::Request request = m_gate.scanRequest(m_session, m_id);
        request.content =
            std::make_shared<ContentSource>(m_content, m_environment.workers, reactor().context());
        Milters::Message message;
        if (m_milters)
            message = {m_gate.milterAbout(m_session, m_id, m_mechanism), request.recipients, request.content,
                       m_missing};
        m_scan = std::make_shared<MessageScan>(std::move(request), m_milters, std::move(message));
    }
    return learn(needs);
}

// Large content goes to a file of its own first; everything else waits for nothing but the spool's next sync.
bool SessionDriver::deliver()
{
    const bool rewritten = m_milters && m_milters->edit() != nullptr; // with what was missing
    m_envelope = m_gate.envelope(m_session, *m_message, m_id, rewritten ? std::string() : m_missing);
    holdForMilters();
    m_envelope.message.size = m_content->size();
    m_envelope.message.eightBit = m_content->hasEightBit();
    m_envelope.content = m_content;
    if (!m_content->isInFile() && m_content->size() <= spool::Spool::largest)
        return store({});
    auto file = std::make_shared<std::string>();
    return onWorker(
        [this, file] {
            auto prepared = m_environment.spool.prepare(m_envelope.message, *m_content);
            if (prepared)
                *file = std::move(*prepared);
            return prepared ? Result<>() : Result<>(failFrom(prepared));
        },
        [this, file](const Result<>& result) { result ? void(store(*file)) : onStored(result); });
}

bool SessionDriver::store(std::string file)
{
    m_waiting = Waiting::Worker;
    m_storing = true;
    m_environment.spool.put(std::move(m_envelope), std::move(file),
                            [self = shared_from_this(), this](Result<> result) {
                                reactor().post([self, this, result = std::move(result)] {
                                    m_storing = false;
                                    onStored(result);
                                    noteProgress(); // it was not the client that kept us
                                    resume();
                                });
                            });
    return false;
}

void SessionDriver::onStored(const Result<>& result)
{
    const std::string id = m_id;
    const std::string held = m_held.empty() ? std::string() : " (" + m_held + ')';
    dropContent();
    smtp::Reply reply{250, "2.0.0", "Ok: queued as " + id};
    if (result) {
        m_gate.delivered(id, {reply.code, reply.enhanced, reply.text + held});
        ++m_messages;
    } else {
        reply = storageReply(result.error(), id);
        m_gate.notDelivered(reply, id);
        m_environment.log("a message could not be stored (ref " + id + "): " + toString(result.error()));
    }
    m_session.delivered(reply);
}

bool SessionDriver::on(const smtp::DiscardMessage& discard)
{
    dropContent();
    m_gate.improper(discard.reply);
    return true;
}

void SessionDriver::dropContent()
{
    m_environment.inMemory -= std::exchange(m_counted, 0);
    m_content.reset();
    m_message.reset();
    m_scan.reset();
    m_id.clear();
    m_missing.clear();
    m_held.clear();
    if (m_milters)
        m_milters->endMessage();
}

} // namespace postern::engine
