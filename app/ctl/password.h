// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/password_hash.h"
#include "ctl/context.h"

namespace postern::ctl {

// Asks twice without echo where standard input is a terminal, else takes its first line. Gives what is kept
// of it.
Result<KeptPassword> readPassword(Context& context, const std::string& address);

} // namespace postern::ctl
