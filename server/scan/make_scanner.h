// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "scan/scanner.h"

#include <chrono>
#include <memory>
#include <string>

namespace postern::scan {

// Who asks a scanner of this kind; nullptr for a milter, which a session talks to from its beginning.
std::unique_ptr<Scanner> makeScanner(model::ScannerKind kind, const std::string& address,
                                     std::chrono::seconds timeout);

} // namespace postern::scan
