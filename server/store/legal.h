// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

namespace postern::store {

// Invalid data never enters the store. Both throw Failure with what is wrong, where, and what to do.

// An error that `stored` holds already (another program wrote it, or nothing is configured yet) does not keep
// one from saving something else.
void refuseNewErrors(const model::Configuration& stored, const model::Configuration& wanted);

// The entry as it is stored: pattern and range normalised.
model::ListEntry legalEntry(model::ListEntry entry);

} // namespace postern::store
