// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/make_scanner.h"

#include "scan/rspamd_client.h"
#include "scan/spamd_client.h"

namespace postern::scan {

std::unique_ptr<Scanner> makeScanner(model::ScannerKind kind, const std::string& address,
                                     std::chrono::seconds timeout)
{
    switch (kind) {
    case model::ScannerKind::Spamd:
        return std::make_unique<SpamdClient>(address, timeout);
    case model::ScannerKind::Rspamd:
        return std::make_unique<RspamdClient>(address, timeout);
    case model::ScannerKind::Milter:
        break;
    }
    return nullptr;
}

} // namespace postern::scan
