// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>

namespace postern::spool {

// What the operating system said, as an Error: ErrorKind::Full where there is no room (disk, quota, file
// size), Denied where it is not allowed. `number` is an errno.
tl::unexpected<Error> systemFailure(int number, const std::string& doing, const std::string& where);

} // namespace postern::spool
