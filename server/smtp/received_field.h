// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/time.h"

#include <string>
#include <string_view>

namespace postern::smtp {

struct Receipt {
    std::string helo; // as the client said it: any bytes
    bool esmtp = false;
    std::string tls; // "" or version and cipher: "TLSv1.3 TLS_AES_256_GCM_SHA384"
    bool authenticated = false;
    bool utf8 = false; // SMTPUTF8
    IpAddress client;
    std::string hostname; // of this server
    std::string id;       // queue id: letters and digits
    std::string
        recipient; // "" leaves it out: where there are several, none may learn of the others (RFC 5321 7.2)
    Time time{};
};

// The trace field of RFC 5321 4.4, with the CR LF at its end. A HELO argument that is no domain or address
// literal cannot stand in it as such: the client's address takes its place, and the argument follows as a
// comment, stripped to harmless characters. The protocol is named by RFC 3848 and RFC 6531 4.3, the cipher by
// RFC 8314 4.3.
std::string receivedField(const Receipt& receipt);

// "Return-Path: <joe@example.com>", for the one who makes the final delivery; `sender` as in Transaction.
std::string returnPathField(std::string_view sender);

// "Tue, 24 Nov 2026 10:41:46 +0000" (RFC 5322 3.3)
std::string messageDate(Time time);

// "[192.0.2.1]", "[IPv6:2001:db8::1]" (RFC 5321 4.1.3)
std::string addressLiteral(const IpAddress& address);

} // namespace postern::smtp
