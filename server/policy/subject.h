// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/mail_address.h"
#include "policy/facts.h"
#include "policy/policy.h"

#include <optional>
#include <string>

namespace postern::policy {

// What is decided about: one policy and one client's facts, with the wire's bytes made comparable once.
// Lives for one call of decide().
struct Subject {
    Subject(const Policy& policy, const Facts& facts);

    const Policy& policy;
    const Facts& facts;
    bool inside = false;               // the client is in the LAN
    std::string helo;                  // comparable; "" before HELO
    std::optional<MailAddress> sender; // both parts empty for the null sender
    std::optional<MailAddress> recipient;
    bool senderLocal = false;
    bool recipientLocal = false; // in a local domain, or a bare postmaster

    const ServerPolicy& server() const { return *policy.server; }
    const model::Service& service() const { return policy.service; }
    bool authenticated() const { return !facts.user.empty(); }
    // The first domain of From: that is local, or "".
    std::string localAuthor() const;
    bool nullSender() const { return facts.sender && facts.sender->empty(); }
};

// The form in which HELO arguments are compared: a normalised name, or a literal in lower case.
std::string comparableHelo(std::string_view helo);

} // namespace postern::policy
