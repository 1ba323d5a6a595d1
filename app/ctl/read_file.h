// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/context.h"

namespace postern::ctl {

// A whole file, or standard input for "-". Full: it is larger than a configuration document or a list may be.
Result<std::string> readFile(Context& context, const std::string& file);

// Writes a whole file that was not there before; "-" or "" is standard output.
Result<> writeFile(Context& context, const std::string& file, const std::string& text);

} // namespace postern::ctl
