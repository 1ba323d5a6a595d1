// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/next_hop.h"
#include "spool/message.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::delivery {

// What became of one recipient at one attempt.
struct Answer {
    enum class Fate : std::uint8_t {
        Delivered, // or handed on
        Deferred,  // try again
        Failed,    // never
        Gone,      // the message was removed meanwhile: nobody is told
    };
    Fate fate = Fate::Deferred;
    std::string status;        // RFC 3463: "2.1.5"
    std::string text;          // the peer's reply as it came, or what went wrong here in English
    std::string peer;          // "mx.example.test [192.0.2.1]" where `text` is its reply; "" where it is ours
    bool tellsSuccess = false; // the peer has taken over to report success (RFC 3461 5.2.1)
    std::string tls = {};      // how the connection was encrypted, in words (delivery/protection.h)
    bool attempted = true;     // false: it was not this recipient's turn; counts as no attempt

    bool operator==(const Answer&) const = default;
};

inline Answer failed(std::string status, std::string text)
{
    return {Answer::Fate::Failed, std::move(status), std::move(text), {}};
}
inline Answer deferred(std::string status, std::string text)
{
    return {Answer::Fate::Deferred, std::move(status), std::move(text), {}};
}

// One message on its way to recipients that share a next hop.
struct Job {
    NextHop hop;
    spool::Message message;
    std::vector<spool::Recipient> recipients;
};
using JobPtr = std::shared_ptr<Job>;

// One transaction has no more recipients than every server must take (RFC 5321 4.5.3.1.8).
inline constexpr std::size_t recipientsPerJob = 100;

} // namespace postern::delivery
