// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/dns_list_names.h"

#include "base/domain_name.h"
#include "base/sentence.h"
#include "dns/answer.h"

namespace postern::health {

namespace {

DnsListEntry addressEntry(const IpAddress& address, const model::DnsList& list)
{
    return {address.toString(), dns::listName(address, list.zone)};
}

DnsListEntry domainEntry(const std::string& domain, const model::DnsList& list)
{
    return {domain, domain + '.' + list.zone};
}

} // namespace

DnsListEntry mustEntry(const model::DnsList& list)
{
    return list.kind == model::DnsListKind::Domain ? domainEntry("test", list)
                                                   : addressEntry(IpAddress::fromV4(0x7f000002), list);
}

DnsListEntry mustNotEntry(const model::DnsList& list)
{
    return list.kind == model::DnsListKind::Domain ? domainEntry("invalid", list)
                                                   : addressEntry(IpAddress::fromV4(0x7f000001), list);
}

Result<DnsListEntry> entryFor(const model::DnsList& list, std::string_view typed)
{
    if (list.kind == model::DnsListKind::Domain) {
        const auto domain = normalizeDomain(trim(typed));
        if (!domain || !dns::isQueryable(*domain + '.' + list.zone))
            return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "'%1' is no domain"), {},
                        POSTERN_TEXT("server", "write it like example.com"), {std::string(typed)});
        return domainEntry(*domain, list);
    }
    const auto address = IpAddress::parse(trim(typed));
    if (!address)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "'%1' is no IP address"), {},
                    POSTERN_TEXT("server", "write it like 192.0.2.1 or 2001:db8::1"), {std::string(typed)});
    return addressEntry(*address, list);
}

} // namespace postern::health
