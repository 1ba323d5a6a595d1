// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/tls_context.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace postern::net {

// A certificate, or an authority, that the DNS vouches for (RFC 6698 2.1).
struct CertificatePin {
    std::uint8_t usage = 0;
    std::uint8_t selector = 0;
    std::uint8_t matching = 0;
    std::string data;

    bool operator==(const CertificatePin&) const = default;
};

// Whom a client talks to.
struct TlsPeer {
    std::string name;               // said to it, so that it shows the right certificate; an address is not
    std::vector<std::string> names; // of which the certificate must have one; an address alone is one, too
    // With these the authorities of the system do not count, but these alone (RFC 7672). Only those of usage
    // 2 and 3 should be here; what cannot be used is left out.
    std::vector<CertificatePin> pins;
};

// What a server's certificate has come to.
struct TlsProof {
    bool verified = false; // made out to the peer, and signed by a known authority or vouched for by a pin
    bool pinned = false;   // by a pin
    int usablePins = 0;
    std::string problem; // not verified: why, in the words of OpenSSL
};

// What connections to other servers are encrypted with: TLS 1.2 and up, and the authorities that are trusted.
// Immutable and thread-safe.
class TlsClientContext {
public:
    // `roots`: a PEM file of the authorities; "": those of the system (where SSL_CERT_FILE and SSL_CERT_DIR
    // of the environment count). Reads files: not on a reactor's thread.
    static Result<std::shared_ptr<const TlsClientContext>> load(const std::string& roots = {});

    SSL_CTX* native() const { return m_context.get(); }

private:
    explicit TlsClientContext(SslContext context)
        : m_context(std::move(context))
    {
    }

    SslContext m_context;
};

} // namespace postern::net
