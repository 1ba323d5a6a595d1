// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/scanner.h"

#include <utility>

namespace postern::scan {

ScanResult failedScan(std::string scanner, std::string why)
{
    ScanResult result;
    result.opinion.scanner = std::move(scanner);
    result.opinion.failure = std::move(why);
    return result;
}

} // namespace postern::scan
