// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/dane.h"

namespace postern::delivery {

namespace {

constexpr std::uint8_t trustAnchor = 2; // DANE-TA
constexpr std::uint8_t endEntity = 3;   // DANE-EE

bool hasProperLength(const dns::TlsaRecord& record)
{
    switch (record.matching) {
    case 0:
        return !record.data.empty();
    case 1:
        return record.data.size() == 32; // SHA-256
    case 2:
        return record.data.size() == 64; // SHA-512
    default:
        return false;
    }
}

// RFC 7672 3.1.3: usages 0 and 1 rest on authorities that mail servers do not agree on.
bool isUsable(const dns::TlsaRecord& record)
{
    return (record.usage == trustAnchor || record.usage == endEntity) && record.selector <= 1 &&
           hasProperLength(record);
}

} // namespace

DaneFinding findDane(const dns::Answer& tlsa)
{
    using Result = DaneFinding::Result;
    if (tlsa.failed())
        return {Result::Unknown, {}, tlsa.why};
    if (!tlsa.found() || tlsa.security != dns::Security::Secure)
        return {};
    DaneFinding finding;
    for (const dns::TlsaRecord& record : tlsa.tlsa) {
        if (isUsable(record) && finding.pins.size() < mostPins)
            finding.pins.push_back({record.usage, record.selector, record.matching, record.data});
    }
    finding.result = finding.pins.empty() ? Result::Unusable : Result::Pinned;
    return finding;
}

std::string tlsaName(const std::string& host, std::uint16_t port)
{
    return '_' + std::to_string(port) + "._tcp." + host;
}

} // namespace postern::delivery
