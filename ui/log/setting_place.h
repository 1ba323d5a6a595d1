// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/trace.h"
#include "ui/shell/place.h"

#include <QString>

namespace postern::ui {

// What decided a check: the list entry that it names, the files where it is a line of one, else the check's
// own setting.
Place placeOf(const std::string& service, const policy::TraceRow& row);

// Where that is in the console, in words: "Black List › Senders", "Exceptions › IP Addresses", "Relaying".
QString placeText(const policy::TraceRow& row);

} // namespace postern::ui
