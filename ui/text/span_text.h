// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <QString>

namespace postern::ui {

// From a moment on, up to another one, as one writes it here: "24.11.26, 10:00 – 11:00"; whole days as
// "24.11.26" or "24.11.26 – 30.11.26".
QString spanText(Time from, Time until);

} // namespace postern::ui
