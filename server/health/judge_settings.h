// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "model/health.h"

#include <vector>

namespace postern::health {

// What the configuration permits that few would want, one finding each; one that says so where there is
// nothing. What is plainly wrong cannot be saved (model/validate.h) and is not looked for. Pure.
std::vector<model::HealthFinding> judgeSettings(const model::Configuration& configuration);

} // namespace postern::health
