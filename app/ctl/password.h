// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/context.h"

namespace postern::ctl {

// Asks twice without echo where standard input is a terminal, else takes its first line. Gives the hash.
Result<std::string> readPasswordHash(Context& context, const std::string& address);

} // namespace postern::ctl
