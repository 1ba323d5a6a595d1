// SPDX-License-Identifier: GPL-3.0-or-later
// How a session asks the milters of its service, and what becomes of a message that they have changed.
#include "base/reference.h"
#include "engine/session_driver.h"

#include <array>
#include <exception>
#include <utility>

namespace postern::engine {

namespace {

Result<> append(spool::Content& content, std::string_view bytes)
{
    content.append(bytes);
    return content.inMemory() < inMemoryLimit ? Result<>() : content.spill();
}

// Blocks: for workers.
Result<std::shared_ptr<spool::Content>> rewritten(const spool::Content& original, const std::string& folder,
                                                  const scan::MessageEdit& edit)
{
    auto content = std::make_shared<spool::Content>(folder);
    Result<> kept = append(*content, scan::frontOf(edit));
    if (kept && edit.body)
        kept = append(*content, *edit.body);
    std::array<char, scan::MessageSource::pieceSize> buffer{};
    for (std::int64_t offset = edit.rest; kept && !edit.body;) {
        const auto count = original.read(offset, buffer);
        if (!count)
            return failFrom(count);
        if (*count == 0)
            break;
        kept = append(*content, {buffer.data(), *count});
        offset += std::int64_t(*count);
    }
    if (!kept)
        return failFrom(kept);
    return content;
}

} // namespace

// What the policy refuses no milter hears of. False: nobody is asked.
bool SessionDriver::askMilters(model::Stage stage, const smtp::Answer& accepted)
{
    if (!m_gate.hasMilters()) {
        m_milters.reset();
        return false;
    }
    const bool fresh = !m_milters;
    if (fresh)
        m_milters = std::make_shared<Milters>(reactor());
    if (fresh || stage == model::Stage::Mail)
        m_milters->adopt(m_gate.policyInForce());
    if (stage == model::Stage::Mail)
        m_id = makeReference(); // that milters are told
    if (m_gate.leavesMiltersOut())
        return false;
    m_waiting = Waiting::Facts;
    m_askingMilters = true;
    const auto refusal = std::make_shared<std::optional<smtp::Answer>>();
    m_milters->ask(
        stage, m_gate.milterAbout(m_session, m_id, m_mechanism),
        [self = shared_from_this(), this, stage, refusal](const ScanOpinion& opinion) {
            *refusal = m_gate.refuseFor(stage, opinion);
            return refusal->has_value();
        },
        [self = shared_from_this(), this, accepted, refusal] {
            if (!std::exchange(m_askingMilters, false))
                return; // the session has ended meanwhile
            if (isOpen())
                noteProgress(); // it was not the client that kept us
            if (answer(refusal->value_or(accepted)))
                resume();
        });
    return true;
}

// The session ends, and does not wait for what they are being asked.
void SessionDriver::forgetMilters(smtp::Session::End why)
{
    m_askingMilters = false;
    m_milters.reset();
    m_session.end(why);
    resume();
}

// It has been accepted. False: nothing is to be stored.
bool SessionDriver::obeyMilters()
{
    if (!m_milters || !m_gate.obeysMilters() || m_milters->discardedBy().empty())
        return true;
    const std::string id = m_id;
    const smtp::Reply reply{250, "2.0.0", "Ok: queued as " + id};
    m_gate.delivered(id, {reply.code, reply.enhanced,
                          reply.text + " (discarded by the milter " + m_milters->discardedBy() + ')'});
    dropContent();
    m_session.delivered(reply);
    return false;
}

void SessionDriver::holdForMilters()
{
    if (!m_milters || !m_gate.obeysMilters() || m_milters->quarantine().empty())
        return;
    m_held = "held by the milter " + m_milters->quarantine();
    for (spool::Recipient& recipient : m_envelope.recipients) {
        recipient.state = spool::State::Held;
        recipient.lastReply = m_held;
    }
}

// Stores what the milters have made of it.
bool SessionDriver::rewrite()
{
    m_waiting = Waiting::Worker;
    auto work = [self = shared_from_this(), this, original = m_content, edit = *m_milters->edit(),
                 folder = m_environment.spool.incomingFolder()] {
        Result<std::shared_ptr<spool::Content>> content;
        try {
            content = rewritten(*original, folder, edit);
        } catch (const std::exception& broken) {
            content = fail(ErrorKind::Internal, broken.what());
        }
        reactor().post([self, this, content = std::move(content)] { onRewritten(content); });
    };
    m_environment.workers.post("keeping a message that milters have changed", std::move(work));
    return false;
}

void SessionDriver::onRewritten(const Result<std::shared_ptr<spool::Content>>& content)
{
    noteProgress(); // it was not the client that kept us
    if (!content) {
        onStored(failFrom(content));
        return resume();
    }
    m_content = *content;
    const auto octets = std::int64_t(m_content->inMemory());
    m_environment.inMemory += octets - std::exchange(m_counted, octets);
    deliver();
}

} // namespace postern::engine
