// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mailauth/canonical.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::mailauth {

enum class DkimAlgorithm : std::uint8_t { RsaSha256, Ed25519Sha256 }; // RFC 6376 3.3.2, RFC 8463

// A DKIM-Signature field (RFC 6376 3.5).
struct DkimSignature {
    static constexpr std::size_t maxNames = 256; // in h=

    // Of the whole field with its name and the CR LF at its end. What is wrong with it is `problem`; what
    // could be read stands in the other members all the same.
    static DkimSignature parse(std::string_view field);

    std::string problem; // "": none. English, safe to show
    DkimAlgorithm algorithm = DkimAlgorithm::RsaSha256;
    std::string algorithmWord; // as written: "rsa-sha256"
    Canonical header = Canonical::Simple;
    Canonical body = Canonical::Simple;
    std::string domain;             // d=, comparable
    std::string selector;           // s=, in lower case
    std::string identity;           // i= as written, else "@" and d=
    std::string identityDomain;     // comparable
    std::vector<std::string> names; // h=, in lower case
    std::string bodyHash;           // bh=, octets
    std::string signature;          // b=, octets
    std::string start;              // of b=, eight characters, by which signatures are told apart (RFC 6008)
    std::optional<std::int64_t> length; // l=
    std::optional<std::int64_t> time;   // t=, seconds since 1970
    std::optional<std::int64_t> expiry; // x=
    std::string unsignedField;          // the field with an empty b=, without the CR LF at its end

    std::string keyName() const { return selector + "._domainkey." + domain; }
};

std::string_view toId(DkimAlgorithm algorithm);

} // namespace postern::mailauth
