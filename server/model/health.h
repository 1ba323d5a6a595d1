// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"

#include <cstdint>
#include <string>

namespace postern::model {

enum class HealthState : std::uint8_t {
    Ok,
    Warning, // mail comes and goes all the same; an administrator should look at it
    Wrong,   // mail is lost, kept, refused or taken that should not be
    Unknown, // could not be found out now
};

// What is looked at, in the order in which it is shown.
enum class HealthTopic : std::uint8_t {
    Engine,
    Listener,
    HostName, // and its reverse DNS
    MailExchanger,
    Spf,
    Certificate,
    Relay,
    Resolver,
    DnsList,
    Disk,
    Clock,
    Store,
    Backup,
    Settings,
};
inline constexpr std::size_t healthTopicCount = 14;

// Where something is put right.
struct HealthPlace {
    enum class View : std::uint8_t { None, Services, Domains, Mailboxes, Backup };

    View view = View::None;
    std::string service; // its properties, and of them …
    std::string tab;     // … this tab; without a service: of the server's properties

    bool empty() const { return view == View::None && tab.empty() && service.empty(); }
    bool operator==(const HealthPlace&) const = default;
};

// What came of looking at one thing.
struct HealthFinding {
    HealthTopic topic{};
    std::string subject; // what it is about: a service, a domain, an address; "" where there is but one
    HealthState state{};
    Phrase text;   // what was found, in a sentence
    Phrase advice; // what to do; empty where nothing is
    HealthPlace place;

    bool operator==(const HealthFinding&) const = default;
};

const char* idOf(HealthTopic topic);    // "open-relay", for posternctl
const char* idOf(HealthState state);    // "ok", "warning", "wrong", "unknown"
const char* titleOf(HealthTopic topic); // POSTERN_TEXT: "Open relay"

} // namespace postern::model
