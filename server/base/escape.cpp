// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/escape.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace postern {

namespace {

void appendHex(std::string& out, std::string_view bytes)
{
    for (const char c : bytes) {
        std::array<char, 5> buffer{};
        std::snprintf(buffer.data(), buffer.size(), "\\x%02x",
                      static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += buffer.data();
    }
}

// Most of what is shown is nothing else: it is taken as it is, without being decoded.
bool isPlain(char c)
{
    return c >= ' ' && c <= '~' && c != '\\';
}

std::string escaped(std::string_view bytes, bool backslashes)
{
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        const auto plain = std::size_t(std::find_if_not(bytes.begin(), bytes.end(), isPlain) - bytes.begin());
        out += bytes.substr(0, plain);
        bytes.remove_prefix(plain);
        if (bytes.empty())
            break;
        const Utf8 decoded = decodeUtf8(bytes);
        const std::size_t length = decoded.length == 0 ? 1 : decoded.length;
        if (backslashes && decoded.code == '\\')
            out += "\\\\";
        else if (decoded.length == 0 || isHarmfulInText(decoded.code))
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
