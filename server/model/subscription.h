// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/problems.h"

#include <vector>

// Files of list entries that the engine reads by itself: what of them is legal.
namespace postern::model {

void checkSubscriptions(Problems& problems, const std::vector<Subscription>& subscriptions);

} // namespace postern::model
