// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"
#include "model/list_entry.h"

#include <optional>
#include <string>

namespace postern::ui {

// Where in the console something is set: what the link of a log row or of an explained session leads to. The
// more is known, the closer it leads: an entry to its row in the Black List or Exceptions dialog, a check to
// its tab and box, a service to its properties.
struct Place {
    std::string service; // by name, as the log has it
    std::optional<model::Check> check;
    model::Id entry = 0;

    bool operator==(const Place&) const = default;
};

} // namespace postern::ui
