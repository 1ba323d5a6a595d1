// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"
#include "model/list_entry.h"

#include <QString>

#include <optional>

namespace postern::ui {

// The tab of the SMTP Service Properties where a check is set, and the field in it where there is one, as
// PropertiesDialog::showTab() takes it.
QString tabOf(model::Check check);

// The files that the lists of a service subscribe to: as Place::tab.
inline constexpr const char* listFilesLink = "black-lists/subscriptions";

// The tab of the Black List dialog that a check belongs to.
std::optional<model::ListKind> listOf(model::Check check);

} // namespace postern::ui
