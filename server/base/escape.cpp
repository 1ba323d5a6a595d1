// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/escape.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace postern {

namespace {

struct Decoded {
    char32_t code = 0;
    std::size_t length = 0; // 0: not UTF-8
};

Decoded decode(std::string_view bytes)
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

bool isHarmful(char32_t code)
{
    const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const bool direction = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
                           code == 0x200e || code == 0x200f;
    const bool lineBreak = code == 0x2028 || code == 0x2029;
    return control || direction || lineBreak || code == 0xfeff;
}

void appendHex(std::string& out, std::string_view bytes)
{
    for (const char c : bytes) {
        std::array<char, 5> buffer{};
        std::snprintf(buffer.data(), buffer.size(), "\\x%02x",
                      static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += buffer.data();
    }
}

std::string escaped(std::string_view bytes, bool backslashes)
{
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        const Decoded decoded = decode(bytes);
        const std::size_t length = decoded.length == 0 ? 1 : decoded.length;
        if (backslashes && decoded.code == '\\')
            out += "\\\\";
        else if (decoded.length == 0 || isHarmful(decoded.code))
            appendHex(out, bytes.substr(0, length));
        else
            out += bytes.substr(0, length);
        bytes.remove_prefix(length);
    }
    return out;
}

} // namespace

std::string escapeForDisplay(std::string_view bytes, std::size_t limit)
{
    std::string out = escaped(bytes.substr(0, limit), true);
    if (bytes.size() > limit)
        out += "…";
    return out;
}

std::string showable(std::string_view text)
{
    return escaped(text, false);
}

} // namespace postern
