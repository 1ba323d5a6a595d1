// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "delivery/smtp_reply.h"
#include "net/descriptor.h"
#include "net/endpoint.h"
#include "net/tls_client_context.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace postern::health {

// An SMTP conversation of a program that asks and waits: on a thread of its own, which it blocks. It says
// what it is told to say and knows nothing of mail; it never sends any unless somebody tells it to.
class SmtpDialogue {
public:
    struct Reply {
        int code = 0;
        std::string text; // all lines, escaped for display, with blanks between
    };
    struct Options {
        net::Endpoint to;
        std::optional<IpAddress> from;      // where it comes from; an address of this computer
        std::chrono::milliseconds patience; // for the connection and for each reply
        std::function<bool()> cancelled;    // asked several times a second
    };

    // Errors: Unavailable (nobody answers there; `what` says why), Busy (cancelled).
    static Result<std::unique_ptr<SmtpDialogue>> connect(Options options);
    ~SmtpDialogue();

    // The next reply. Errors: Unavailable (closed, too slow, no SMTP), Busy (cancelled).
    Result<Reply> read();
    // One line without its end, then the reply to it.
    Result<Reply> say(const std::string& line);
    // The handshake, whatever the certificate. `name` is said to the server.
    Result<> encrypt(const net::TlsClientContext& context, const std::string& name);

private:
    struct Ssl;
    SmtpDialogue(Options options, net::Descriptor socket);

    using Clock = std::chrono::steady_clock;
    Result<> wait(short events, Clock::time_point end) const;
    Result<> write(std::string_view bytes);
    Result<> fill(Clock::time_point end);

    const Options m_options;
    net::Descriptor m_socket;
    std::unique_ptr<Ssl> m_ssl;
    delivery::ReplyReader m_replies;
};

} // namespace postern::health
