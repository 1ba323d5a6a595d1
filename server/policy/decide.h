// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"
#include "model/event.h"
#include "policy/facts.h"
#include "policy/policy.h"
#include "policy/reply.h"
#include "policy/trace.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace postern::policy {

// Where an accepted recipient's mail goes.
enum class Destination : std::uint8_t {
    None,    // not decided at this stage, or not accepted
    Mailbox, // a mailbox of this server
    Route,   // another domain that has a route for incoming mail
    Relay,   // a domain that is not ours; a relay rule allows it
};

struct Verdict {
    model::Outcome outcome = model::Outcome::Accepted;
    std::optional<model::Check> check;           // that decided; empty where accepted
    Reply reply;                                 // for the client, without reference; empty where accepted
    bool close = false;                          // the session ends after the reply; see below
    std::vector<model::Check> monitored;         // hits in mode monitor: would have refused
    model::Id entry = 0;                         // list entry that decided
    Destination destination = Destination::None; // at Stage::Rcpt
    Trace trace; // every check looked at, in running order; empty with Tracing::Off
};

// Checks that are switched on lack these facts: fetch all of them at once, then ask again.
struct Needs {
    std::vector<FactId> facts;
};

using Decision = std::variant<Verdict, Needs>;

enum class Tracing : std::uint8_t { Off, On };

// The one place where anything is decided (policy.md). Pure: no I/O, no clock (facts.now), no lock, no
// allocation that grows with the lists. Thread-safe.
//
// At Connect, Helo and Mail it looks only at checks that may be answered at that stage: all up to it where
// the service's `answerAtRcpt` is off, else the immediate ones (CheckInfo::immediate). At Rcpt it looks at
// all from Connect to Rcpt, so that the trace is whole and exceptions by recipient count. At Data it looks at
// the message checks only (message.size counts the bytes received there). The first enforced hit decides; the
// checks after it are still traced, and their hits in mode monitor still counted.
//
// Verdict::close: a client refused at connect gets its reply in place of the greeting and the session ends.
// For a ban that is 421, after which RFC 5321 3.8 has the server close. For the others it is 554 (RFC 5321
// 3.1); that clause would let the client stay and hear 503 until it says QUIT, and we depart from it: there
// is nothing left to say, and a refused client must not keep a connection.
//
// With Destination::Mailbox and no mailbox for the recipient (recipient.unknown is not enforced) the mail is
// the postmaster's: ServerPolicy::postmasterMailbox().
Decision decide(const Policy& policy, model::Stage stage, const Facts& facts, Tracing tracing = Tracing::On);

} // namespace postern::policy
