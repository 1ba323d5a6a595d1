// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/subject.h"

#include <optional>
#include <string>

namespace postern::policy {

// What the scanners of a service make of a message. All texts are safe to show.
struct ScanCount {
    int points = 0;         // of all scanners together; 100 refuse
    std::string found;      // "127.0.0.1:783 15.2/5 (100) GTUBE, [::1]:11333 1/15 (6)"
    std::string failed;     // "127.0.0.1:783: no answer within 30 s"
    std::string skipped;    // "127.0.0.1:783 (larger than 1048576)"
    std::string later;      // who asks for it to come again: "[::1]:11333"
    bool defers = false;    // one that failed must not be done without
    std::string score;      // of the one that gives the most points: "15.2/5"
    std::string rejectText; // for that one, by the settings; "": none
    std::string reply;      // what that one has to say to the sender; "": nothing
    std::string laterReply; // what the first who asks for later has to say
};

// Whether this scanner is to look at this message: it is not too large, and its sender is none of those that
// the scanner leaves alone.
enum class ScanSkipped : std::uint8_t { No, TooLarge, Sender };
ScanSkipped scanSkipped(const ScannerPolicy& scanner, const Subject& subject);

// nullopt: one of the scanners has not been asked.
std::optional<ScanCount> countScans(const Subject& subject);

} // namespace postern::policy
