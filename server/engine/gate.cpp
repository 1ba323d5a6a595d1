// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/gate.h"

#include "base/escape.h"
#include "base/reference.h"
#include "engine/dovecot_login.h"
#include "engine/mail_router.h"
#include "policy/explain.h"
#include "smtp/reply_texts.h"

#include <algorithm>
#include <utility>

namespace postern::engine {

namespace {

using model::Stage;

const smtp::Reply messagesReached{450, "4.7.1", "Too many messages within an hour; try again later"};
const smtp::Reply dataReached{450, "4.7.1", "Too much data within an hour; try again later"};
const smtp::Reply recipientsReached{450, "4.7.1", "Too many recipients within an hour; try again later"};

// RFC 4954 4, 6
const smtp::Reply wrongPassword{535, "5.7.8", "Wrong user name or password"};
const smtp::Reply loginBusy{454, "4.7.0", "Passwords cannot be checked now; try again later"};
const smtp::Reply tooManyFailures{421, "4.7.0", "Too many failed log-ins; closing connection"};
const smtp::Reply noPlace{451, "4.3.0",
                          "The mailbox has nowhere to keep mail; the administrator must mend it"};

std::string listOf(const std::vector<model::Check>& checks)
{
    std::string text;
    for (const model::Check check : checks) {
        if (!text.empty())
            text += ' ';
        text += model::info(check).id;
    }
    return text;
}

// List entries that took part: those that hit, and exceptions that lifted a hit.
void addHits(std::vector<model::Id>& hits, const policy::Trace& trace)
{
    for (const policy::TraceRow& row : trace) {
        const bool counts =
            row.result == policy::CheckResult::Hit || row.result == policy::CheckResult::Exempt;
        if (counts && row.entry != 0)
            hits.push_back(row.entry);
    }
}

// Whether a fact still holds of a client that has said another HELO, or another sender.
bool lasts(policy::FactId fact, bool sameHelo, bool sameSender)
{
    switch (fact) {
    case policy::FactId::ReverseDns:
    case policy::FactId::DnsLists: // each answer names what it is about
        return true;
    case policy::FactId::HeloDns:
        return sameHelo;
    case policy::FactId::SenderDns:
        return sameSender;
    case policy::FactId::Spf:
    case policy::FactId::Dmarc:
    case policy::FactId::Scan:
    case policy::FactId::Greylist: // never among what was learnt
        break;
    }
    return sameHelo && sameSender;
}

bool lacksGreylist(const policy::Decision& decision)
{
    const auto* needs = std::get_if<policy::Needs>(&decision);
    return needs != nullptr && std::find(needs->facts.begin(), needs->facts.end(),
                                         policy::FactId::Greylist) != needs->facts.end();
}

} // namespace

Gate::Gate(Environment& environment, std::shared_ptr<const policy::Policy> policy, const IpAddress& client)
    : m_environment(environment)
    , m_policy(std::move(policy))
{
    m_facts.client = client;
    m_asked.client = client;
}

std::shared_ptr<const smtp::SessionConfig> Gate::adopt()
{
    // What was found out about a message says nothing of the next one.
    std::erase_if(m_learnt, [](const FetchedFact& fact) {
        return fact.id == policy::FactId::Dmarc || fact.id == policy::FactId::Scan;
    });
    auto found = m_environment.inForce.find(m_policy->service.id);
    if (!found)
        return nullptr;
    m_policy = std::move(found->policy);
    return std::move(found->session);
}

Gate::Ruling Gate::decide(const smtp::Session& session, const smtp::Decide& question)
{
    policy::Facts facts = factsFor(session, question);
    addLearnt(facts);
    policy::Decision decision = ask(question.stage, facts);
    if (lacksGreylist(decision)) {
        facts.greylist = m_environment.greylist.known(
            {facts.client, facts.sender.value_or(""), facts.recipient.value_or("")}, facts.now);
        facts.lookedUp[policy::FactId::Greylist] = facts.now;
        decision = ask(question.stage, facts);
    }
    m_asked = facts;
    // A HELO that is refused ends no transaction: what is known of that one stays.
    if (question.stage >= Stage::Mail)
        m_facts = facts;
    if (auto* needs = std::get_if<policy::Needs>(&decision))
        return std::move(*needs);
    const auto& verdict = std::get<policy::Verdict>(decision);
    noteTry(verdict, facts);
    if (verdict.check)
        return refuse(verdict, facts);
    if (question.stage == Stage::Mail && tooManyMessages())
        return refuseRate(model::checkMessages, messagesReached);
    if (question.stage == Stage::Mail && tooMuchData())
        return refuseRate(model::checkData, dataReached);
    if (question.stage == Stage::Rcpt && tooManyRecipients())
        return refuseRate(model::checkRecipients, recipientsReached);
    if (question.stage == Stage::Rcpt)
        return acceptRecipient(question.argument, verdict);
    return smtp::Answer::accept();
}

// What another check refuses is no try that a retry would mend.
void Gate::noteTry(const policy::Verdict& verdict, const policy::Facts& facts)
{
    const bool ours = !verdict.check || *verdict.check == model::Check::RecipientGreylist;
    if (facts.greylist && facts.recipient && ours)
        m_environment.greylist.note({facts.client, facts.sender.value_or(""), *facts.recipient},
                                    service().greylisting, facts.now);
}

void Gate::learn(const std::vector<FetchedFact>& facts)
{
    const Time now = m_environment.clock.now();
    for (const FetchedFact& fact : facts) {
        std::erase_if(m_learnt, [&](const FetchedFact& known) { return known.id == fact.id; });
        m_learnt.push_back(fact);
        m_learnt.back().at = now;
    }
}

// What was looked up is about a client, its HELO and its sender.
void Gate::addLearnt(policy::Facts& facts)
{
    if (facts.helo != m_learntHelo || facts.sender != m_learntSender) {
        const bool sameHelo = facts.helo == m_learntHelo;
        const bool sameSender = facts.sender == m_learntSender;
        std::erase_if(m_learnt,
                      [&](const FetchedFact& fact) { return !lasts(fact.id, sameHelo, sameSender); });
        m_learntHelo = facts.helo;
        m_learntSender = facts.sender;
    }
    for (const FetchedFact& fact : m_learnt)
        put(facts, fact);
}

policy::Facts Gate::factsFor(const smtp::Session& session, const smtp::Decide& question) const
{
    policy::Facts facts;
    facts.now = m_environment.clock.now();
    facts.client = m_facts.client;
    facts.ban = m_environment.inForce.banOf(facts.client);
    facts.helo = question.stage == Stage::Helo ? std::string(question.argument) : session.helo();
    facts.tls = session.tls();
    facts.user = session.user();
    if (question.stage < Stage::Mail)
        return facts;
    const smtp::Transaction& transaction = *session.transaction();
    facts.sender = question.stage == Stage::Mail ? std::string(question.argument) : transaction.sender;
    facts.declaredSize = transaction.declaredSize;
    if (question.stage == Stage::Rcpt)
        facts.recipient = std::string(question.argument);
    return facts;
}

// What is accepted before RCPT leaves nothing in the log, so its trace is made only where something is
// refused.
policy::Decision Gate::ask(Stage stage, const policy::Facts& facts) const
{
    if (stage < Stage::Rcpt) {
        policy::Decision decision = policy::decide(*m_policy, stage, facts, policy::Tracing::Off);
        const auto* verdict = std::get_if<policy::Verdict>(&decision);
        if (verdict == nullptr || !verdict->check)
            return decision;
    }
    return policy::decide(*m_policy, stage, facts, policy::Tracing::On);
}

smtp::Answer Gate::acceptRecipient(std::string_view address, const policy::Verdict& verdict)
{
    if (verdict.destination == policy::Destination::Mailbox && !hasPlace(address))
        return defer(verdict, noPlace);
    m_recipients.push_back({std::string(address), m_facts.now, m_facts.greylist});
    return smtp::Answer::accept(verdict.destination);
}

smtp::Answer Gate::refuse(const policy::Verdict& verdict, const policy::Facts& facts)
{
    const std::string reference = makeReference();
    smtp::Reply reply = policy::withReference(verdict.reply, reference);
    const std::string line = smtp::replies::toLine(reply);
    log(facts, &verdict, {verdict.outcome, model::info(*verdict.check).id, line, reference});
    return verdict.close ? smtp::Answer::close(std::move(reply)) : smtp::Answer::refuse(std::move(reply));
}

std::chrono::seconds Gate::tarpit() const
{
    return std::chrono::seconds(m_policy->server->inside(m_facts.client) ? 0 : service().rates.tarpitSeconds);
}

// The policy accepts, but there is no way on from here.
smtp::Answer Gate::defer(const policy::Verdict& verdict, smtp::Reply reply)
{
    const std::string reference = makeReference();
    reply = policy::withReference(std::move(reply), reference);
    log(m_facts, &verdict,
        {model::Outcome::Deferred, model::checkDelivery, smtp::replies::toLine(reply), reference});
    return smtp::Answer::refuse(std::move(reply));
}

bool Gate::hasPlace(std::string_view address) const
{
    const model::Mailbox* mailbox = mailboxFor(*m_policy->server, address);
    return mailbox != nullptr && (!mailbox->delivery.empty() || !mailbox->forward.empty());
}

void Gate::delivered(const std::string& id, const smtp::Reply& reply)
{
    logRecipients({model::Outcome::Accepted, {}, smtp::replies::toLine(reply), id});
}

void Gate::notDelivered(const smtp::Reply& reply, const std::string& reference)
{
    logRecipients({model::Outcome::Deferred, model::checkDelivery, smtp::replies::toLine(reply), reference});
}

void Gate::improper(std::string_view reply)
{
    logRecipients({model::Outcome::Rejected, model::checkProtocol, reply, {}});
}

void Gate::abandoned(std::string_view reply)
{
    logRecipients({model::Outcome::Deferred, model::checkAbandoned, reply, {}});
}

std::unique_ptr<Login> Gate::beginLogin(net::Reactor& reactor, std::string_view mechanism, bool secured,
                                        smtp::ChannelBindings bindings) const
{
    constexpr std::string_view dovecot = "dovecot:";
    const std::string& backend = m_policy->service.authentication.backend;
    if (backend.starts_with(dovecot))
        return std::make_unique<DovecotLogin>(reactor, DovecotLogin::About{backend.substr(dovecot.size()),
                                                                           std::string(mechanism),
                                                                           m_facts.client, secured});
    return std::make_unique<MailboxLogin>(reactor, m_environment.passwordChecks, m_policy->server, mechanism,
                                          std::move(bindings), m_environment.loginSecret);
}

smtp::Reply Gate::loginFailed(const smtp::Session& session, const LoginResult& result)
{
    policy::Facts facts;
    facts.now = m_environment.clock.now();
    facts.client = m_facts.client;
    facts.helo = session.helo();
    facts.tls = session.tls();
    facts.user = result.user;
    const bool busy = result.kind == LoginResult::Kind::Busy;
    smtp::Reply reply = busy ? loginBusy : wrongPassword;
    if (!busy && !m_policy->server->inside(facts.client)) {
        if (const auto ban = m_environment.loginGuard.failed(facts.client, service().rates, facts.now)) {
            m_environment.inForce.addBan(*ban);
            reply = tooManyFailures;
        }
    }
    log(facts, nullptr,
        {busy ? model::Outcome::Deferred : model::Outcome::Rejected,
         model::checkAuthentication,
         smtp::replies::toLine(reply),
         {}});
    return reply;
}

void Gate::loggedIn()
{
    m_environment.loginGuard.succeeded(m_facts.client);
}

void Gate::notSecured(const std::string& problem)
{
    m_facts.now = m_environment.clock.now();
    log(m_facts, nullptr, {model::Outcome::Rejected, model::checkTls, '(' + problem + ')', {}});
}

void Gate::turnedAway(smtp::Session::End why)
{
    m_facts.now = m_environment.clock.now();
    const bool proxy = why == smtp::Session::End::NoProxyHeader;
    log(m_facts, nullptr,
        {proxy ? model::Outcome::Rejected : model::Outcome::Deferred,
         proxy ? model::checkProxy : model::checkConnections,
         proxy ? smtp::replies::noProxyHeader : smtp::replies::tooManyConnections,
         {}});
}

std::vector<LoggedEvent> Gate::takeEvents()
{
    return std::exchange(m_events, {});
}

void Gate::log(const policy::Facts& facts, const policy::Verdict* verdict, const Fate& fate)
{
    LoggedEvent& logged = m_events.emplace_back();
    model::Event& event = logged.event;
    event.time = m_environment.clock.now();
    event.node = m_environment.node;
    event.service = m_policy->service.name;
    event.client = facts.client.toString();
    event.helo = escapeForDisplay(facts.helo);
    event.tls = facts.tls;
    event.user = escapeForDisplay(facts.user);
    if (facts.sender)
        event.sender = facts.sender->empty() ? "<>" : escapeForDisplay(*facts.sender);
    event.recipient = escapeForDisplay(facts.recipient.value_or(""));
    event.size = facts.size.value_or(facts.declaredSize.value_or(0));
    event.outcome = fate.outcome;
    event.check = fate.check;
    event.reply = escapeForDisplay(fate.reply);
    event.reference = fate.reference;
    event.revision = m_policy->revision;
    event.facts = policy::toJson(facts);
    if (verdict != nullptr) {
        event.monitored = listOf(verdict->monitored);
        event.entry = verdict->entry;
        event.trace = policy::toJson(verdict->trace);
        addHits(logged.hits, verdict->trace);
    }
}

// decide() is pure, so the trace of a recipient that was accepted need not be kept while its message comes
// in: it is made again from the same policy and the same facts.
void Gate::logRecipients(const Fate& fate)
{
    const std::optional<policy::Verdict> message = std::exchange(m_messageVerdict, std::nullopt);
    policy::Facts facts = m_facts;
    facts.size.reset();
    facts.receivedFields.reset();
    for (const Accepted& recipient : std::exchange(m_recipients, {})) {
        facts.recipient = recipient.address;
        facts.now = recipient.time;
        facts.greylist = recipient.greylist;
        if (recipient.greylist)
            facts.lookedUp[policy::FactId::Greylist] = recipient.time;
        else
            facts.lookedUp.erase(policy::FactId::Greylist);
        const policy::Decision decision = policy::decide(*m_policy, Stage::Rcpt, facts);
        const auto* verdict = std::get_if<policy::Verdict>(&decision);
        policy::Facts all = facts;
        all.size = m_facts.size;
        all.receivedFields = m_facts.receivedFields;
        if (all.size && m_facts.recipient && *m_facts.recipient != recipient.address)
            all.judged = m_facts.recipient;
        const policy::Verdict whole = policy::joined(verdict != nullptr ? *verdict : policy::Verdict{},
                                                     message ? *message : policy::Verdict{});
        log(all, &whole, fate);
    }
}

} // namespace postern::engine
