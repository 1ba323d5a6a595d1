// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::mailauth {

// More than any honest list has; what is longer is refused.
inline constexpr std::size_t longestTagList = 16 * 1024;
inline constexpr std::size_t maxTags = 64;

struct Tag {
    std::string_view name;
    std::string_view value; // without white space around it; within it there may be some, folded too
    std::string_view whole; // all between '=' and ';'
};

// A list of tag=value (RFC 6376 3.2): "v=DKIM1; k=rsa; p=MIG…". Names are compared as they are, none comes
// twice. Refers to the text, which must outlive it.
class TagList {
public:
    static Result<TagList> parse(std::string_view text);

    const std::vector<Tag>& tags() const { return m_tags; }
    const Tag* find(std::string_view name) const; // nullptr: not there
    std::optional<std::string_view> value(std::string_view name) const;

private:
    std::vector<Tag> m_tags;
};

// Without any white space: as base64 and names are folded.
std::string unfolded(std::string_view value);
// Unsigned, of 1 to 18 digits.
std::optional<std::int64_t> tagNumber(std::string_view value);
// The parts between the separators, without white space.
std::vector<std::string> tagParts(std::string_view value, char separator);

} // namespace postern::mailauth
