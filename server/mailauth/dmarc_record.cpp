// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/dmarc_record.h"

#include "base/domain_name.h"
#include "mailauth/tag_list.h"

namespace postern::mailauth {

namespace {

std::optional<DmarcPolicy> policyIn(const TagList& tags, std::string_view tag)
{
    return dmarcPolicyById(lowerAscii(tags.value(tag).value_or("")));
}

// RFC 7489 6.3: what is wrong in a tag but v= and p= is as if it were not there.
int percentIn(const TagList& tags)
{
    const auto number = tagNumber(tags.value("pct").value_or(""));
    return number && *number <= 100 ? int(*number) : 100;
}

} // namespace

bool DmarcRecord::isRecord(std::string_view text)
{
    const std::string_view first = text.substr(0, text.find(';'));
    const std::size_t equals = first.find('=');
    return equals != first.npos && trim(first.substr(0, equals)) == "v" &&
           trim(first.substr(equals + 1)) == "DMARC1";
}

std::optional<DmarcRecord> DmarcRecord::parse(std::string_view text)
{
    const auto tags = TagList::parse(text);
    if (!tags || !isRecord(text))
        return std::nullopt;
    DmarcRecord record;
    const auto policy = policyIn(*tags, "p");
    if (!policy && tags->value("rua").value_or("").empty())
        return std::nullopt;
    record.policy = policy.value_or(DmarcPolicy::None);
    record.subdomains = policy ? policyIn(*tags, "sp").value_or(record.policy) : DmarcPolicy::None;
    record.strictDkim = lowerAscii(tags->value("adkim").value_or("")) == "s";
    record.strictSpf = lowerAscii(tags->value("aspf").value_or("")) == "s";
    record.percent = percentIn(*tags);
    return record;
}

} // namespace postern::mailauth
