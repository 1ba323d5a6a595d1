// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_pattern.h"

#include <optional>
#include <string>
#include <string_view>

namespace postern::model {

// A pattern of names as one text with '*' and '?': "example.com" among senders is "*@example.com",
// ".example.com" is "*@*.example.com". For comparing patterns of different shapes; of ranges nothing.
std::string asWildcard(const ListPattern& pattern);

// Whether all that `inner` matches is matched by `outer`, both as texts with '*' and '?'. True is certain;
// false may be wrong for odd ones such as "a*?" and "a?*".
bool coversWildcard(std::string_view outer, std::string_view inner);

// A text that both match, as short as can be, with `filler` for the stars; nullopt: there is none. Takes the
// product of both lengths.
std::optional<std::string> commonMatch(std::string_view a, std::string_view b, std::string_view filler = {});
// The same, without the text: a look at both ends comes first and settles most.
bool wildcardsMeet(std::string_view a, std::string_view b);

} // namespace postern::model
