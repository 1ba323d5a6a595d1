// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/scram.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::smtp {

// What has to be done next in a log-in (RFC 4422).
struct SaslStep {
    enum class Kind : std::uint8_t {
        Challenge,     // send `text`, then respond() with the answer
        CheckPassword, // see whether `text` is the password of `user`; that decides
        Succeeded,     // `user` is who he says
        Failed,        // wrong password or no such user, which nobody can tell apart
        Malformed,     // the client does not speak the mechanism
    };
    Kind kind = Kind::Malformed;
    std::string text;
    std::string user; // as the client says it; also with Failed, where it has
};

// What ties a log-in to the encrypted channel; "" where there is none.
struct ChannelBindings {
    std::string exporter; // tls-exporter (RFC 9266)
    std::string endPoint; // tls-server-end-point (RFC 5929)
};

struct SaslContext {
    ChannelBindings bindings;
    // Keys of a user; those of nobody where there is no such user.
    std::function<ScramKeys(std::string_view user)> keys;
    std::string nonce; // the server's, printable without commas; new for each log-in
};

// The server's side of one log-in by one mechanism. No I/O; one use.
class SaslServer {
public:
    virtual ~SaslServer() = default;
    // The client's next response; its first, which may be missing (RFC 4954 4), begins the exchange.
    virtual SaslStep respond(std::string_view response) = 0;
    // What to ask where the first response is missing.
    virtual SaslStep begin() { return {SaslStep::Kind::Challenge, {}, {}}; }
};

// PLAIN (RFC 4616), LOGIN (as clients speak it; never written down as a standard), SCRAM-SHA-256 and
// SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677). nullptr: another one.
std::unique_ptr<SaslServer> makeSaslServer(std::string_view mechanism, SaslContext context);

} // namespace postern::smtp
