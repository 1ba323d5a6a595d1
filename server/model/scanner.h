// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/problems.h"

// Scanners of a service: what of them is legal, and what exceptions of senders open.
namespace postern::model {

void checkScanners(Problems& problems, const Service& service);

} // namespace postern::model
