// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/certificate_file.h"
#include "base/phrase.h"
#include "base/result.h"

#include <openssl/types.h>

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace postern::net {

// PEM files of one certificate.
struct CertificateFiles {
    std::string certificate; // with its chain behind it
    std::string key;         // may be the same file

    auto operator<=>(const CertificateFiles&) const = default;
};

struct FreeSslContext {
    void operator()(SSL_CTX* context) const;
};
using SslContext = std::unique_ptr<SSL_CTX, FreeSslContext>;

// What the connections of a service encrypt with: one or more certificates, TLS 1.2 and up, ciphers with
// forward secrecy only, session tickets, no renegotiation. A client that names a host (RFC 6066 3) gets the
// certificate made out to it, else the first. Immutable and thread-safe; connections keep what they use, so
// a newer one can take its place at any time.
class TlsContext {
public:
    // Reads files: not on a reactor's thread. The error says which file is wrong and why.
    static Result<std::shared_ptr<const TlsContext>> load(std::span<const CertificateFiles> certificates,
                                                          bool only13);

    // In words: a certificate that has expired, ends soon or is not valid yet is served all the same.
    std::vector<Phrase> warnings(Time now) const;

    SSL_CTX* native() const { return m_contexts.front().get(); }

private:
    TlsContext() = default;
    static int chooseByName(SSL* ssl, int* alert, void* self);

    std::vector<SslContext> m_contexts;                                 // one per certificate
    std::vector<std::pair<std::string, CertificateReading>> m_readings; // by file
};

} // namespace postern::net
