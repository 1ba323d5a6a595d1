// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::mailauth {

// What the macros of RFC 7208 7.2 stand for.
struct SpfMacroValues {
    std::string local;        // %{l}: the local part of the sender
    std::string senderDomain; // %{o}
    std::string domain;       // %{d}: the domain that is being evaluated
    IpAddress client;         // %{i} %{c} %{v}
    std::string validated;    // %{p}
    std::string helo;         // %{h}
    std::string receiver;     // %{r}
    Time now{};               // %{t}
};

// A macro-string, parsed (RFC 7208 7.1).
class SpfMacroString {
public:
    enum class Kind : unsigned char {
        DomainSpec,  // ends in a top label or a macro
        Value,       // of an unknown modifier: only its syntax matters
        Explanation, // blanks and the letters c, r and t are allowed
    };
    // nullopt: a syntax error.
    static std::optional<SpfMacroString> parse(std::string_view text, Kind kind);

    bool uses(char letter) const; // lower case
    std::string expand(const SpfMacroValues& values) const;

private:
    struct Part {
        std::string literal; // the text of a part that is no macro, and what an escape means
        char letter = 0;     // lower case; '%' of an escape, 0 of a part that is no macro
        bool urlEscape = false;
        bool reverse = false;
        std::size_t keep = 0; // rightmost parts; 0: all
        std::string delimiters;
    };

    bool parseMacro(std::string_view& text, Kind kind);
    static std::string expand(const Part& part, const SpfMacroValues& values);
    bool endsAsDomain() const;

    std::vector<Part> m_parts;
};

} // namespace postern::mailauth
