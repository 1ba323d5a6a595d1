// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

#include "base/domain_name.h"

#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace postern {

Utf8 decodeUtf8(std::string_view bytes)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead >= 0xf0 && lead < 0xf5   ? 4
                               : lead >= 0xe0 && lead < 0xf0 ? 3
                               : lead >= 0xc2 && lead < 0xe0 ? 2
                                                             : 0;
    if (length == 0 || bytes.size() < length)
        return {};
    char32_t code = lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return {};
        code = code << 6 | (byte(i) & 0x3fU);
    }
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return {};
    return {code, length};
}

bool isHarmfulInText(char32_t code)
{
    const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const bool direction = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
                           code == 0x200e || code == 0x200f;
    const bool lineBreak = code == 0x2028 || code == 0x2029;
    return control || direction || lineBreak || code == 0xfeff;
}

bool isHarmlessUtf8(std::string_view text)
{
    while (!text.empty()) {
        const Utf8 character = decodeUtf8(text);
        if (character.length == 0 || isHarmfulInText(character.code))
            return false;
        text.remove_prefix(character.length);
    }
    return true;
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string foldCase(std::string_view text)
{
    if (isAscii(text))
        return lowerAscii(text);
    struct Free {
        void operator()(std::uint8_t* folded) const { std::free(folded); }
    };
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    if (u8_check(bytes, text.size()) != nullptr)
        return lowerAscii(text);
    std::size_t length = 0;
    const std::unique_ptr<std::uint8_t, Free> folded(
        u8_casefold(bytes, text.size(), nullptr, UNINORM_NFC, nullptr, &length));
    return folded ? std::string(reinterpret_cast<const char*>(folded.get()), length) : lowerAscii(text);
}

} // namespace postern
