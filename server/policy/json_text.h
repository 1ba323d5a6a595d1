// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

// Writing of the small JSON texts that go into the log with every event. By hand, since a document tree
// costs more than the decision itself; reading is nlohmann's.
namespace postern::policy::json {

enum class Bytes : bool {
    Utf8, // the text is UTF-8 already
    Any,  // each byte from 0x80 up is written as the code point of its number
};

// The text as a JSON string, quotes included.
void append(std::string& out, std::string_view text, Bytes bytes = Bytes::Utf8);

// Undoes Bytes::Any on what a parser returned. Code points past U+00FF, which append() never writes, are
// dropped.
std::string toBytes(std::string utf8);

} // namespace postern::policy::json
