// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/subject.h"

#include "base/domain_name.h"

#include <algorithm>

namespace postern::policy {

namespace {

bool isBarePostmaster(const MailAddress& recipient)
{
    return recipient.domain.empty() && recipient.local == "postmaster"; // RFC 5321 4.5.1
}

} // namespace

std::string comparableHelo(std::string_view helo)
{
    return helo.starts_with('[') ? lowerAscii(helo) : comparableDomain(helo);
}

Subject::Subject(const Policy& givenPolicy, const Facts& givenFacts)
    : policy(givenPolicy)
    , facts(givenFacts)
    , inside(givenPolicy.server->inside(givenFacts.client))
    , helo(comparableHelo(givenFacts.helo))
{
    if (facts.sender) {
        sender = comparableAddress(*facts.sender);
        senderLocal = server().isLocalDomain(sender->domain);
    }
    if (facts.recipient) {
        recipient = comparableAddress(*facts.recipient);
        recipientLocal = server().isLocalDomain(recipient->domain) || isBarePostmaster(*recipient);
    }
}

std::string Subject::localAuthor() const
{
    std::string_view left = facts.authors ? std::string_view(*facts.authors) : std::string_view();
    while (!left.empty()) {
        const std::string_view domain = left.substr(0, left.find(' '));
        if (server().isLocalDomain(domain))
            return std::string(domain);
        left.remove_prefix(std::min(domain.size() + 1, left.size()));
    }
    return {};
}

} // namespace postern::policy
