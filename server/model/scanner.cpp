// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scanner.h"

#include "base/domain_name.h"
#include "base/ip_address.h"
#include "model/list_pattern.h"
#include "model/validate_parts.h"

#include <algorithm>
#include <limits>
#include <set>

namespace postern::model {

namespace {

constexpr const char* scannersKey = "scanners";
constexpr std::int64_t mostScanners = 16; // scanners of a service: each is asked for every message
constexpr std::int64_t mostExceptions = 10'000;
constexpr int mostPoints = 1000;
constexpr std::size_t longestSocket = 107; // of a socket (sun_path)
constexpr std::size_t textLimit = 200;
constexpr std::size_t headerLimit = 70; // so that a verdict has room in a line (RFC 5322 2.1.1)

void checkAddress(Problems& problems, const std::string& address)
{
    const bool socket = address.size() > 1 && address.starts_with('/') && address.size() <= longestSocket;
    // No names: whether mail comes in must not hang on the DNS for a program that stands nearby.
    const std::string_view host = std::string_view(address).substr(0, address.rfind(':'));
    const bool ip = host.starts_with('[') || IpAddress::parse(host);
    if (!socket && !(ip && isHostAndPort(address)))
        problems.error(scannersKey,
                       POSTERN_TEXT("server", "'%1' is no address of a scanner; write it like 127.0.0.1:783 "
                                              "or /run/spamd.sock"),
                       {address});
}

// RFC 5322 3.6.8. From outside no field of that name is let in, so it must be none that messages need.
void checkHeader(Problems& problems, const std::string& name)
{
    const bool printable =
        std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 127 && c != ':'; });
    const bool ours = lowerAscii(name.substr(0, 2)) == "x-" && name.size() > 2;
    if (!name.empty() && (!printable || !ours || name.size() > headerLimit))
        problems.error(
            scannersKey,
            POSTERN_TEXT("server", "'%1' is no name of a header field; write it like X-Spam-Status"), {name});
}

void checkExceptions(Problems& problems, const Scanner& scanner)
{
    for (const std::string& text : scanner.senderExceptions)
        if (const auto pattern = ListPattern::parse(ListKind::Sender, text); !pattern)
            problems.error(scannersKey,
                           POSTERN_TEXT("server", "'%1' is no sender; write it like joe@example.com, "
                                                  "example.com or *@*.example.com"),
                           {text});
    problems.between(scannersKey, std::int64_t(scanner.senderExceptions.size()), 0, mostExceptions);
}

// policy.md, section 8: who forges such a sender is not scanned.
void warnOfForgers(Problems& problems, const Service& service, const Scanner& scanner)
{
    if (!scanner.enabled || scanner.senderExceptions.empty())
        return;
    if (service.mode(Check::SenderClaimsLocal) != CheckMode::Enforce)
        problems.warning(scannersKey,
                         POSTERN_TEXT("server",
                                      "the scanner %1 leaves some senders alone, and senders that claim "
                                      "to be local are not refused here: whoever forges one of your "
                                      "own among them gets in unscanned"),
                         {scanner.address});
    if (service.mode(Check::HeloLocal) != CheckMode::Enforce)
        problems.warning(scannersKey,
                         POSTERN_TEXT("server",
                                      "the scanner %1 leaves some senders alone, and clients that call "
                                      "themselves by your own names are not refused here: whoever "
                                      "forges one of these senders gets in unscanned"),
                         {scanner.address});
}

} // namespace

void checkScanners(Problems& problems, const Service& service)
{
    const std::vector<Scanner>& scanners = service.scanners;
    std::set<std::string> addresses;
    for (const Scanner& scanner : scanners) {
        checkAddress(problems, scanner.address);
        if (!addresses.insert(scanner.address).second)
            problems.error(scannersKey, POSTERN_TEXT("server", "the scanner %1 stands here twice"),
                           {scanner.address});
        problems.between(scannersKey, scanner.points, 0, mostPoints);
        problems.between(scannersKey, scanner.timeoutSeconds, 1, 600);
        problems.between(scannersKey, scanner.sizeLimit, 0, std::numeric_limits<std::int64_t>::max());
        checkHeader(problems, scanner.header);
        problems.line(scannersKey, scanner.rejectText, textLimit);
        checkPlaceholders(problems, scannersKey, scanner.rejectText);
        checkExceptions(problems, scanner);
        warnOfForgers(problems, service, scanner);
    }
    problems.between(scannersKey, std::int64_t(scanners.size()), 0, mostScanners);
}

} // namespace postern::model
