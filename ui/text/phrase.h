// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"

#include <QString>

namespace postern::ui {

// In the administrator's language, its parts, too. Any thread.
QString translate(const Phrase& phrase);

} // namespace postern::ui
