// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>

namespace postern::ctl {

// posternctl as a function: reads the command line, does what it says, gives the exit code. Needs a
// QCoreApplication, for Qt Sql.
int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace postern::ctl
