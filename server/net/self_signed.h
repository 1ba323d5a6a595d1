// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"

#include <string>

namespace postern::net {

// A certificate that nobody has signed, for a server that was given none: good for encryption, not for proof
// of who one is. Its file holds the certificate and its key (P-256), readable by its owner only, and is valid
// for a year.
//
// Makes the file anew where it is missing, unreadable, made out to another host, or less than a month from
// its end; says whether it has. Written beside and moved into place, so that there is always a whole one.
Result<bool> keepSelfSigned(const std::string& path, const std::string& hostname, Time now);

} // namespace postern::net
