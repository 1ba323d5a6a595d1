// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "model/configuration.h"
#include "model/health.h"

#include <optional>
#include <string>
#include <vector>

// The open-relay test, apart from its dialogue: what is tried, from where, and what the answers mean. Pure.
namespace postern::health {

// One way in which servers have been talked into sending mail on. As it stands in MAIL FROM:<> and RCPT
// TO:<>.
struct RelayTry {
    std::string from;
    std::string to;
    bool operator==(const RelayTry&) const = default;
};

// From a stranger to a stranger, by a forged sender of ours, by the null sender, and by every form of address
// that some server has taken for a local one and sent on. The stranger is in a domain that cannot exist, so
// nothing could ever go out.
std::vector<RelayTry> relayTries(const model::Configuration& configuration, const std::string& address);

// An address of this computer, among `own`, that counts as a stranger at the service, and may be where a
// connection to `to` comes from; nullopt where there is none.
std::optional<IpAddress> strangerFor(const model::Configuration& configuration, const model::Service& service,
                                     const IpAddress& to, const std::vector<IpAddress>& own);

struct RelayAnswer {
    RelayTry about;
    int code = 0; // the worst of what MAIL and RCPT were answered: of RCPT, or of MAIL where that was refused
    std::string reply; // whole, escaped for display
};

struct RelayFacts {
    std::string service;
    std::string where;       // "127.0.0.1:25"
    bool noStranger = false; // nothing was tried: whoever comes from here may relay
    std::string problem;     // why nothing more was tried; "" where all was
    bool closed = false;     // strangers are not let in at all
    std::vector<RelayAnswer> answers;
};
model::HealthFinding judgeRelay(const RelayFacts& facts);

} // namespace postern::health
