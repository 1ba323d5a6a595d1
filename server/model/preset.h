// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

namespace postern::model {

// A service as its preset makes it: port, relay rules, what it demands. Its name is the preset's usual one
// ("SMTP", "Submission").
Service makeService(Preset preset);

const char* title(Preset preset); // POSTERN_TEXT: "Mail exchange (25)"

} // namespace postern::model
