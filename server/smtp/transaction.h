// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/decide.h"
#include "smtp/message_header.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::smtp {

enum class BodyType : std::uint8_t { SevenBit, EightBitMime }; // RFC 6152

struct Recipient {
    std::string
        address; // as the client wrote it, without brackets and source route; "postmaster" may stand bare
    policy::Destination destination = policy::Destination::None;
    std::string notify;   // NOTIFY= (RFC 3461 4.1) in canonical form, see notifyOf(); "": not given
    std::string original; // ORCPT= (RFC 3461 4.2) as it came, "rfc822;joe+2Bnews@example.com"; "": not given
};

// What belongs to one message, and to nothing else: born by MAIL, gone by RSET, HELO, EHLO or the end of the
// message. Addresses are valid by RFC 5321 4.1.2, with SMTPUTF8
// by RFC 6531 3.3, and hold no control character.
struct Transaction {
    std::string sender;                       // "" is the null sender
    std::optional<std::int64_t> declaredSize; // SIZE= (RFC 1870)
    BodyType body = BodyType::SevenBit;
    bool utf8 = false;      // SMTPUTF8 (RFC 6531): addresses and header may be UTF-8
    std::string returnWhat; // RET= (RFC 3461 4.3): "FULL" or "HDRS"; "": not given
    std::string envelopeId; // ENVID= (RFC 3461 4.4), in xtext as it came; "": not given
    Recipient candidate;    // of the RCPT that is being decided
    std::vector<Recipient>
        recipients; // accepted ones, in the client's order; the same address may come twice
    int refusedRecipients = 0;

    bool chunked = false; // the first BDAT has come: nothing but BDAT may follow (RFC 3030 2)

    // Of the content, while it comes and afterwards.
    std::int64_t size = 0; // octets without dot-stuffing, also those that were not handed out
    HeaderFacts header;
};

} // namespace postern::smtp
