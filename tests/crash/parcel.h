// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::testing {

// One message of the crash test. All of it follows from the seed and its name, so that whoever finds the name
// knows whether the rest is whole.
struct Parcel {
    Parcel(std::uint64_t seed, std::string itsName);

    std::string name;
    std::vector<std::string> recipients;
    bool inChunks = false; // BDAT, not DATA
    std::string body;      // as it goes over the wire by BDAT
};

// "" where there is none.
std::string nameIn(std::string_view message);

// The mailboxes of the test, and somebody whose server is never there.
inline constexpr const char* boxes[] = {"jane", "bob", "kim"};
inline constexpr const char* domain = "domain.com";
inline constexpr const char* farAway = "ann@far.example";

} // namespace postern::testing
