// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/sentence.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace postern::model {

// When in a session a check has what it needs. In running order.
enum class Stage : std::uint8_t { Connect, Helo, Mail, Rcpt, Data };

// Every check of the policy that this version evaluates, in running order: within a stage the order of this
// list. A check that is not here yet is not in the console, the document or the log either; it comes with its
// function.
enum class Check : std::uint8_t {
    AccessClient,       // access.client
    AccessBanned,       // access.banned
    IpBlacklist,        // ip.blacklist
    IpReverseDns,       // ip.reverse-dns
    IpDnsbl,            // ip.dnsbl
    HeloBlacklist,      // helo.blacklist
    HeloLocal,          // helo.local
    HeloInvalid,        // helo.invalid
    HeloUnresolvable,   // helo.unresolvable
    SenderBlacklist,    // sender.blacklist
    SenderClaimsLocal,  // sender.claims-local
    SenderUnresolvable, // sender.unresolvable
    SenderSpf,          // sender.spf
    SenderNotOwned,     // sender.not-owned
    AuthRequired,       // auth.required
    RecipientBlacklist, // recipient.blacklist
    RecipientRelay,     // recipient.relay
    RecipientUnknown,   // recipient.unknown
    RecipientGreylist,  // recipient.greylist
    MessageSize,        // message.size
    FromClaimsLocal,    // message.from-claims-local
    MessageDmarc,       // message.dmarc
    MessageLoop,        // message.loop
    MessageSpam,        // message.spam
};
inline constexpr std::size_t checkCount = 24;

enum class CheckMode : std::uint8_t {
    Off,     // not looked at
    Monitor, // evaluated and logged as 'would reject', never enforced
    Enforce, // a hit refuses
};

enum class Preset : std::uint8_t {
    Mx,            // mail exchange, port 25
    Submission,    // port 587
    SubmissionTls, // port 465
    InternalRelay, // port 25 for the LAN's own machines
};

// One row per check. The facts of policy.md, section 3.
struct CheckInfo {
    Check check;
    std::string_view id; // kept in the store, the log and the translations' keys for ever
    Stage stage;         // the first stage at which it can be decided
    const char* title;   // POSTERN_TEXT, for lists and combo boxes: "Sender claims to be local"
    CheckMode mx;        // default mode with Preset::Mx and InternalRelay
    CheckMode submission;
    bool fixed;             // recipient.relay: cannot be switched off or to monitor
    bool exemptable;        // 'LAN is exempt' and 'authenticated clients are exempt' apply
    bool liftable;          // an exception lifts it
    bool liftedByForgeable; // an exception by sender or HELO name without a condition lifts it too
    bool immediate;         // answered at once, whatever 'Answer at RCPT TO' says
};

std::span<const CheckInfo, checkCount> checks(); // in running order, index = enum value
const CheckInfo& info(Check check);
std::optional<Check> checkById(std::string_view id);
CheckMode defaultMode(Check check, Preset preset);

std::string_view toId(Stage stage);    // "connect", "helo", "mail", "rcpt", "data"
std::string_view toId(CheckMode mode); // "off", "monitor", "enforce"
std::string_view toId(Preset preset);  // "mx", "submission", "submission-tls", "internal-relay"
std::optional<CheckMode> checkModeById(std::string_view id);
std::optional<Preset> presetById(std::string_view id);

} // namespace postern::model
