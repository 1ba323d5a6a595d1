// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/reference.h"

#include "base/domain_name.h"

#include <sodium.h>

#include <cstdint>

namespace postern {

namespace {
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 8;
} // namespace

std::string makeReference()
{
    std::uint64_t bits = 0;
    randombytes_buf(&bits, sizeof bits);
    std::string text;
    for (std::size_t i = 0; i < length; ++i, bits >>= 5)
        text += alphabet[bits & 31];
    return text;
}

std::optional<std::string> parseReference(std::string_view text)
{
    text = trim(text);
    if (lowerAscii(text.substr(0, 4)) == "ref ")
        text = trim(text.substr(4));
    if (text.size() != length)
        return std::nullopt;
    std::string reference;
    for (char c : text) {
        if (c >= 'a' && c <= 'z')
            c = char(c - 'a' + 'A');
        if (c == 'I' || c == 'L')
            c = '1';
        if (c == 'O')
            c = '0';
        if (alphabet.find(c) == alphabet.npos)
            return std::nullopt;
        reference += c;
    }
    return reference;
}

} // namespace postern
