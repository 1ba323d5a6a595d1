// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/facts.h"

#include <string>

namespace postern::preview {

inline const Time noon = fromMicros(1'790'000'000'000'000);
inline constexpr const char* stranger = "203.0.113.9";
inline constexpr const char* jane = "jane@domain.com";

// What a session at noon knows of a message to a mailbox of domain.com.
inline policy::Facts mail(const std::string& client, const std::string& sender,
                          const std::string& recipient = jane)
{
    policy::Facts facts;
    facts.now = noon;
    facts.client = *IpAddress::parse(client);
    facts.helo = "client.example";
    facts.sender = sender;
    facts.recipient = recipient;
    return facts;
}

} // namespace postern::preview
