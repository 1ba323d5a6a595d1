// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"

#include <openssl/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace postern {

// What a certificate says of itself.
struct CertificateReading {
    std::vector<std::string>
        names;          // hosts that it is made out to (RFC 6125 6.4): "mail.example.com", "*.example.com"
    std::string issuer; // who has signed it: "Example Authority"
    bool selfSigned = false;
    Time from{};
    Time until{};

    bool operator==(const CertificateReading&) const = default;
};

// Whether it ends within 30 days; of one that is made for a short time, within the last third of that.
bool endsSoon(const CertificateReading& certificate, Time now);

// Whether a client that looks for `host` takes it: a name itself, or "*" for its first label (RFC
// 6125 6.4.3).
bool isMadeOutTo(const CertificateReading& certificate, std::string_view host);

// Reads a certificate (the first of the file) and its key, both PEM. Reads files: never on the thread of a
// window or of a reactor. NotFound and Denied: a file that cannot be opened; Invalid: no PEM, a pass phrase,
// or a key that does not belong to the certificate. `where` of the error is the file.
Result<CertificateReading> readCertificate(const std::string& certificate, const std::string& key);

// One that somebody shows in a handshake.
CertificateReading readingOf(const X509& certificate);

} // namespace postern
