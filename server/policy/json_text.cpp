// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/json_text.h"

#include <algorithm>

namespace postern::policy::json {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

void appendEscape(std::string& out, unsigned char byte)
{
    out.append("\\u00").append(1, digits[byte >> 4]).append(1, digits[byte & 0xf]);
}

} // namespace

void append(std::string& out, std::string_view text, Bytes bytes)
{
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append(1, '\\').append(1, c);
        else if (byte < 0x20 || byte == 0x7f || (bytes == Bytes::Any && byte >= 0x80))
            appendEscape(out, byte);
        else
            out += c;
    }
    out += '"';
}

std::string toBytes(std::string utf8)
{
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(utf8.begin(), utf8.end(), isAscii))
        return utf8;
    std::string out;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        if (lead < 0x80) {
            out += utf8[i];
        } else if ((lead == 0xc2 || lead == 0xc3) && i + 1 < utf8.size()) {
            ++i;
            out += char((lead & 0x03U) << 6 | (static_cast<unsigned char>(utf8[i]) & 0x3fU));
        }
    }
    return out;
}

} // namespace postern::policy::json
