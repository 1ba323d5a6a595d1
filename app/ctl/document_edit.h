// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/context.h"

#include <optional>
#include <string>

namespace postern::ctl {

// The edit that makes everything as a document says; "-" reads standard input. Empty where the document is
// none: each of its errors is reported then, with its place.
Result<std::optional<store::Edit>> editFromDocument(Context& context, store::Store& store,
                                                    const std::string& file);

} // namespace postern::ctl
