// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "model/list_entry.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

// The words of the configuration document that reader and writer share.
namespace postern::model {

inline constexpr std::array<std::pair<Access, std::string_view>, 4> accessWords{{
    {Access::Any, "any"},
    {Access::Lan, "lan"},
    {Access::Listed, "listed"},
    {Access::LanAndListed, "lan+listed"},
}};

inline constexpr std::array<std::pair<TlsMode, std::string_view>, 4> tlsModeWords{{
    {TlsMode::None, "none"},
    {TlsMode::StartTls, "starttls"},
    {TlsMode::Required, "required"},
    {TlsMode::Implicit, "implicit"},
}};

inline constexpr std::array<std::pair<RouteTls, std::string_view>, 4> routeTlsWords{{
    {RouteTls::Opportunistic, "opportunistic"},
    {RouteTls::None, "none"},
    {RouteTls::Required, "required"},
    {RouteTls::Verified, "verified"},
}};

inline constexpr std::array<std::pair<DnsListKind, std::string_view>, 2> dnsListKindWords{{
    {DnsListKind::Client, "client"},
    {DnsListKind::Domain, "domain"},
}};

inline constexpr std::array<std::pair<ScannerKind, std::string_view>, 3> scannerKindWords{{
    {ScannerKind::Spamd, "spamd"},
    {ScannerKind::Rspamd, "rspamd"},
    {ScannerKind::Milter, "milter"},
}};

inline constexpr std::array<std::pair<ScannerFailure, std::string_view>, 2> scannerFailureWords{{
    {ScannerFailure::Accept, "accept"},
    {ScannerFailure::Defer, "defer"},
}};

template <class Enum, std::size_t Count>
constexpr std::string_view wordIn(const std::array<std::pair<Enum, std::string_view>, Count>& words,
                                  Enum value)
{
    for (const auto& [known, word] : words) {
        if (known == value)
            return word;
    }
    return {};
}

template <class Enum, std::size_t Count>
constexpr std::optional<Enum> valueIn(const std::array<std::pair<Enum, std::string_view>, Count>& words,
                                      std::string_view word)
{
    for (const auto& [value, known] : words) {
        if (known == word)
            return value;
    }
    return std::nullopt;
}

inline constexpr std::array<std::pair<ListKind, std::string_view>, 4> listKeys{{
    {ListKind::Ip, "ip"},
    {ListKind::Sender, "sender"},
    {ListKind::Recipient, "recipient"},
    {ListKind::Helo, "helo"},
}};

inline constexpr std::array<std::pair<ListColor, std::string_view>, 2> listColorWords{{
    {ListColor::Black, "black"},
    {ListColor::White, "white"},
}};

inline constexpr std::array<std::pair<ListColor, std::string_view>, 2> listColorKeys{{
    {ListColor::Black, "black_list"},
    {ListColor::White, "exceptions"},
}};

} // namespace postern::model
