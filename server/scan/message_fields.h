// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::scan {

// Where the header of a message ends and its body begins: around the empty line, or before the first line
// that is no field of a header. A scanner must be shown such a line as what readers take it for.
struct HeaderEnd {
    std::size_t header = std::string_view::npos; // octets of it
    std::size_t body = std::string_view::npos;   // where that begins

    bool found() const { return body != std::string_view::npos; }
};
// Not found(): it has not come yet.
HeaderEnd headerEnd(std::string_view message);

// The fields of a header, each with the CR LF at its end; folded lines belong to the one before.
std::vector<std::string> fieldsOf(std::string_view header);

// "Subject" of "Subject: Hello", without the blanks that may stand before the colon; "": it has none.
std::string_view fieldName(std::string_view field);
// " Hello", all behind the colon without the CR LF at the end.
std::string_view fieldValue(std::string_view field);

} // namespace postern::scan
