// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "mailauth/dkim_signature.h"

#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace postern::mailauth {

// A domain's public key (RFC 6376 3.6.1, RFC 8463), ready for use. RSA of 1,024 to 4,096 bits (RFC 8301 3.2).
class DkimKey {
public:
    static constexpr int leastRsaBits = 1'024;
    static constexpr int mostRsaBits = 4'096;
    static constexpr int mostExponentBits = 64; // a larger one makes each verification as dear as signing

    // Whether the text wants to be one: other TXT records may stand at the same name.
    static bool isRecord(std::string_view text);
    static Result<DkimKey> parse(std::string_view text);

    // What keeps the key from being used for this signature, or "".
    std::string problemWith(const DkimSignature& signature) const;
    bool isTesting() const { return m_testing; } // t=y
    // Whether the signature is of these octets: of their SHA-256.
    bool verifies(std::string_view digest, std::string_view signature) const;

private:
    struct Freed {
        void operator()(evp_pkey_st* key) const;
    };

    std::string readKey(std::string_view encoded);
    std::string readRsa(const std::string& bytes);

    DkimAlgorithm m_algorithm = DkimAlgorithm::RsaSha256;
    bool m_testing = false;
    bool m_strict = false; // t=s: i= must be of d= itself
    bool m_sha256 = true;  // h= lets it be used
    bool m_forMail = true; // s= lets it be used
    std::unique_ptr<evp_pkey_st, Freed> m_key;
};

} // namespace postern::mailauth
