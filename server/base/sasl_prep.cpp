// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sasl_prep.h"

#include <stringprep.h>

#include <algorithm>
#include <vector>

namespace postern {

namespace {
constexpr std::size_t longest = 4096;
constexpr std::size_t growth = 18; // of one character by NFKC, at most
} // namespace

std::optional<std::string> saslPrep(std::string_view text)
{
    if (text.empty() || text.size() > longest || text.find('\0') != text.npos)
        return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }))
        return std::string(text);
    std::vector<char> room(text.size() * growth + 1, '\0');
    std::copy(text.begin(), text.end(), room.begin());
    if (stringprep(room.data(), room.size(), Stringprep_profile_flags(0), stringprep_saslprep) !=
            STRINGPREP_OK ||
        room.front() == '\0')
        return std::nullopt;
    return std::string(room.data());
}

} // namespace postern
