// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/health.h"

#include <array>

namespace postern::model {

namespace {

struct Names {
    const char* id;
    const char* title;
};
constexpr std::array<Names, healthTopicCount> topics{{
    {"engine", POSTERN_TEXT("server", "Engine")},
    {"listener", POSTERN_TEXT("server", "Service")},
    {"host-name", POSTERN_TEXT("server", "Host name and reverse DNS")},
    {"mx", POSTERN_TEXT("server", "Way of the domain's mail (MX)")},
    {"spf", POSTERN_TEXT("server", "SPF of the domain")},
    {"certificate", POSTERN_TEXT("server", "Certificate")},
    {"open-relay", POSTERN_TEXT("server", "Open relay")},
    {"resolver", POSTERN_TEXT("server", "DNS servers")},
    {"dns-list", POSTERN_TEXT("server", "DNS list")},
    {"disk", POSTERN_TEXT("server", "Room on the disk")},
    {"clock", POSTERN_TEXT("server", "Clock")},
    {"store", POSTERN_TEXT("server", "Store")},
    {"backup", POSTERN_TEXT("server", "Backup")},
    {"settings", POSTERN_TEXT("server", "Weak settings")},
}};

} // namespace

const char* idOf(HealthTopic topic)
{
    return topics.at(std::size_t(topic)).id;
}

const char* titleOf(HealthTopic topic)
{
    return topics.at(std::size_t(topic)).title;
}

const char* idOf(HealthState state)
{
    constexpr std::array words{"ok", "warning", "wrong", "unknown"};
    return words.at(std::size_t(state));
}

} // namespace postern::model
