// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::dns {

// The types of records that mail asks for, by their number in the DNS (RFC 1035 3.2.2, 3596, 6698).
enum class Type : std::uint16_t { A = 1, Ptr = 12, Mx = 15, Txt = 16, Aaaa = 28, Tlsa = 52 };

std::string_view toWord(Type type); // "A", "PTR", "MX", "TXT", "AAAA", "TLSA"

struct Question {
    // Without the dot at the end; any case. Labels may hold any bytes but dots: nothing in it is an escape.
    std::string name;
    Type type = Type::A;

    bool operator==(const Question&) const = default;
};

// How a look-up ended. The first three are answers; the last is none, and must never count against anybody.
enum class Status : std::uint8_t {
    Found,  // there are records
    NoData, // the name exists, but has no records of this type
    NoName, // the name does not exist (NXDOMAIN), or is none that could
    Failed, // not known: see Answer::failure
};

enum class Failure : std::uint8_t {
    None,
    Server,  // SERVFAIL, REFUSED, or an answer that makes no sense
    TimeOut, // not within the deadline
    Bogus,   // DNSSEC says that the answer was tampered with (RFC 4035 4.3)
    Busy,    // too many look-ups are under way
};

// What DNSSEC says of an answer that did not fail (RFC 4035 4.3). An answer is as good as its weakest alias.
enum class Security : std::uint8_t { Insecure, Secure };

struct MxRecord {
    std::uint16_t preference = 0; // lower is better
    std::string host;             // lower case, no dot at the end; empty for the root (RFC 7505)

    auto operator<=>(const MxRecord&) const = default;
};

// RFC 6698 2.1
struct TlsaRecord {
    std::uint8_t usage = 0;
    std::uint8_t selector = 0;
    std::uint8_t matching = 0;
    std::string data;

    auto operator<=>(const TlsaRecord&) const = default;
};

// What is known of one question. Only the vector of its type is filled.
struct Answer {
    Status status = Status::Failed;
    Failure failure = Failure::None; // with Status::Failed
    Security security = Security::Insecure;
    std::string why;       // of a failure, English, safe to show: "time-out", "SERVFAIL"
    std::string canonical; // the name that has the records, where the one asked for is an alias; lower case
    std::vector<IpAddress> addresses; // A, AAAA
    std::vector<std::string> names;   // PTR; lower case, no dot at the end
    std::vector<MxRecord> mx;         // MX, as they came
    std::vector<std::string> texts;   // TXT; the strings of one record joined without blanks (RFC 7208 3.3)
    std::vector<TlsaRecord> tlsa;     // TLSA

    bool found() const { return status == Status::Found; }
    bool failed() const { return status == Status::Failed; }
    // There is certainly nothing of this type.
    bool nothing() const { return status == Status::NoData || status == Status::NoName; }

    bool operator==(const Answer&) const = default;
};

Answer failedAnswer(Failure failure, std::string why);

// "1.2.0.192.in-addr.arpa", or nibbles below ip6.arpa (RFC 1035 3.5, RFC 3596 2.5): the name of its PTR
// records.
std::string reverseName(const IpAddress& address);

// "1.2.0.192.zen.spamhaus.org", or nibbles below the zone (RFC 5782 2.1, 2.4): where a DNS list has an
// address.
std::string listName(const IpAddress& address, std::string_view zone);

// Whether a question can carry the name: labels of 1 to 63 octets, 253 in all (RFC 1035 2.3.4).
bool isQueryable(std::string_view name);

} // namespace postern::dns
