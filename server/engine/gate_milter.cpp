// SPDX-License-Identifier: GPL-3.0-or-later
// What milters say before a message is there.
#include "engine/gate.h"

#include "base/mail_address.h"
#include "policy/lifting.h"

#include <algorithm>
#include <utility>

namespace postern::engine {

namespace {

using model::Check;
using model::Stage;

constexpr int enough = 100; // points

const policy::ScannerPolicy* scannerAt(const policy::Policy& policy, const std::string& address)
{
    const auto found = std::find_if(policy.scanners.begin(), policy.scanners.end(),
                                    [&](const policy::ScannerPolicy& one) { return one.address == address; });
    return found == policy.scanners.end() ? nullptr : &*found;
}

// What one says refuses whatever the others would say of the message.
bool isDecisive(const policy::ScannerPolicy& scanner, const ScanOpinion& opinion)
{
    if (opinion.failed())
        return scanner.onFailure == model::ScannerFailure::Defer;
    return opinion.verdict == ScanVerdict::Later ||
           (opinion.verdict == ScanVerdict::Spam && scanner.points >= enough);
}

// The others are not asked any more.
policy::ScanOpinions aloneAmong(const policy::Policy& policy, const ScanOpinion& opinion)
{
    policy::ScanOpinions all;
    for (const policy::ScannerPolicy& scanner : policy.scanners) {
        ScanOpinion other;
        other.scanner = scanner.address;
        other.failure = "not asked, as the message was refused before it came";
        all.push_back(scanner.address == opinion.scanner ? opinion : other);
    }
    return all;
}

std::string domainOf(const std::string& address)
{
    const std::size_t at = address.rfind('@');
    return at == address.npos ? std::string() : address.substr(at + 1);
}

} // namespace

bool Gate::hasMilters() const
{
    return m_policy->mode(Check::MessageSpam) != model::CheckMode::Off &&
           std::any_of(m_policy->scanners.begin(), m_policy->scanners.end(),
                       [](const auto& scanner) { return scanner.kind == model::ScannerKind::Milter; });
}

bool Gate::obeysMilters() const
{
    return m_policy->mode(Check::MessageSpam) == model::CheckMode::Enforce;
}

bool Gate::leavesMiltersOut() const
{
    return policy::liftingOf(policy::Subject(*m_policy, m_asked), Check::MessageSpam).lifted;
}

std::optional<smtp::Answer> Gate::refuseFor(Stage stage, const ScanOpinion& opinion)
{
    // Who cannot be asked about a client is asked about its message.
    const policy::ScannerPolicy* scanner = scannerAt(*m_policy, opinion.scanner);
    const bool tooEarly = opinion.failed() && stage < Stage::Mail;
    if (scanner == nullptr || tooEarly || !obeysMilters() || !isDecisive(*scanner, opinion))
        return std::nullopt;
    policy::Facts facts = m_asked;
    facts.scans = aloneAmong(*m_policy, opinion);
    const policy::Decision decision = policy::decide(*m_policy, Stage::Data, facts);
    const auto* message = std::get_if<policy::Verdict>(&decision);
    if (message == nullptr || message->check != Check::MessageSpam)
        return std::nullopt; // an exception may hold
    policy::Verdict verdict = *message;
    std::erase_if(verdict.trace, [](const policy::TraceRow& row) { return row.check != Check::MessageSpam; });
    const policy::Decision before = policy::decide(*m_policy, stage, m_asked);
    if (const auto* accepted = std::get_if<policy::Verdict>(&before)) {
        verdict.trace.insert(verdict.trace.begin(), accepted->trace.begin(), accepted->trace.end());
        verdict.monitored.insert(verdict.monitored.begin(), accepted->monitored.begin(),
                                 accepted->monitored.end());
    }
    verdict.close = stage == Stage::Connect || verdict.close;
    if (stage == Stage::Rcpt && !m_recipients.empty())
        m_recipients.pop_back(); // the policy had accepted it
    return refuse(verdict, facts);
}

MilterAbout Gate::milterAbout(const smtp::Session& session, const std::string& id,
                              const std::string& mechanism) const
{
    const policy::Facts& facts = m_asked;
    const auto* dns = facts.reverseDns ? std::get_if<policy::ReverseDns>(&*facts.reverseDns) : nullptr;
    const std::string address = facts.client.toString();
    MilterAbout about{facts, {}};
    scan::MilterTalk& talk = about.talk;
    talk.clientName = dns != nullptr && dns->confirmed ? dns->name : '[' + address + ']';
    talk.client = facts.client;
    talk.port = session.peer().port;
    talk.helo = facts.helo;
    talk.sender = facts.sender.value_or("");
    talk.recipient = facts.recipient.value_or("");
    if (const smtp::Transaction* transaction = session.transaction()) {
        if (transaction->declaredSize)
            talk.senderParameters.push_back("SIZE=" + std::to_string(*transaction->declaredSize));
        if (transaction->body == smtp::BodyType::EightBitMime)
            talk.senderParameters.emplace_back("BODY=8BITMIME");
        if (transaction->utf8)
            talk.senderParameters.emplace_back("SMTPUTF8");
    }
    const std::size_t blank = facts.tls.find(' ');
    talk.macros = {{"j", m_policy->server->hostname()},
                   {"_", talk.clientName + " [" + address + ']'},
                   {"v", "Postern"},
                   {"{daemon_name}", service().name},
                   {"{daemon_port}", std::to_string(service().port)},
                   {"{client_addr}", address},
                   {"{client_name}", talk.clientName},
                   {"{client_port}", std::to_string(talk.port)},
                   {"{client_ptr}", dns != nullptr ? dns->name : std::string()},
                   {"{mail_addr}", talk.sender},
                   {"{mail_host}", domainOf(talk.sender)},
                   {"{rcpt_addr}", talk.recipient},
                   {"{rcpt_host}", domainOf(talk.recipient)}};
    const auto add = [&talk](const char* name, std::string value) {
        if (!value.empty())
            talk.macros.emplace_back(name, std::move(value));
    };
    add("i", id);
    add("{tls_version}", facts.tls.substr(0, blank));
    add("{cipher}", blank == facts.tls.npos ? std::string() : facts.tls.substr(blank + 1));
    add("{auth_authen}", facts.user);
    add("{auth_type}", facts.user.empty() ? std::string() : mechanism);
    return about;
}

} // namespace postern::engine
