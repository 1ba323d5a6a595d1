// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postern {

struct Utf8 {
    char32_t code = 0;
    std::size_t length = 0; // in octets; 0: this is no UTF-8 (RFC 3629)
};

// The character that begins `bytes`, which must not be empty.
Utf8 decodeUtf8(std::string_view bytes);

// What could pretend to be something else where text is shown, or end its line: controls (C0, DEL, C1), line
// separators, direction overrides, the byte order mark.
bool isHarmfulInText(char32_t code);

// UTF-8 throughout, and nothing harmful in it.
bool isHarmlessUtf8(std::string_view text);

bool isAscii(std::string_view text);

// As text is compared without case: NFC and Unicode's full case folding, so that an address cannot pass a
// list by being written another way. What is no UTF-8 only gets its ASCII letters in lower case.
std::string foldCase(std::string_view text);

} // namespace postern
