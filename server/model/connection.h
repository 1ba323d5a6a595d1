// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "model/list_entry.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::model {

// How far a session is.
enum class ConnectionStage : std::uint8_t {
    Greeting,  // has not said who it is
    Handshake, // of TLS
    Commands,  // between two messages
    LoggingIn,
    Envelope, // of a message: sender and recipients
    Message,  // its content comes in
    Storing,  // it is made durable
};

std::string_view toId(ConnectionStage stage);           // "greeting", "handshake", …
ConnectionStage connectionStageOf(std::string_view id); // Commands for what is none

// A session that is open now, as an engine shows it. Text from the network is escaped for display.
struct ConnectionEntry {
    std::string node;
    std::int64_t id = 0; // of the session; an engine never uses it again
    Id service = 0;
    std::string client; // IP address
    std::string helo;
    std::string user;
    std::string tls;    // "TLSv1.3 TLS_AES_256_GCM_SHA384"; "": in the clear
    std::string sender; // of the message that is under way; "<>" for the null sender, "" for none
    ConnectionStage stage{};
    int messages = 0; // accepted so far
    Time since{};
    Time active{}; // the client last got on with it

    bool operator==(const ConnectionEntry&) const = default;
};

// The verb of store::Command that ends sessions, with this as its argument.
inline constexpr std::string_view disconnect = "connection.disconnect";

struct Disconnection {
    static constexpr std::size_t mostIds = 1000; // of one order

    std::string node;
    std::vector<std::int64_t> ids;

    bool operator==(const Disconnection&) const = default;
};

std::string toJson(const Disconnection& order);
Result<Disconnection> disconnectionFromJson(std::string_view json);

} // namespace postern::model
