// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "spool/content.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace postern::spool {

using Id = std::int64_t; // never reused; 0: none yet

// What a message is, which decides who hears of its failure.
enum class Kind : std::uint8_t {
    Mail,         // came in
    Report,       // a delivery status notification made here (RFC 3464)
    DoubleBounce, // to the postmaster: a report that could not be delivered
};

enum class State : std::uint8_t {
    Queued,
    Held, // by hand: not tried until it is released
};

// A message without its recipients and its content. Addresses are as they came from the wire.
struct Message {
    Id id = 0;
    std::string name;   // the queue id that the client was told: "K7Q2M9XD"
    std::string sender; // "" is the null sender
    Kind kind = Kind::Mail;
    Time arrival{};
    std::int64_t size = 0; // octets of the content
    std::string header;    // fields that go before the content, each with CR LF: Received:
    // What the sender wants to be told (RFC 3461). Filled by the session that took the message, checked there
    // for syntax and length, and sent onward just so where the next hop offers DSN; reports made here obey
    // it.
    std::string returnWhat; // RET= of RFC 3461 4.3: "", "FULL" or "HDRS"
    std::string envelopeId; // ENVID= of RFC 3461 4.4, in xtext as it came; ""
    bool eightBit = false;  // the content has octets of 0x80 and above
    bool utf8 = false;      // SMTPUTF8 (RFC 6531)
    std::string user;       // who had logged in, or ""
    std::string client;     // IP address, or "" for what was made here
    std::string helo;
    std::string service; // by name

    bool operator==(const Message&) const = default;
};

// One recipient that a message must still reach. One that has its message, or never will, is no more.
struct Recipient {
    Id id = 0;
    std::string address;
    std::string original; // ORCPT= of RFC 3461 4.2, "rfc822;joe+2Bnews@example.com", in xtext as it came. Of
                          // a forwarded recipient without one: the address before forwarding
    std::string notify; // NOTIFY= of RFC 3461 4.1: "NEVER" or some of "SUCCESS,FAILURE,DELAY" in this order,
                        // upper case; "" where it was not given: failures and delays are told
    std::string returnPath;  // sender of this copy, of a mailbox that forwards as itself; "": the message's
    std::string destination; // what is delivered together: "mailbox:jane@domain.com", "domain:partner.test"
    State state = State::Queued;
    Time nextTry{};
    int attempts = 0;
    std::string lastReply;  // of the newest attempt, or why there was none
    bool delayTold = false; // the sender has been told that it takes longer

    bool operator==(const Recipient&) const = default;
};

// A message and those of its recipients that are meant.
struct Item {
    Message message;
    std::vector<Recipient> recipients;
};

// What goes into the spool: ids are given there.
struct NewMessage {
    Message message;
    std::vector<Recipient> recipients;
    std::shared_ptr<Content> content;
};

} // namespace postern::spool
