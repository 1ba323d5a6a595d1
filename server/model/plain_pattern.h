// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_pattern.h"

#include <optional>
#include <string_view>

namespace postern::model {

// The pattern that `text` is, where it stands there just as ListPattern::parse() would write it: ASCII in
// lower case, without '~', of a shape that can be told in one pass over its bytes. That is nearly every line
// of a long list, and spares it the long way. nullopt says nothing: then the long way decides, and says what
// is wrong.
std::optional<ListPattern> plainPattern(ListKind kind, std::string_view text);

} // namespace postern::model
