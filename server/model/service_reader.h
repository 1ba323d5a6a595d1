// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "model/object_reader.h"

namespace postern::model {

// One element of "services", without its lists.
Service readService(ObjectReader& reader);

// The texts below a key, each an IpRange.
void readRanges(ObjectReader& reader, std::string_view key, std::vector<std::string>& field);

} // namespace postern::model
