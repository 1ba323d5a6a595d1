// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/answer.h"
#include "net/tls_client_context.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postern::delivery {

// What the DNS says of a server's certificate (RFC 7672).
struct DaneFinding {
    enum class Result : std::uint8_t {
        None,     // nothing that DNSSEC vouches for
        Pinned,   // `pins` says what the certificate must be
        Unusable, // there are records, and none that can be used: encryption without proof (2.2)
        Unknown,  // the look-up failed, as it does where somebody suppresses it: no mail to this server
                  // (2.1.2)
    };
    Result result = Result::None;
    std::vector<net::CertificatePin> pins; // at most mostPins
    std::string why;                       // Unknown: in words
    std::string base = {};                 // the host whose records they are (2.2.2)

    bool operator==(const DaneFinding&) const = default;
};

inline constexpr std::size_t mostPins = 32;

// Of the answer to a question for `tlsaName()`.
DaneFinding findDane(const dns::Answer& tlsa);

// "_25._tcp.mx.example.org" (RFC 6698 3)
std::string tlsaName(const std::string& host, std::uint16_t port);

} // namespace postern::delivery
