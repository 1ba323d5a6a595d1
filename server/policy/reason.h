// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/trace.h"

#include <array>
#include <cstdint>

namespace postern::policy {

// Why a check came out as it did, and what is to be remarked about it. Kept in the log by number for ever:
// append only, never change what a number or the order of its arguments means.
enum class Reason : std::uint16_t {
    None = 0,

    // access.client
    AnyClient = 1,
    ClientInLan = 2,
    ClientAllowed = 3,
    ClientNotInLan = 4,
    ClientNotAllowed = 5,
    ClientNeitherInLanNorAllowed = 6,
    // access.banned
    NotBanned = 7,
    Banned = 8,
    // every black list
    NotListed = 9,
    Listed = 10,
    TakenOutOfList = 11,
    // helo.*
    NoHelo = 12,
    OutsideOnly = 13,
    HeloNotLocal = 14,
    HeloLocal = 15,
    HeloValid = 16,
    HeloInvalid = 17,
    // sender.*
    NoSender = 18,
    NullSender = 19,
    SenderNotLocal = 20,
    SenderClaimsLocal = 21,
    SenderClaimsLocalLoggedIn = 22,
    // auth.required
    LoggedIn = 23,
    NotLoggedIn = 24,
    // recipient.*
    NoRecipient = 25,
    RecipientLocal = 26,
    RecipientPostmaster = 27,
    RecipientRouted = 28,
    RelayLoggedIn = 29,
    RelayLan = 30,
    RelayRange = 31,
    RelayRecipient = 32,
    RelayDenied = 33,
    RelaySenderNotLocal = 34,
    RecipientNotOurs = 35,
    UserKnown = 36,
    UserUnknown = 37,
    // message.*
    NoSizeLimit = 38,
    SizeNotKnown = 39,
    SizeWithinLimit = 40,
    SizeOverLimit = 41,
    HopsNotKnown = 42,
    HopsWithinLimit = 43,
    HopsOverLimit = 44,

    // remarks: why a hit does not count …
    ExceptionByIp = 45,
    ExceptionBySender = 46,
    ExceptionByRecipient = 47,
    ExceptionByHelo = 48,
    ExemptLan = 49,
    ExemptLoggedIn = 50,
    TrustedForwarder = 51,
    // … or why it counts in spite of an exception
    SenderIsForgeable = 52,
    HeloIsForgeable = 53,
    SpfDidNotPass = 54,
    SpfNotKnown = 55,

    // sender.not-owned
    SenderOwned = 56,
    SenderNotOwned = 57,
    // what was looked up in the DNS
    NotLookedUp = 58,
    NoReverseDns = 59,
    ReverseDnsNotConfirmed = 60,
    ReverseDnsConfirmed = 61,
    ReverseDnsNotKnown = 62,
    HeloIsAddress = 63,
    HeloResolves = 64,
    HeloUnresolvable = 65,
    HeloDnsNotKnown = 66,
    SenderHasNoName = 67,
    SenderResolves = 68,
    SenderUnresolvable = 69,
    SenderNullMx = 70,
    SenderDnsNotKnown = 71,
    SpfFails = 72,
    SpfSays = 73,
    SpfIsNotKnown = 74,
    // message.from-claims-local
    AuthorsNotLocal = 75,
    AuthorsAreSenders = 76,
    AuthorsClaimLocal = 77,
    // message.dmarc
    NoAuthorDomain = 78,
    NoDmarc = 79,
    DmarcPasses = 80,
    DmarcFails = 81,
    DmarcLeavesOut = 82,
    DmarcFailsMildly = 83,
    AuthorsUnreadable = 84,
    DmarcNotKnown = 85,
    DmarcNotLookedUp = 86,
    // ip.dnsbl
    NoDnsLists = 87,
    OnNoDnsList = 88,
    OnDnsListsBelow = 89,
    OnDnsLists = 90,
    DnsListsNotKnown = 91,
    // recipient.greylist
    GreylistFirst = 92,
    GreylistTooSoon = 93,
    GreylistRetried = 94,
    GreylistPassed = 95,
    GreylistNetwork = 96,
    GreylistNotKnown = 97,
    // message.spam
    NoScanners = 98,
    ScannersPass = 99,
    ScannersRefuse = 100,
    ScannersNotKnown = 101,
    ScannerMissing = 102,
    ScannerAsksForLater = 103,
    ScannersSkip = 104,
};

// What fills %1, %2, … of a reason's sentence.
enum class Arg : std::uint8_t {
    None,
    Client,
    Helo,
    Sender,
    SenderDomain,
    Recipient,
    RecipientDomain,
    User,
    Subject,   // what the check looks at: client, HELO argument, sender or recipient
    LocalName, // the name of this server that the HELO argument is
    Pattern,   // of the list entry that matched
    Size,
    SizeLimit,
    Hops,
    HopLimit,
    BanUntil,
    BanReason,
    Spf,         // its result, or why it is not known
    SpfDomain,   // whose record SPF looked at
    ReverseName, // of the client
    WhyUnknown,  // what the check would look at
    LocalAuthor, // the domain of From: that is one of ours
    Author,      // the domain of From: that DMARC judged
    DmarcOwner,  // whose record counts for it
    DmarcPolicy, // "reject"
    DmarcProof,  // what SPF and DKIM say
    DnsZones,    // of the DNS lists in use
    DnsPoints,   // that they give the client
    DnsFound,    // which of them, with what they answered
    DnsFailed,   // which of them are not known, and why
    Network,     // of the client, to greylisting
    Wait,        // seconds until greylisting takes a retry
    NetworkPasses,
    ScanPoints,  // that the scanners give the message
    ScanFound,   // what each of them says
    ScanFailed,  // which of them failed, and why
    ScanLater,   // who asks for it to come again
    ScanSkipped, // which of them do not look at it, and why
};

struct ReasonInfo {
    Reason reason{};
    const char* text = ""; // POSTERN_TEXT
    std::array<Arg, 4> args{};
};

const ReasonInfo& info(Reason reason); // that of Reason::None for a number that is none

} // namespace postern::policy
