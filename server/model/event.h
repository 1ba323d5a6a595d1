// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_entry.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::model {

enum class Outcome : std::uint8_t {
    Accepted, // 2xx
    Rejected, // 5xx
    Deferred, // 4xx
};

// What stands in Event::check besides the ids of the checks.
inline constexpr std::string_view checkDelivery =
    "delivery"; // what became of a message that was taken, or why it was not stored
inline constexpr std::string_view checkProtocol = "protocol";   // the content was no proper SMTP
inline constexpr std::string_view checkAbandoned = "abandoned"; // the client never sent the message
inline constexpr std::string_view checkAuthentication = "rate.authentication"; // a log-in that failed
inline constexpr std::string_view checkProxy = "proxy"; // a proxy that did not begin with its header
inline constexpr std::string_view checkTls = "tls";     // no handshake; why stands in the reply's place
inline constexpr std::string_view checkMessages = "rate.messages";     // too many of one client or user
inline constexpr std::string_view checkRecipients = "rate.recipients"; // within an hour
inline constexpr std::string_view checkCommands = "rate.commands";     // of one client, within a minute
inline constexpr std::string_view checkData = "rate.data";             // of one client, within an hour
inline constexpr std::string_view checkConnections =
    "rate.connections"; // too many at the same time, or within a minute

// What one decision left in the log (policy.md, section 7): one per recipient, or per refused connection or
// message. Text from the network is escaped for display (base/escape.h) in every column.
struct Event {
    Id id = 0; // ascending with time of writing
    Time time{};
    std::string node;
    std::string service; // by name: the log outlives the service
    std::string client;  // IP address
    std::string helo;
    std::string tls;       // "" or "TLSv1.3 TLS_AES_256_GCM_SHA384"
    std::string user;      // authenticated, or who failed to
    std::string sender;    // "<>" for the null sender; "" where the session had none yet
    std::string recipient; // "" for a connection or a message
    std::int64_t size = 0; // bytes, 0 where not known
    Outcome outcome = Outcome::Accepted;
    std::string check;     // id of the check that decided, or one of the names above; "" for accepted
    std::string monitored; // ids of checks that would have refused, separated by blanks
    std::string reply;     // as sent
    std::string reference; // "" where none was given
    Id entry = 0;          // list entry that decided
    std::int64_t revision = 0;
    std::string trace; // JSON, policy/trace.h
    std::string facts; // JSON, policy/facts.h

    bool operator==(const Event&) const = default;
};

} // namespace postern::model
