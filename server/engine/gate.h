// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/environment.h"
#include "engine/milters.h"
#include "policy/decide.h"
#include "scan/scanner.h"
#include "smtp/received_field.h"
#include "smtp/session.h"
#include "spool/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postern::engine {

// Where a session asks the policy. Holds what is known of one client and its message, and turns each decision
// into an answer and into events:
//  - a refused recipient, connection, HELO or sender: one event;
//  - a recipient that was accepted: one event, written when its message's fate is known: durable, refused
//  after
//    its content, not to be stored, or never sent.
// One a session; used on its reactor's thread.
class Gate {
public:
    Gate(Environment& environment, std::shared_ptr<const policy::Policy> policy, const IpAddress& client);

    // Takes the newest snapshot, at each MAIL. nullptr: the service is gone; what was in force for it stays.
    // Recipients of an earlier message must have met their fate by then.
    std::shared_ptr<const smtp::SessionConfig> adopt();

    using Ruling = std::variant<smtp::Answer, policy::Needs>;
    // The answer to a Decide, or what must be learnt first; then ask again.
    Ruling decide(const smtp::Session& session, const smtp::Decide& question);
    const policy::Facts& facts() const { return m_asked; } // of the last question
    void learn(const std::vector<FetchedFact>& facts);

    // A message is about to come: what looks at it meanwhile.
    std::shared_ptr<MessageFacts> openMessage();
    // The message is complete: nullopt where it may be delivered, or the refusal.
    using MessageRuling = std::variant<std::optional<smtp::Reply>, policy::Needs>;
    // `id` is the reference of a refusal, as that of an accepted message.
    MessageRuling decideMessage(const smtp::Transaction& transaction, const MessageFacts& message,
                                const std::string& id);
    // Whether scanners may be asked about it, and what they are told of it besides its content.
    bool mayBeScanned() const;
    scan::Request scanRequest(const smtp::Session& session, const std::string& id) const;

    // What goes into the spool, but for the content: everybody that the message goes to, once.
    // `missing` are fields that are put before it.
    spool::NewMessage envelope(const smtp::Session& session, const MessageFacts& message,
                               const std::string& id, const std::string& missing) const;
    // What a submission lacks and gets here: Date:, Message-ID:.
    std::string missingFields(const smtp::Session& session, const std::string& id) const;

    // --- milters
    bool hasMilters() const;       // that are to be asked
    bool obeysMilters() const;     // not only looked at
    bool leavesMiltersOut() const; // of what was asked last, by an exemption or an exception
    // What they are told: all that is known. `id` is what the message will be called, `mechanism` that of the
    // log-in.
    MilterAbout milterAbout(const smtp::Session& session, const std::string& id,
                            const std::string& mechanism) const;
    // What one of them has against what was accepted last, at a stage before the message: the refusal, with
    // its event; nullopt where it does not suffice.
    std::optional<smtp::Answer> refuseFor(model::Stage stage, const ScanOpinion& opinion);

    // --- the fate of the recipients accepted so far; they are none any more afterwards
    void delivered(const std::string& id, const smtp::Reply& reply);
    void notDelivered(const smtp::Reply& reply, const std::string& reference);
    void improper(std::string_view reply); // the content was no proper SMTP
    void abandoned(std::string_view reply);
    bool hasRecipients() const { return !m_recipients.empty(); }

    // What the user knows by who he is; begins a log-in.
    std::unique_ptr<Login> beginLogin(net::Reactor& reactor, std::string_view mechanism, bool secured,
                                      smtp::ChannelBindings bindings) const;
    // The answer to a log-in that came to nothing, and its event. Counts towards a ban.
    smtp::Reply loginFailed(const smtp::Session& session, const LoginResult& result);
    void loggedIn();

    // TLS was begun, and failed.
    void notSecured(const std::string& problem);
    const policy::Policy& policy() const { return *m_policy; }
    const std::shared_ptr<const policy::Policy>& policyInForce() const { return m_policy; }
    const model::Service& service() const { return m_policy->service; }

    // The client has said so many more commands, or sent so many octets of a message.
    void countData(std::size_t octets);
    std::optional<smtp::Reply> countCommands(const smtp::Session& session, int commands); // a refusal

    // How long a refusal waits before it is sent.
    std::chrono::seconds tarpit() const;

    // The client was sent away before anything was said.
    void turnedAway(smtp::Session::End why);

    // What is to be logged, since the last call.
    std::vector<LoggedEvent> takeEvents();
    bool hasEvents() const { return !m_events.empty(); }

private:
    struct Accepted {
        std::string address;
        Time time{}; // of the decision
        policy::Fetched<policy::Greylisted> greylist;
    };
    struct Fate {
        model::Outcome outcome{};
        std::string_view check;
        std::string_view reply; // as sent
        std::string_view reference;
    };

    policy::Facts factsFor(const smtp::Session& session, const smtp::Decide& question) const;
    void addLearnt(policy::Facts& facts);
    std::string learntFields() const;
    smtp::Receipt receiptFor(const smtp::Session& session, const std::string& id) const;
    void noteTry(const policy::Verdict& verdict, const policy::Facts& facts);
    policy::Decision ask(model::Stage stage, const policy::Facts& facts) const;
    smtp::Answer acceptRecipient(std::string_view address, const policy::Verdict& verdict);
    smtp::Answer refuse(const policy::Verdict& verdict, const policy::Facts& facts);
    struct Counted {
        std::string key; // RateLimits
        int limit = 0;
    };
    std::vector<Counted> counted(std::string_view what, int ofClient, int ofUser) const;
    bool tooManyMessages() const;
    bool tooMuchData() const;
    bool tooManyRecipients();
    void countMessage();
    smtp::Answer refuseRate(std::string_view check, smtp::Reply reply);
    smtp::Answer defer(const policy::Verdict& verdict, smtp::Reply reply);
    bool hasPlace(std::string_view address) const;
    void setRecipient();
    std::string resultsField(const MessageFacts& message) const;

    void log(const policy::Facts& facts, const policy::Verdict* verdict, const Fate& fate);
    void logRecipients(const Fate& fate);

    Environment& m_environment;
    std::shared_ptr<const policy::Policy> m_policy;
    policy::Facts m_facts;             // of the newest MAIL and what followed it
    policy::Facts m_asked;             // of what was decided last
    std::vector<FetchedFact> m_learnt; // about these:
    std::string m_learntHelo;
    std::optional<std::string> m_learntSender;
    std::vector<Accepted> m_recipients;
    std::vector<LoggedEvent> m_events;
    std::optional<policy::Verdict> m_messageVerdict;
};

} // namespace postern::engine
