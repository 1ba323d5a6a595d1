// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::delivery {

// What a domain says of the servers that take its mail (MTA-STS, RFC 8461 3.2).
struct StsPolicy {
    enum class Mode : std::uint8_t {
        None,    // it has no policy any more
        Testing, // whatever does not fit is let pass, and said
        Enforce, // mail goes only to servers that are listed and prove who they are
    };
    Mode mode = Mode::None;
    std::vector<std::string> mx;    // "mx.example.org", "*.example.org"; lower case
    std::chrono::seconds maxAge{0}; // how long it counts, at most a year

    bool lists(std::string_view host) const; // RFC 8461 4.1
    bool operator==(const StsPolicy&) const = default;
};

inline constexpr std::size_t longestStsPolicy = 65'536; // RFC 8461 3.3 asks for no less
inline constexpr std::size_t mostStsPatterns = 1000;

// nullopt: it is none.
std::optional<StsPolicy> parseStsPolicy(std::string_view text);

// As a domain would publish it.
std::string toText(const StsPolicy& policy);

// The id of the one record "v=STSv1; id=…" among TXT records (RFC 8461 3.1); nullopt where there is none, or
// more than one.
std::optional<std::string> stsIdOf(const std::vector<std::string>& texts);

} // namespace postern::delivery
