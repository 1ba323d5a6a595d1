// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/reactor.h"
#include "policy/facts.h"
#include "policy/policy.h"
#include "scan/edited_message.h"
#include "scan/milter_client.h"
#include "scan/scanner.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace postern::engine {

// What milters are told of a moment of a session.
struct MilterAbout {
    policy::Facts facts;
    scan::MilterTalk talk;
};

// The milters of a service, for one client's session. Each is asked at every stage, one after the other in
// the order of the settings, and sees the message as the one before it has left it. Holds what each has said
// of the client and of the message; what follows from that is the policy's. On its reactor's thread; what is
// under way ends with it, without a word.
class Milters : public std::enable_shared_from_this<Milters> {
public:
    explicit Milters(net::Reactor& reactor);

    // Another message may follow another policy: milters that stay keep their connection. The message before
    // is over.
    void adopt(std::shared_ptr<const policy::Policy> policy);

    // Before the message: Connect, Helo, Mail, Rcpt. `refuses` is told what one of them has against it, and
    // says whether that is the end of it; the others are not asked then.
    using Refuses = std::function<bool(const ScanOpinion&)>;
    void ask(model::Stage stage, MilterAbout about, Refuses refuses, std::function<void()> done);
    // All of the message. `fields` will stand before the content; `about` knows all recipients by the vector.
    struct Message {
        MilterAbout about;
        std::vector<std::string> recipients;
        std::shared_ptr<scan::MessageSource> content;
        std::string fields;
    };
    using Said = std::function<void(policy::ScanOpinions)>;
    void scan(Message message, Said done);
    // It was stored, refused, or comes to nothing.
    void endMessage();

    // --- of the message that was scanned
    // Who wants it to vanish, or "".
    const std::string& discardedBy() const { return m_discardedBy; }
    // Why it is to be held, and who says so: "127.0.0.1:7357: virus"; or "".
    const std::string& quarantine() const { return m_quarantine; }
    // What is to be stored in its place, `fields` in it; or nullptr.
    const scan::MessageEdit* edit() const { return m_changed ? &*m_edit : nullptr; }

private:
    struct Member {
        std::string address;
        std::chrono::seconds timeout{};
        std::unique_ptr<scan::MilterClient> client;
        std::optional<ScanOpinion> ofClient;  // at connect, HELO
        std::optional<ScanOpinion> ofMessage; // it has no more to say then
        std::unordered_set<std::string> told; // recipients
        net::Reactor::Clock::time_point failed{};
        bool atHelo = false; // where that came
        bool inMessage = false;
    };
    struct Asking;
    struct Scanning;

    const policy::ScannerPolicy* settingsOf(const Member& member) const;
    bool isSkipped(const Member& member, const policy::Facts& facts) const;
    static bool knowsClient(const Member& member);
    void askNext(const std::shared_ptr<Asking>& asking);
    static bool isAsked(const Member& member, model::Stage stage);
    void said(Member& member, Asking& asking, const scan::MilterVerdict& verdict);
    void beginScan(const std::shared_ptr<Scanning>& scanning, Result<scan::MessageEdit> edit);
    void scanNext(const std::shared_ptr<Scanning>& scanning);
    void put(Member& member, const std::shared_ptr<Scanning>& scanning);
    void scanned(Member& member, const std::shared_ptr<Scanning>& scanning, model::Stage stage,
                 const scan::MilterVerdict& verdict);
    void take(const Member& member, const scan::MilterChanges& changes);
    static ScanOpinion opinionOf(Member& member, const scan::MilterVerdict& verdict);
    static void leaveMessage(Member& member);
    policy::ScanOpinions opinions(const policy::Facts& facts) const;

    net::Reactor& m_reactor;
    std::shared_ptr<const policy::Policy> m_policy;
    std::vector<std::unique_ptr<Member>> m_members;
    std::string m_discardedBy;
    std::string m_quarantine;
    std::optional<scan::MessageEdit> m_edit;
    bool m_changed = false;
};

} // namespace postern::engine
