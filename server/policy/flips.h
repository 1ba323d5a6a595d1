// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/explain.h"

#include <memory>
#include <string>
#include <vector>

namespace postern::policy {

// What can be done so that a verdict comes out the other way. In the order of safety: what opens nothing
// first, what opens most last.
enum class FlipAct : std::uint8_t {
    // by the client
    LogIn,       // on `service`, as `value`
    SendAs,      // `value` in place of the sender
    TryAgain,    // in `number` seconds
    SendSmaller, // a message of at most `number` octets
    // by the administrator
    LiftBan,        // of the client
    AddEntry,       // `entry`
    AddAlias,       // `value` to the mailbox `other`
    AddMailbox,     // for `value`
    RelayTo,        // to `value`, by everybody
    AllowClient,    // `value` may use `service`
    RemoveEntry,    // `entry`, of which the id and the pattern as displayed are known
    DropDnsList,    // `value` is not asked any more
    RaiseSize,      // the limit of a message, to `number` octets
    RaiseHops,      // the limit of Received: fields, to `number`
    TrustForwarder, // `value`
    ExemptLan,      // from the checks of strangers
    ExemptLoggedIn,
    RelayAnySender, // whoever may relay may do so with any sender
    RelayLan,       // the LAN may relay
    RelayLoggedIn,  // who logs in may relay
    RelayFrom,      // `value` may relay
    AddToLan,       // `value`
    SetMode,        // of `check`, to `mode`
};

// One such thing. All of it is a value, to be shown, applied or led to.
struct FlipStep {
    FlipAct act{};
    model::Id service = 0;   // whose setting it is, or who is to be used; 0: of the whole server
    std::string serviceName; // or that of the service that the session was at
    model::Check check{};    // SetMode; RemoveEntry: the check that the entry decided
    model::CheckMode mode{}; // SetMode
    model::ListEntry entry;  // AddEntry: with id 0, for `service`; RemoveEntry
    std::string value;       // an address, a zone
    std::string other;       // AddAlias
    std::int64_t number = 0; // octets, seconds, hops; LogIn: the port
    bool anyUser = false;    // LogIn: any other user would do as well

    bool byClient() const { return act <= FlipAct::SendSmaller; }
    bool operator==(const FlipStep&) const = default;
};

struct Flip {
    std::vector<FlipStep> steps; // one, or two that only work together
    // Facts that the verdict would then depend on and that nobody has looked up: they could still refuse it.
    std::vector<FactId> missing;

    bool operator==(const Flip&) const = default;
};

struct Flips {
    bool refused = false;    // the verdict to be flipped: whether these let in or refuse
    std::vector<Flip> flips; // safest first, at most maxFlips
    bool complete = true;    // false: there were more combinations than are tried
};

// What is known besides a session: the configuration that `snapshot` was compiled of, for settings of the
// whole server.
struct FlipSite {
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const model::Configuration> configuration;
    std::vector<IpAddress> ownAddresses; // as in compileSnapshot()
};

inline constexpr std::size_t maxFlips = 10;
inline constexpr int maxFlipTries = 600; // sessions decided again to find them

// The smallest changes that would flip what becomes of a session at a service: what would let it in where it
// is refused, what would refuse it where it is accepted. Each was tried by explain(), and works. Pairs are
// looked for where no single change does, and only for what is refused. Empty where the service is gone.
// Pure, like decide(); takes some milliseconds, and longer with many thousands of mailboxes: not for the GUI
// thread.
Flips findFlips(const FlipSite& site, model::Id service, const Facts& facts);

// What to do: "add an exception for the IP address 203.0.113.9".
Sentence inWords(const FlipStep& step);
// What else follows from it: "everything else that 203.0.113.9 sends to your users"; empty where nothing
// does.
Sentence whatElse(const FlipStep& step);

// Makes the step in a configuration and its list entries; nothing where the client does it, or for a ban.
void apply(const FlipStep& step, model::Configuration& configuration, std::vector<model::ListEntry>& entries);
// What the client does, and a ban that is lifted, as facts.
void apply(const FlipStep& step, Facts& facts);

} // namespace postern::policy
