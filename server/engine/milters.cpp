// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/milters.h"

#include "policy/scan_count.h"
#include "policy/subject.h"

#include <algorithm>
#include <utility>

namespace postern::engine {

namespace {

using model::Stage;
using Kind = scan::MilterVerdict::Kind;

// One that failed is not waited for at each stage, and not again before this has passed.
constexpr auto rest = std::chrono::seconds(60);

bool isMilter(const policy::ScannerPolicy& scanner)
{
    return scanner.kind == model::ScannerKind::Milter;
}

std::string lineOf(const scan::MilterReply& reply)
{
    return reply.code == 0 ? std::string()
                           : std::to_string(reply.code) + ' ' + reply.status + ' ' + reply.text;
}

} // namespace

// A question before the message, to one after the other.
struct Milters::Asking {
    Stage stage{};
    MilterAbout about;
    Refuses refuses;
    std::function<void()> done;
    std::size_t next = 0; // of m_members
};

// A message, to one after the other.
struct Milters::Scanning {
    Message message;
    Said done;
    std::size_t next = 0;
    std::shared_ptr<scan::MessageSource> content; // as the last has left it
};

Milters::Milters(net::Reactor& reactor)
    : m_reactor(reactor)
{
}

void Milters::adopt(std::shared_ptr<const policy::Policy> policy)
{
    endMessage();
    m_policy = std::move(policy);
    std::vector<std::unique_ptr<Member>> before = std::exchange(m_members, {});
    for (const policy::ScannerPolicy& scanner : m_policy->scanners) {
        if (!isMilter(scanner))
            continue;
        const auto timeout = std::chrono::seconds(scanner.timeoutSeconds);
        const auto same = std::find_if(before.begin(), before.end(), [&](const auto& member) {
            return member && member->address == scanner.address && member->timeout == timeout;
        });
        if (same != before.end()) {
            m_members.push_back(std::move(*same));
            continue;
        }
        auto member = std::make_unique<Member>();
        member->address = scanner.address;
        member->timeout = timeout;
        member->client = std::make_unique<scan::MilterClient>(m_reactor, scanner.address, timeout);
        m_members.push_back(std::move(member));
    }
}

const policy::ScannerPolicy* Milters::settingsOf(const Member& member) const
{
    const auto found =
        std::find_if(m_policy->scanners.begin(), m_policy->scanners.end(),
                     [&](const policy::ScannerPolicy& one) { return one.address == member.address; });
    return found == m_policy->scanners.end() ? nullptr : &*found;
}

bool Milters::isSkipped(const Member& member, const policy::Facts& facts) const
{
    const policy::ScannerPolicy* settings = settingsOf(member);
    return settings == nullptr ||
           policy::scanSkipped(*settings, policy::Subject(*m_policy, facts)) != policy::ScanSkipped::No;
}

void Milters::ask(Stage stage, MilterAbout about, Refuses refuses, std::function<void()> done)
{
    askNext(std::make_shared<Asking>(Asking{stage, std::move(about), std::move(refuses), std::move(done)}));
}

void Milters::askNext(const std::shared_ptr<Asking>& asking)
{
    while (asking->next < m_members.size()) {
        Member& member = *m_members[asking->next++];
        if (asking->stage >= Stage::Mail && isSkipped(member, asking->about.facts))
            continue;
        if (asking->stage == Stage::Mail && knowsClient(member)) {
            member.ofMessage = member.ofClient;
            if (asking->refuses(*member.ofMessage))
                break;
            continue;
        }
        if (isAsked(member, asking->stage))
            return member.client->ask(asking->stage, asking->about.talk, nullptr,
                                      [this, &member, asking](const scan::MilterVerdict& verdict) {
                                          said(member, *asking, verdict);
                                          askNext(asking);
                                      });
    }
    m_reactor.post(asking->done); // nobody is answered while he asks
}

// What it has against the client it has against each message; but one that failed may be back.
bool Milters::knowsClient(const Member& member)
{
    return member.ofClient &&
           (!member.ofClient->failed() || net::Reactor::Clock::now() - member.failed < rest);
}

bool Milters::isAsked(const Member& member, Stage stage)
{
    if (stage == Stage::Rcpt)
        return member.inMessage && !member.ofMessage;
    if (stage == Stage::Mail)
        return true;
    // A HELO within a message may be refused, and the message goes on then: it is told with the next one.
    const bool refusesHelo = member.ofClient && !member.ofClient->failed() && member.atHelo;
    return !member.inMessage && (!knowsClient(member) || (stage == Stage::Helo && refusesHelo));
}

void Milters::said(Member& member, Asking& asking, const scan::MilterVerdict& verdict)
{
    const ScanOpinion opinion = opinionOf(member, verdict);
    const bool against = verdict.kind != Kind::Continue;
    const bool failed = verdict.kind == Kind::Failed;
    const bool refused = against && verdict.kind != Kind::Discard && asking.refuses(opinion);
    const auto what = against ? std::optional(opinion) : std::nullopt;
    if (asking.stage <= Stage::Mail)
        member.ofClient = asking.stage < Stage::Mail || failed ? what : std::nullopt;
    member.atHelo = asking.stage == Stage::Helo;
    if (asking.stage == Stage::Mail)
        member.inMessage = !against;
    // What it has against a recipient that is refused for it says nothing of the message.
    if (asking.stage >= Stage::Mail && (failed || !refused))
        member.ofMessage = what;
    if (verdict.kind == Kind::Discard)
        m_discardedBy = member.address;
    if (asking.stage == Stage::Rcpt && !against)
        member.told.insert(asking.about.talk.recipient);
    if (asking.stage == Stage::Rcpt && member.ofMessage)
        leaveMessage(member);
    if (refused)
        asking.next = m_members.size();
}

void Milters::leaveMessage(Member& member)
{
    if (std::exchange(member.inMessage, false))
        member.client->abort();
    member.told.clear();
}

// Short, and safe to keep; what it wants the client to be told keeps its code.
ScanOpinion Milters::opinionOf(Member& member, const scan::MilterVerdict& verdict)
{
    ScanOpinion opinion;
    opinion.scanner = member.address;
    opinion.reply = shortLine(lineOf(verdict.reply), ScanOpinion::mostReply);
    opinion.words = opinion.reply;
    switch (verdict.kind) {
    case Kind::Continue:
        break;
    case Kind::Reject:
        opinion.verdict = ScanVerdict::Spam;
        opinion.words = opinion.words.empty() ? "reject" : opinion.words;
        break;
    case Kind::Defer:
        opinion.verdict = ScanVerdict::Later;
        opinion.words = opinion.words.empty() ? "tempfail" : opinion.words;
        break;
    case Kind::Discard:
        opinion.words = "discard";
        break;
    case Kind::Failed:
        opinion.failure = verdict.problem;
        member.failed = net::Reactor::Clock::now();
        break;
    }
    return opinion;
}

void Milters::scan(Message message, Said done)
{
    m_edit.reset();
    m_changed = false;
    const auto scanning = std::make_shared<Scanning>(Scanning{std::move(message), std::move(done)});
    scan::readHeader(scanning->message.content, scanning->message.fields,
                     [self = weak_from_this(), scanning](Result<scan::MessageEdit> edit) {
                         if (const auto milters = self.lock())
                             milters->beginScan(scanning, std::move(edit));
                     });
}

void Milters::beginScan(const std::shared_ptr<Scanning>& scanning, Result<scan::MessageEdit> edit)
{
    if (edit) {
        m_edit = std::move(*edit);
        scanning->content = std::make_shared<scan::EditedMessage>(scanning->message.content, *m_edit);
        return scanNext(scanning);
    }
    for (const auto& member : m_members) {
        if (!member->ofMessage)
            member->ofMessage = opinionOf(*member, {Kind::Failed, {}, false, toString(edit.error()), {}});
    }
    scanNext(scanning);
}

void Milters::scanNext(const std::shared_ptr<Scanning>& scanning)
{
    const policy::Facts& facts = scanning->message.about.facts;
    for (; scanning->next < m_members.size(); ++scanning->next) {
        Member& member = *m_members[scanning->next];
        if (isSkipped(member, facts) || member.ofMessage)
            leaveMessage(member);
        else
            return put(member, scanning);
    }
    scanning->done(opinions(facts));
}

// Whoever has not heard of it from the beginning (an exception may have seemed to hold) hears of it now.
void Milters::put(Member& member, const std::shared_ptr<Scanning>& scanning)
{
    Stage stage = Stage::Data;
    scan::MilterTalk talk = scanning->message.about.talk;
    if (!member.inMessage) {
        stage = Stage::Mail;
    } else {
        const auto& all = scanning->message.recipients;
        const auto untold = std::find_if(all.begin(), all.end(), [&](const std::string& recipient) {
            return !member.told.contains(recipient);
        });
        if (untold != all.end()) {
            stage = Stage::Rcpt;
            talk.recipient = *untold;
            member.told.insert(*untold);
        }
    }
    member.client->ask(stage, std::move(talk), stage == Stage::Data ? scanning->content : nullptr,
                       [this, &member, scanning, stage](const scan::MilterVerdict& verdict) {
                           scanned(member, scanning, stage, verdict);
                       });
}

void Milters::scanned(Member& member, const std::shared_ptr<Scanning>& scanning, Stage stage,
                      const scan::MilterVerdict& verdict)
{
    const ScanOpinion opinion = opinionOf(member, verdict);
    const bool goesOn = verdict.kind == Kind::Continue && stage != Stage::Data;
    member.inMessage = stage != Stage::Data;
    if (!goesOn) {
        member.ofMessage = opinion;
        if (verdict.kind == Kind::Discard)
            m_discardedBy = member.address;
        take(member, verdict.changes);
        if (m_changed)
            scanning->content = std::make_shared<scan::EditedMessage>(scanning->message.content, *m_edit);
        leaveMessage(member);
    }
    scanNext(scanning);
}

void Milters::take(const Member& member, const scan::MilterChanges& changes)
{
    constexpr std::size_t longestReason = 200;
    if (changes.quarantine && m_quarantine.empty())
        m_quarantine = member.address + ": " + shortLine(*changes.quarantine, longestReason);
    if (!changes.changesText())
        return;
    scan::apply(*m_edit, changes);
    m_changed = true;
}

// One of each that counts.
policy::ScanOpinions Milters::opinions(const policy::Facts& facts) const
{
    policy::ScanOpinions all;
    for (const auto& member : m_members) {
        if (isSkipped(*member, facts))
            continue;
        ScanOpinion opinion = member->ofMessage.value_or(ScanOpinion());
        opinion.scanner = member->address;
        all.push_back(std::move(opinion));
    }
    return all;
}

void Milters::endMessage()
{
    for (const auto& member : m_members) {
        leaveMessage(*member);
        member->ofMessage.reset();
    }
    m_discardedBy.clear();
    m_quarantine.clear();
    m_edit.reset();
    m_changed = false;
}

} // namespace postern::engine
