// SPDX-License-Identifier: GPL-3.0-or-later
// Lists as maps of Postfix.
#include "base/domain_name.h"
#include "model/import_sink.h"
#include "model/list_export.h"
#include "model/list_text.h"

#include <algorithm>
#include <bit>

namespace postern::model {

namespace {

using Shape = ListPattern::Shape;

const char* actionOf(const ListEntry& entry)
{
    if (entry.negated)
        return "DUNNO";
    return entry.color == ListColor::Black ? "REJECT" : "OK";
}

// What no map can say, whatever the pattern.
Result<> canBeSaid(const ListEntry& entry)
{
    if (entry.condition != Condition::Always)
        return tl::unexpected<Error>(
            importReason(POSTERN_TEXT("server", "Postfix knows no condition on an entry")));
    if (!entry.enabled)
        return tl::unexpected<Error>(importReason(POSTERN_TEXT("server", "it is switched off")));
    if (entry.expires)
        return tl::unexpected<Error>(
            importReason(POSTERN_TEXT("server", "Postfix knows no expiry of an entry")));
    return {};
}

void write(std::string& text, const ListEntry& entry, const std::string& key)
{
    if (const std::string comment = importedComment(entry.comment); !comment.empty())
        text += "# " + comment + '\n';
    text += key + ' ' + actionOf(entry) + '\n';
}

// "192.0.2.0/24" → "192.0.2"
Result<std::string> addressKey(const IpRange& range)
{
    if (range.single())
        return range.first.toString();
    const auto length = range.prefixLength();
    if (range.first.isV4() && length && *length % 8 == 0 && *length > 0) {
        std::string key = range.first.toString();
        for (int octets = 4; octets > *length / 8; --octets)
            key.erase(key.rfind('.'));
        return key;
    }
    return tl::unexpected<Error>(
        importReason(POSTERN_TEXT("server", "an access map has addresses and networks of whole octets only"),
                     POSTERN_TEXT("server", "export as a cidr map")));
}

Result<std::string> accessKey(const ListPattern& pattern)
{
    switch (pattern.shape) {
    case Shape::Range:
        return addressKey(pattern.range);
    case Shape::Domain:
        return std::string(pattern.domain());
    case Shape::Null:
    case Shape::Address:
    case Shape::Suffix:
    case Shape::Literal:
        return pattern.text;
    case Shape::Wildcard:
        break;
    }
    const std::string_view text = pattern.text;
    const std::size_t at = text.rfind('@');
    const auto wild =
        std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return c == '*' || c == '?'; }));
    if (at != text.npos && wild == 1 && text.ends_with("@*"))
        return std::string(text.substr(0, at + 1));
    if (at != text.npos && wild == 1 && text.starts_with("*@"))
        return std::string(text.substr(2));
    return tl::unexpected<Error>(
        importReason(POSTERN_TEXT("server", "an access map has no wildcards like this")));
}

constexpr const char* exactDomains =
    "# Written for a Postfix whose parent_domain_matches_subdomains does not name smtpd_access_maps:\n"
    "# a domain means itself only, and .domain what is below it.\n";

// Wildcards take what no domain is, and a line that begins with '#' is a comment: odd ones are read again to
// see.
bool isReadAgain(const ListPattern& pattern, const std::string& key)
{
    const bool odd = pattern.shape == Shape::Wildcard ||
                     (pattern.shape == Shape::Address &&
                      std::string_view("#.!<").find(key.front()) != std::string_view::npos);
    if (!odd)
        return true;
    const ListImport read = importList(ListFormat::PostfixAccess, ListColor::Black, pattern.kind,
                                       exactDomains + key + " REJECT\n");
    return read.refused.empty() && read.entries.size() == 1;
}

// The CIDR blocks that a range is made of, in order.
std::vector<IpRange> blocksOf(const IpRange& range)
{
    std::vector<IpRange> blocks;
    std::optional<IpAddress> at = range.first;
    while (at && *at <= range.last) {
        int host = 0; // bits
        IpRange block{*at, *at};
        for (const int bits = at->bits(); host < bits; ++host) {
            IpAddress::Bytes last = block.last.bytes();
            const std::size_t byte = 15 - std::size_t(host) / 8;
            const auto bit = std::uint8_t(1U << (host % 8));
            if ((last[byte] & bit) != 0 && (at->bytes()[byte] & bit) != 0)
                break; // not on this block's edge
            last[byte] |= bit;
            const IpAddress wider = IpAddress::fromBytes(last);
            if (wider > range.last)
                break;
            block.last = wider;
        }
        blocks.push_back(block);
        at = block.last.next();
    }
    return blocks;
}

} // namespace

ListExport exportPostfixAccess(ListKind kind, std::span<const ListEntry> entries)
{
    ListExport result;
    result.text = exactDomains;
    for (const ListEntry& entry : entries) {
        const auto pattern = ListPattern::parse(kind, entry.pattern);
        const auto sayable = canBeSaid(entry);
        const auto key = !pattern  ? Result<std::string>(failFrom(pattern))
                         : sayable ? accessKey(*pattern)
                                   : Result<std::string>(failFrom(sayable));
        if (!key)
            result.omitted.push_back({entry.displayPattern(), key.error()});
        else if (!isReadAgain(*pattern, *key))
            result.omitted.push_back(
                {entry.displayPattern(),
                 importReason(POSTERN_TEXT("server", "an access map has no wildcards like this"))});
        else
            write(result.text, entry, *key);
    }
    return result;
}

// The first rule that matches decides there, so what is most specific comes first.
ListExport exportPostfixCidr(std::span<const ListEntry> entries)
{
    ListExport result;
    struct Row {
        const ListEntry* entry;
        ListPattern pattern;
    };
    std::vector<Row> rows;
    for (const ListEntry& entry : entries) {
        auto pattern = ListPattern::parse(ListKind::Ip, entry.pattern);
        const auto sayable = canBeSaid(entry);
        if (!pattern || !sayable)
            result.omitted.push_back({entry.displayPattern(), pattern ? sayable.error() : pattern.error()});
        else
            rows.push_back({&entry, std::move(*pattern)});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        const auto left = a.pattern.specificity();
        const auto right = b.pattern.specificity();
        return left != right ? left > right : a.entry->negated && !b.entry->negated;
    });
    for (const Row& row : rows) {
        for (const IpRange& block : blocksOf(row.pattern.range))
            write(result.text, *row.entry, block.toString());
    }
    return result;
}

ListExport exportList(ListFormat format, ListKind kind, std::span<const ListEntry> entries)
{
    switch (format) {
    case ListFormat::Csv:
        return exportCsv(entries);
    case ListFormat::PostfixAccess:
        return exportPostfixAccess(kind, entries);
    case ListFormat::PostfixCidr:
        if (kind == ListKind::Ip)
            return exportPostfixCidr(entries);
        break;
    case ListFormat::Text:
        return {.text = writeListText(entries), .omitted = {}};
    case ListFormat::PostfixRegexp:
    case ListFormat::Mailtraq:
        break;
    }
    return {};
}

} // namespace postern::model
