// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "model/object_reader.h"

namespace postern::model {

// One element of "services", without its lists.
Service readService(ObjectReader& reader);

// The texts below a key, each an IpRange.
void readRanges(ObjectReader& reader, std::string_view key, std::vector<std::string>& field);

// The files below "subscriptions".
void readSubscriptions(ObjectReader& reader, std::vector<Subscription>& subscriptions);

} // namespace postern::model
