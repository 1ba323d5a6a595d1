// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/sentence.h"
#include "model/configuration.h"

#include <string>
#include <vector>

namespace postern::model {

enum class Severity : std::uint8_t {
    Error,   // cannot be saved
    Warning, // can be saved; says what it opens or breaks
};

struct Problem {
    std::string field; // "hostname", "lan", "port", "relay.ranges", "checks.sender.claims-local": the
                       // struct's or document's key
    Severity severity = Severity::Error;
    Sentence text; // what is wrong and what to do

    bool operator==(const Problem&) const = default;
};

// Console, CLI and engine run these same functions, so that they never disagree on what is legal.
std::vector<Problem> validate(const Server& server);
std::vector<Problem> validate(const Service& service);
// All of it, with what needs more than one struct: unique names, mailboxes in local domains, two services on
// one address and port, weakened defaults on port 25. Fields are prefixed: "services[SMTP].port",
// "mailboxes[jane@example.test].delivery".
std::vector<Problem> validate(const Configuration& configuration);
// One service among the others: validate(service) and its clashes with `all`, fields without prefix.
std::vector<Problem> validateAmong(const Service& service, const Configuration& all);
std::vector<Problem> validateAmong(const Domain& domain, const Configuration& all);
std::vector<Problem> validateAmong(const Mailbox& mailbox, const Configuration& all);
std::vector<Problem> validateAmong(const Route& route, const Configuration& all);

bool hasErrors(const std::vector<Problem>& problems);

} // namespace postern::model
