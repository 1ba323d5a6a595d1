// SPDX-License-Identifier: GPL-3.0-or-later
// What is worth a try, by what decided. Whether it works is not known here: findFlips() asks.
#include "policy/flip_step.h"

#include "model/list_pattern.h"
#include "policy/dns_list_count.h"
#include "policy/greylisting.h"
#include "policy/reason.h"
#include "policy/subject.h"

#include <algorithm>

namespace postern::policy {

namespace {

using model::Check;
using model::CheckMode;
using model::Condition;
using model::ListColor;
using model::ListKind;

constexpr std::int64_t mebibyte = 1'048'576;
constexpr int mostHops = 1000;

// Whether it matches one subject only: what the client wrote must not become a whole domain.
bool isOfOne(const model::ListPattern& pattern)
{
    using Shape = model::ListPattern::Shape;
    if (pattern.kind == ListKind::Ip)
        return pattern.range.single();
    if (pattern.kind == ListKind::Helo)
        return pattern.shape == Shape::Domain || pattern.shape == Shape::Literal;
    return pattern.shape == Shape::Address || pattern.shape == Shape::Null;
}

// A session that was decided, and the steps that are found for it.
class Finder {
public:
    Finder(const FlipWorld& world, const Verdict& verdict)
        : m_world(world)
        , m_facts(world.facts)
        , m_policy(*world.policy)
        , m_subject(m_policy, m_facts)
        , m_verdict(verdict)
    {
    }

    std::vector<FlipStep> in();
    std::vector<FlipStep> out();

private:
    FlipStep step(FlipAct act) const
    {
        FlipStep step;
        step.act = act;
        step.service = isOfServer(act) || act == FlipAct::LiftBan ? 0 : m_policy.service.id;
        step.serviceName = m_policy.service.name;
        return step;
    }
    FlipStep step(FlipAct act, std::string value) const
    {
        FlipStep made = step(act);
        made.value = std::move(value);
        return made;
    }
    void add(FlipStep step) { m_steps.push_back(std::move(step)); }
    void addNumber(FlipAct act, std::int64_t number)
    {
        FlipStep made = step(act);
        made.number = number;
        add(std::move(made));
    }
    void addMode(Check check, CheckMode mode);
    void addEntry(ListColor color, ListKind kind, const std::string& subject, bool negated = false,
                  Condition condition = Condition::Always);
    void removeEntry(const TraceRow& row, ListColor color, ListKind kind);

    bool is(Check check) const { return m_verdict.check == check; }
    bool senderCounts() const { return m_subject.sender.has_value(); }
    std::string client() const { return m_facts.client.toString(); }
    std::optional<std::string> subjectOf(ListKind kind) const;

    void exceptions();
    void blackList();
    void logIn();
    void logIn(const Policy& policy, const std::string& user, bool anyUser);
    void relay();
    void ownSender();
    void unknownUser();
    void limits();
    void waiting();
    void exemptions();

    const FlipWorld& m_world;
    const Facts& m_facts;
    const Policy& m_policy;
    const Subject m_subject;
    const Verdict& m_verdict;
    std::vector<FlipStep> m_steps;
};

// What a list of this kind looks at, as a pattern for just that; nullopt where there is nothing, or nothing
// that a list can hold.
std::optional<std::string> Finder::subjectOf(ListKind kind) const
{
    std::string text;
    if (kind == ListKind::Ip)
        text = client();
    else if (kind == ListKind::Helo)
        text = m_subject.helo;
    else if (kind == ListKind::Sender && m_subject.sender)
        text = m_subject.nullSender() ? "<>" : m_subject.sender->toString();
    else if (kind == ListKind::Recipient && m_subject.recipient)
        text = m_subject.recipient->toString();
    const auto pattern = model::ListPattern::parse(kind, text);
    if (!pattern || pattern->negated || !isOfOne(*pattern))
        return std::nullopt;
    return pattern->text;
}

void Finder::addEntry(ListColor color, ListKind kind, const std::string& subject, bool negated,
                      Condition condition)
{
    FlipStep made = step(FlipAct::AddEntry);
    made.entry.service = m_policy.service.id;
    made.entry.color = color;
    made.entry.kind = kind;
    made.entry.pattern = subject;
    made.entry.negated = negated;
    made.entry.condition = condition;
    if (condition == Condition::FromRange)
        made.entry.onlyFrom = client();
    add(std::move(made));
}

void Finder::addMode(Check check, CheckMode mode)
{
    if (model::info(check).fixed)
        return;
    FlipStep made = step(FlipAct::SetMode);
    made.check = check;
    made.mode = mode;
    add(std::move(made));
}

void Finder::removeEntry(const TraceRow& row, ListColor color, ListKind kind)
{
    if (row.entry == 0)
        return;
    FlipStep made = step(FlipAct::RemoveEntry);
    made.check = row.check;
    made.entry.id = row.entry;
    made.entry.color = color;
    made.entry.kind = kind;
    made.entry.negated = row.pattern.starts_with('~');
    made.entry.pattern = made.entry.negated ? row.pattern.substr(1) : row.pattern;
    add(std::move(made));
}

// The list that a check of black lists looks into.
std::optional<ListKind> blackListOf(Check check)
{
    if (check == Check::IpBlacklist)
        return ListKind::Ip;
    if (check == Check::HeloBlacklist)
        return ListKind::Helo;
    if (check == Check::SenderBlacklist)
        return ListKind::Sender;
    if (check == Check::RecipientBlacklist)
        return ListKind::Recipient;
    return std::nullopt;
}

std::optional<ListKind> exceptionOf(Reason remark)
{
    if (remark == Reason::ExceptionByIp)
        return ListKind::Ip;
    if (remark == Reason::ExceptionBySender)
        return ListKind::Sender;
    if (remark == Reason::ExceptionByRecipient)
        return ListKind::Recipient;
    if (remark == Reason::ExceptionByHelo)
        return ListKind::Helo;
    return std::nullopt;
}

void Finder::exceptions()
{
    if (!model::info(*m_verdict.check).liftable)
        return;
    for (const ListKind kind : model::allListKinds) {
        const auto subject = subjectOf(kind);
        if (!subject)
            continue;
        const bool forgeable = kind == ListKind::Sender || kind == ListKind::Helo;
        if (forgeable)
            addEntry(ListColor::White, kind, *subject, false, Condition::FromRange);
        if (kind == ListKind::Sender)
            addEntry(ListColor::White, kind, *subject, false, Condition::SpfPass);
        addEntry(ListColor::White, kind, *subject);
    }
}

void Finder::blackList()
{
    const auto kind = blackListOf(*m_verdict.check);
    const TraceRow* row = decidingRow(m_verdict);
    if (!kind || row == nullptr)
        return;
    const auto subject = subjectOf(*kind);
    if (subject && row->pattern != *subject) // beside the very line it would say the contrary
        addEntry(ListColor::Black, *kind, *subject, true);
    removeEntry(*row, ListColor::Black, *kind);
}

void Finder::logIn(const Policy& policy, const std::string& user, bool anyUser)
{
    const model::Authentication& authentication = policy.service.authentication;
    const model::Mailbox* mailbox = policy.server->loginMailbox(user);
    const bool can =
        !authentication.backend.empty() || (mailbox != nullptr && !mailbox->passwordHash.empty());
    if (authentication.mechanisms.empty() || !policy.service.enabled || !can)
        return;
    FlipStep made = step(FlipAct::LogIn, user);
    made.service = policy.service.id;
    made.serviceName = policy.service.name;
    made.number = policy.service.port;
    made.anyUser = anyUser;
    add(std::move(made));
}

// For the own users: those who send as one of them, and whoever wants mail relayed. A stranger's server has
// nobody to log in as.
void Finder::logIn()
{
    if (m_subject.authenticated())
        return;
    const model::Mailbox* owner =
        m_subject.sender ? m_policy.server->loginMailbox(m_subject.sender->toString()) : nullptr;
    const bool anybody = owner == nullptr && (is(Check::RecipientRelay) || is(Check::AuthRequired));
    const model::Mailbox* user = anybody ? m_policy.server->postmasterMailbox() : owner;
    if (user == nullptr)
        return;
    for (const auto& policy : m_world.site.snapshot->services)
        logIn(*policy, user->address, anybody);
}

void Finder::relay()
{
    if (!is(Check::RecipientRelay))
        return;
    const model::Relay& relay = m_policy.service.relay;
    if (const auto recipient = subjectOf(ListKind::Recipient))
        add(step(FlipAct::RelayTo, *recipient));
    add(step(FlipAct::RelayFrom, client()));
    if (relay.senderMustBeLocal)
        add(step(FlipAct::RelayAnySender));
    if (m_subject.inside && !relay.lan)
        add(step(FlipAct::RelayLan));
    if (m_subject.authenticated() && !relay.authenticated)
        add(step(FlipAct::RelayLoggedIn));
}

void Finder::ownSender()
{
    if (!is(Check::SenderNotOwned) || !m_subject.sender)
        return;
    const model::Mailbox* own = m_policy.server->loginMailbox(m_facts.user);
    add(step(FlipAct::SendAs, own != nullptr ? own->address : m_facts.user));
    const std::string sender = m_subject.sender->toString();
    if (own == nullptr || !m_subject.senderLocal || m_policy.server->loginMailbox(sender) != nullptr)
        return;
    FlipStep alias = step(FlipAct::AddAlias, sender);
    alias.other = own->address;
    add(std::move(alias));
}

void Finder::unknownUser()
{
    if (is(Check::RecipientUnknown) && m_subject.recipient)
        add(step(FlipAct::AddMailbox, m_subject.recipient->toString()));
}

void Finder::limits()
{
    if (is(Check::MessageSize)) {
        const std::int64_t limit = m_policy.service.sizeLimit;
        const std::int64_t size = m_facts.size.value_or(m_facts.declaredSize.value_or(0));
        addNumber(FlipAct::SendSmaller, limit);
        if (size > 0 && size < INT64_MAX - mebibyte)
            addNumber(FlipAct::RaiseSize, (size + mebibyte - 1) / mebibyte * mebibyte);
    }
    if (is(Check::MessageLoop) && m_facts.receivedFields.value_or(mostHops + 1) <= mostHops)
        addNumber(FlipAct::RaiseHops, *m_facts.receivedFields);
}

void Finder::waiting()
{
    if (is(Check::AccessBanned) && m_facts.ban) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(m_facts.ban->until - m_facts.now);
        addNumber(FlipAct::TryAgain, left.count());
        add(step(FlipAct::LiftBan, client()));
    }
    if (is(Check::RecipientGreylist)) {
        const auto* known = m_facts.greylist ? std::get_if<Greylisted>(&*m_facts.greylist) : nullptr;
        const auto wait =
            greylistWait(m_policy.service.greylisting, known != nullptr ? *known : Greylisted(), m_facts.now);
        addNumber(FlipAct::TryAgain, wait.count());
    }
}

// Settings about who the client is.
void Finder::exemptions()
{
    const model::CheckInfo& info = model::info(*m_verdict.check);
    if (info.exemptable && m_subject.inside && !m_policy.service.exemptLan)
        add(step(FlipAct::ExemptLan));
    if (info.exemptable && m_subject.authenticated() && !m_policy.service.exemptAuthenticated)
        add(step(FlipAct::ExemptLoggedIn));
    if (!m_subject.inside)
        add(step(FlipAct::AddToLan, client()));
    if (!m_subject.server().isTrustedForwarder(m_facts.client) && info.exemptable)
        add(step(FlipAct::TrustForwarder, client()));
    if (is(Check::AccessClient))
        add(step(FlipAct::AllowClient, client()));
    if (is(Check::IpDnsbl)) {
        for (const DnsListPolicy& list : m_policy.dnsLists)
            add(step(FlipAct::DropDnsList, list.zone));
    }
}

std::vector<FlipStep> Finder::in()
{
    logIn();
    ownSender();
    waiting();
    limits();
    blackList();
    exceptions();
    unknownUser();
    relay();
    exemptions();
    addMode(*m_verdict.check, CheckMode::Monitor);
    return std::move(m_steps);
}

std::vector<FlipStep> Finder::out()
{
    for (const ListKind kind : {ListKind::Sender, ListKind::Ip, ListKind::Helo, ListKind::Recipient}) {
        if (const auto subject = subjectOf(kind))
            addEntry(ListColor::Black, kind, *subject);
    }
    for (const TraceRow& row : m_verdict.trace) {
        const auto exception = exceptionOf(row.remark);
        if (row.result == CheckResult::Exempt && exception)
            removeEntry(row, ListColor::White, *exception);
        if (row.reason == Reason::TakenOutOfList && blackListOf(row.check))
            removeEntry(row, ListColor::Black, *blackListOf(row.check));
    }
    for (const Check check : m_verdict.monitored)
        addMode(check, CheckMode::Enforce);
    return std::move(m_steps);
}

// One exception may lift several checks.
std::vector<FlipStep> eachOnce(std::vector<FlipStep> steps)
{
    std::vector<FlipStep> once;
    for (FlipStep& step : steps) {
        const bool there = std::any_of(once.begin(), once.end(), [&](const FlipStep& other) {
            return other.act == FlipAct::RemoveEntry && step.act == other.act &&
                   step.entry.id == other.entry.id;
        });
        if (!there)
            once.push_back(std::move(step));
    }
    return once;
}

} // namespace

std::vector<FlipStep> stepsIn(const FlipWorld& world, const Verdict& verdict)
{
    return verdict.check ? eachOnce(Finder(world, verdict).in()) : std::vector<FlipStep>();
}

std::vector<FlipStep> stepsOut(const FlipWorld& world, const Verdict& verdict)
{
    return verdict.check ? std::vector<FlipStep>() : eachOnce(Finder(world, verdict).out());
}

} // namespace postern::policy
