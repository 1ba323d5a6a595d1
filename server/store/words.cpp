// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/words.h"

#include <array>

namespace postern::store {

namespace {

constexpr std::array<std::string_view, 2> colors{"black", "white"};
constexpr std::array<std::string_view, 4> kinds{"ip", "sender", "recipient", "helo"};
constexpr std::array<std::string_view, 3> conditions{"always", "spf-pass", "from-range"};
constexpr std::array<std::string_view, 4> accesses{"any", "lan", "listed", "lan-and-listed"};
constexpr std::array<std::string_view, 4> tlsModes{"none", "starttls", "required", "implicit"};
constexpr std::array<std::string_view, 4> routeTls{"opportunistic", "none", "required", "verified"};
constexpr std::array<std::string_view, 2> dnsListKinds{"client", "domain"};
constexpr std::array<std::string_view, 3> scannerKinds{"spamd", "rspamd", "milter"};
constexpr std::array<std::string_view, 2> scannerFailures{"accept", "defer"};
constexpr std::array<std::string_view, 4> states{"stopped", "starting", "running", "failed"};

template <class Enum, std::size_t Count>
Enum find(const std::array<std::string_view, Count>& words, std::string_view word)
{
    for (std::size_t i = 0; i < Count; ++i)
        if (words[i] == word)
            return Enum(i);
    return Enum(0);
}

} // namespace

std::string_view wordOf(model::ListColor color)
{
    return colors.at(std::size_t(color));
}

std::string_view wordOf(model::ListKind kind)
{
    return kinds.at(std::size_t(kind));
}

std::string_view wordOf(model::Condition condition)
{
    return conditions.at(std::size_t(condition));
}

std::string_view wordOf(model::Access access)
{
    return accesses.at(std::size_t(access));
}

std::string_view wordOf(model::TlsMode mode)
{
    return tlsModes.at(std::size_t(mode));
}

std::string_view wordOf(model::RouteTls tls)
{
    return routeTls.at(std::size_t(tls));
}

std::string_view wordOf(model::DnsListKind kind)
{
    return dnsListKinds.at(std::size_t(kind));
}

std::string_view wordOf(model::ScannerKind kind)
{
    return scannerKinds.at(std::size_t(kind));
}

std::string_view wordOf(model::ScannerFailure then)
{
    return scannerFailures.at(std::size_t(then));
}

std::string_view wordOf(model::ListenerState state)
{
    return states.at(std::size_t(state));
}

model::ListColor colorOf(std::string_view word)
{
    return find<model::ListColor>(colors, word);
}

model::ListKind kindOf(std::string_view word)
{
    return find<model::ListKind>(kinds, word);
}

model::Condition conditionOf(std::string_view word)
{
    return find<model::Condition>(conditions, word);
}

model::Access accessOf(std::string_view word)
{
    return find<model::Access>(accesses, word);
}

model::TlsMode tlsModeOf(std::string_view word)
{
    return find<model::TlsMode>(tlsModes, word);
}

model::RouteTls routeTlsOf(std::string_view word)
{
    return find<model::RouteTls>(routeTls, word);
}

model::DnsListKind dnsListKindOf(std::string_view word)
{
    return find<model::DnsListKind>(dnsListKinds, word);
}

model::ScannerKind scannerKindOf(std::string_view word)
{
    return find<model::ScannerKind>(scannerKinds, word);
}

model::ScannerFailure scannerFailureOf(std::string_view word)
{
    return find<model::ScannerFailure>(scannerFailures, word);
}

model::ListenerState listenerStateOf(std::string_view word)
{
    return find<model::ListenerState>(states, word);
}

} // namespace postern::store
