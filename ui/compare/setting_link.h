// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/comparison.h"
#include "ui/shell/place.h"

#include <string>

namespace postern::ui {

// Where a setting of a service is set that differs from another's. A service's name, and the preset that its
// defaults are of, are set nowhere: these lead to the properties.
Place placeOf(const store::SettingDifference& difference, const std::string& service);

// The link to what a column of the store's table of services, or a table of its own, holds: as
// PropertiesDialog::showTab() takes it; "" where it is set nowhere.
const char* linkOfSetting(const std::string& table, const std::string& column);

} // namespace postern::ui
