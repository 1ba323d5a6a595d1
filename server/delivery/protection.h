// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "net/tls_client_context.h"

#include <string>

namespace postern::delivery {

// How a connection has to be encrypted before it carries mail, and who says so.
struct Protection {
    model::RouteTls level = model::RouteTls::Opportunistic;
    net::TlsPeer peer;
    std::string by;   // "DANE", "MTA-STS"; "": the route, or nobody
    std::string note; // for the log: what did not go as it should and is let pass
};

// How a connection is encrypted.
struct Encryption {
    std::string channel; // "TLSv1.3 TLS_AES_256_GCM_SHA384"; "": not at all
    net::TlsProof proof;
};

// Why it is not enough; "" where it is.
std::string shortcomingOf(const Encryption& encryption, const Protection& wanted);

// For the log: "TLSv1.3 TLS_AES_256_GCM_SHA384, verified (DANE)", "…, not verified: self-signed certificate",
// "not encrypted (no STARTTLS)".
std::string toText(const Encryption& encryption, const Protection& wanted);

} // namespace postern::delivery
