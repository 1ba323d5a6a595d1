// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/dmarc_result.h"
#include "base/ip_address.h"
#include "base/result.h"
#include "base/scan_opinion.h"
#include "base/spf_result.h"
#include "base/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postern::policy {

// A fact that must be fetched before it is known. A failed look-up is Unknown: never a hit (policy.md, 4.6).
struct Unknown {
    std::string why; // "time-out", "SERVFAIL"
    bool operator==(const Unknown&) const = default;
};
template <class T>
using Fetched = std::optional<std::variant<Unknown, T>>; // nullopt: not asked for yet

using postern::SpfResult;
using postern::toId;

// A client barred for a time, by what it did before.
struct Ban {
    Time until{};
    std::string reason; // English
    bool operator==(const Ban&) const = default;
};

// What the DNS calls a client.
struct ReverseDns {
    std::string name;       // that leads back to the client, else the first one; "": it has none
    bool confirmed = false; // the name leads back to the client

    bool operator==(const ReverseDns&) const = default;
};
// What the DNS knows of a HELO name, and of a sender's domain.
enum class HeloDns : std::uint8_t { Found, Nothing };           // A, AAAA or MX, or none of them
enum class SenderDns : std::uint8_t { Found, Nothing, NullMx }; // MX, A or AAAA; NullMx is RFC 7505

// What DMARC says of a message (RFC 7489).
struct Dmarc {
    DmarcResult result = DmarcResult::None;
    std::string author; // domain of From: that was judged; "": it names none
    std::string
        owner; // whose record says what to do: the author's domain, or one above it; "": there is none
    DmarcPolicy policy = DmarcPolicy::None;  // that it publishes
    DmarcPolicy applied = DmarcPolicy::None; // what that asks for of this message (pct=); with Fail
    std::string proof;                       // "spf=fail ex.org; dkim=pass ex.org"
    std::string problem;                     // with TempError and PermError: what is wrong, English

    bool operator==(const Dmarc&) const = default;
};

// What one DNS list says of the client, or of a name that it goes by.
struct DnsListAnswer {
    std::string zone;
    std::vector<IpAddress> addresses; // none: it is not on the list
    std::string text;                 // why, in the list's words: any bytes
    std::string failure;              // why it is not known, or ""; English
    std::string name = {};            // of a list of domains: which one was looked up

    bool operator==(const DnsListAnswer&) const = default;
};
using DnsListAnswers = std::vector<DnsListAnswer>;

// What each scanner says of the message that was asked about it.
using ScanOpinions = std::vector<ScanOpinion>;

// What greylisting knows of this network, sender and recipient (greylisting.h).
struct Greylisted {
    std::optional<Time> first; // the first try, whose retry is waited for
    bool passed = false;       // there has been one in time
    int networkPasses = 0;     // so many has the network had

    bool operator==(const Greylisted&) const = default;
};

// The facts that decide() may ask for.
enum class FactId : std::uint8_t {
    Spf,        // Facts::spf
    ReverseDns, // Facts::reverseDns
    HeloDns,    // Facts::heloDns
    SenderDns,  // Facts::senderDns
    Dmarc,      // Facts::dmarc
    DnsLists,   // Facts::dnsLists
    Greylist,   // Facts::greylist
    Scan,       // Facts::scans
};

// All that is known of one client and one message. Bytes as they came from the wire; decide() makes them
// comparable.
struct Facts {
    Time now{};
    IpAddress client;
    std::optional<Ban> ban;
    std::string helo;                  // "" before HELO
    std::string tls;                   // version, or ""
    std::string user;                  // authenticated, or ""
    std::optional<std::string> sender; // "" is the null sender
    std::optional<std::string> recipient;
    std::optional<std::int64_t> declaredSize; // SIZE= of MAIL (RFC 1870)
    std::optional<std::int64_t> size;         // of the message received
    std::optional<int> receivedFields;        // Received: fields in its header
    std::optional<std::string> authors;       // domains of its From:, comparable, with blanks between
    // Of a message to several: whom its checks looked at, where that is not `recipient`.
    std::optional<std::string> judged;

    Fetched<SpfResult> spf;
    Fetched<ReverseDns> reverseDns;
    Fetched<HeloDns> heloDns;
    Fetched<SenderDns> senderDns;
    Fetched<Dmarc> dmarc;
    Fetched<DnsListAnswers> dnsLists;
    Fetched<Greylisted> greylist;
    Fetched<ScanOpinions> scans;

    std::string spfExplanation;      // with SpfResult::Fail: the domain's own (RFC 7208 6.2), ASCII; or ""
    std::map<FactId, Time> lookedUp; // when each that was fetched came; may be before `now`, as a session
                                     // keeps what it has

    bool operator==(const Facts&) const = default;
};

std::string_view toId(FactId fact); // "spf", "ptr", …: its key in JSON

// One JSON object, without what is not known; text escaped so that any bytes survive. Stored with each event.
std::string toJson(const Facts& facts);
Result<Facts> factsFromJson(std::string_view json);

} // namespace postern::policy
