// SPDX-License-Identifier: GPL-3.0-or-later
// A message that comes in: what is looked at, what is decided, and what goes into the queue with it.
#include "engine/gate.h"

#include "base/reference.h"
#include "base/utf8.h"
#include "engine/mail_router.h"
#include "policy/lifting.h"
#include "smtp/dsn_parameters.h"
#include "smtp/reply_texts.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace postern::engine {

namespace {

using model::Stage;

bool takesSubmissions(const model::Service& service) // RFC 6409
{
    return service.preset == model::Preset::Submission || service.preset == model::Preset::SubmissionTls;
}

// Clients say SMTPUTF8 of every message; only what has something beyond ASCII in it is bound to servers that
// take it.
bool needsUtf8(const smtp::Transaction& message)
{
    const bool recipients = std::any_of(message.recipients.begin(), message.recipients.end(),
                                        [](const auto& recipient) { return !isAscii(recipient.address); });
    return message.utf8 && (recipients || !isAscii(message.sender) || message.header.eightBit);
}

// Whom the message of one recipient goes to. What the sender wants to be told goes with it, and which address
// he wrote to (RFC 3461 5.2.1).
void addRecipient(spool::NewMessage& item, const smtp::Recipient& given, const policy::ServerPolicy& server,
                  std::unordered_set<std::string>& seen)
{
    for (Copy& copy : withForwards(server, given.address, seen)) {
        spool::Recipient& recipient = item.recipients.emplace_back();
        recipient.destination = destinationOf(server, copy.address);
        recipient.nextTry = item.message.arrival;
        recipient.original = given.original;
        if (given.original.empty() && copy.address != given.address)
            recipient.original = smtp::originalRecipient(given.address);
        // A report is the null sender's, and stays so: else two mailboxes could report to each other for
        // ever.
        if (!item.message.sender.empty())
            recipient.returnPath = std::move(copy.returnPath);
        // Whoever sends it on as himself is told of failures; what the first sender asked for ends there.
        if (recipient.returnPath.empty())
            recipient.notify = given.notify;
        recipient.address = std::move(copy.address);
    }
}

} // namespace

// An exception by recipient counts for a message where it counts for everybody whom the message is for: the
// first without one speaks for all. One who may turn out to have one, when SPF is known, is asked about.
void Gate::setRecipient()
{
    m_facts.recipient.reset();
    for (const Accepted& recipient : m_recipients) {
        m_facts.recipient = recipient.address;
        if (!policy::isExceptedRecipient(policy::Subject(*m_policy, m_facts)))
            return;
    }
}

// What would be lifted anyway is not looked at. Machines that are trusted may write results in our name: they
// may have them from here.
std::shared_ptr<MessageFacts> Gate::openMessage()
{
    setRecipient();
    const policy::ServerPolicy& server = *m_policy->server;
    const bool trusted = server.inside(m_facts.client) || server.isTrustedForwarder(m_facts.client);
    const policy::Subject subject(*m_policy, m_facts);
    const bool checked = m_policy->mode(model::Check::MessageDmarc) != model::CheckMode::Off &&
                         !policy::liftingOf(subject, model::Check::MessageDmarc).lifted;
    MessageFacts::Wanted wanted{checked, {}, {}};
    if (!trusted) {
        wanted.server = server.hostname();
        for (const policy::ScannerPolicy& scanner : m_policy->scanners) {
            if (!scanner.header.empty())
                wanted.fields.push_back(scanner.header);
        }
    }
    return std::make_shared<MessageFacts>(m_environment.messages, wanted, m_environment.clock.now());
}

bool Gate::mayBeScanned() const
{
    return m_policy->mode(model::Check::MessageSpam) != model::CheckMode::Off;
}

scan::Request Gate::scanRequest(const smtp::Session& session, const std::string& id) const
{
    scan::Request request;
    request.client = m_facts.client;
    if (const auto* known =
            m_facts.reverseDns ? std::get_if<policy::ReverseDns>(&*m_facts.reverseDns) : nullptr)
        request.reverseName = known->confirmed ? known->name : std::string();
    request.helo = session.helo();
    request.tls = session.tls();
    request.user = m_facts.user;
    request.sender = m_facts.sender.value_or("");
    for (const Accepted& recipient : m_recipients)
        request.recipients.push_back(recipient.address);
    request.id = id;
    request.hostname = m_policy->server->hostname();
    request.fields = learntFields() + smtp::receivedField(receiptFor(session, id));
    return request;
}

Gate::MessageRuling Gate::decideMessage(const smtp::Transaction& transaction, const MessageFacts& message,
                                        const std::string& id)
{
    m_facts.now = m_environment.clock.now();
    setRecipient();
    m_facts.size = transaction.size;
    m_facts.receivedFields = transaction.header.received;
    m_facts.authors = message.authors();
    addLearnt(m_facts);
    m_asked = m_facts;
    policy::Decision decision = policy::decide(*m_policy, Stage::Data, m_facts);
    if (auto* needs = std::get_if<policy::Needs>(&decision))
        return std::move(*needs);
    m_messageVerdict = std::get<policy::Verdict>(std::move(decision));
    if (!m_messageVerdict->check) {
        countMessage();
        return std::nullopt;
    }
    smtp::Reply reply = policy::withReference(m_messageVerdict->reply, id);
    logRecipients({m_messageVerdict->outcome, model::info(*m_messageVerdict->check).id,
                   smtp::replies::toLine(reply), id});
    return std::optional(std::move(reply));
}

// RFC 7208 9.1: above the Received: field of this server.
std::string Gate::learntFields() const
{
    std::string fields;
    for (const FetchedFact& fact : m_learnt)
        fields += fact.field;
    return fields;
}

// RFC 8601 4.1: above what came before. Where nothing was looked up, there is nothing to be said.
std::string Gate::resultsField(const MessageFacts& message) const
{
    mailauth::AuthenticationResults results = message.results();
    const auto* spf = m_facts.spf ? std::get_if<SpfResult>(&*m_facts.spf) : nullptr;
    if (spf != nullptr) {
        results.spfOfHelo = m_facts.sender.value_or("").empty();
        results.spf = mailauth::SpfOutcome{*spf, spfDomain(m_facts)};
    }
    return results.empty() ? std::string()
                           : mailauth::authenticationResultsField(m_policy->server->hostname(), results);
}

smtp::Receipt Gate::receiptFor(const smtp::Session& session, const std::string& id) const
{
    return {.helo = session.helo(),
            .esmtp = session.esmtp(),
            .tls = session.tls(),
            .authenticated = !session.user().empty(),
            .utf8 = session.transaction()->utf8,
            .client = m_facts.client,
            .hostname = m_policy->server->hostname(),
            .id = id,
            .recipient = m_recipients.size() == 1 ? m_recipients.front().address : std::string(),
            .time = m_environment.clock.now()};
}

std::string Gate::missingFields(const smtp::Session& session, const std::string& id) const
{
    if (!takesSubmissions(service()))
        return {};
    return smtp::missingFields(session.transaction()->header, m_environment.clock.now(),
                               id + '.' + makeReference(), m_policy->server->hostname());
}

spool::NewMessage Gate::envelope(const smtp::Session& session, const MessageFacts& message,
                                 const std::string& id, const std::string& missing) const
{
    const smtp::Receipt receipt = receiptFor(session, id);
    const Time now = receipt.time;
    spool::NewMessage item;
    item.message.name = id;
    item.message.sender = m_facts.sender.value_or("");
    item.message.arrival = now;
    item.message.header = resultsField(message) + learntFields() + smtp::receivedField(receipt);
    item.message.header += missing;
    item.message.utf8 = needsUtf8(*session.transaction());
    item.message.user = m_facts.user;
    item.message.client = m_facts.client.toString();
    item.message.helo = session.helo();
    item.message.service = m_policy->service.name;
    item.message.returnWhat = session.transaction()->returnWhat;
    item.message.envelopeId = session.transaction()->envelopeId;
    std::unordered_set<std::string> seen; // who was given twice gets one copy, by what was said first
    for (const smtp::Recipient& recipient : session.transaction()->recipients)
        addRecipient(item, recipient, *m_policy->server, seen);
    return item;
}

} // namespace postern::engine
