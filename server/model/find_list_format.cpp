// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "model/csv_columns.h"
#include "model/list_import.h"
#include "model/list_text.h"
#include "model/postfix_rule.h"

#include <algorithm>

namespace postern::model {

namespace {

constexpr std::size_t lookedAt = 65'536; // bytes
constexpr std::size_t enough = 200;      // lines

// What the lines at the beginning of a file look like, counted.
struct Looks {
    std::size_t lines = 0;
    std::size_t actions = 0;  // key and action
    std::size_t networks = 0; // of those, whose key is a network or begins with '!'
    std::size_t prefixes = 0; // of those, whose key is a part of an address, as in access maps only
    std::size_t regexps = 0;
    std::size_t mailtraq = 0; // '%', '$' or "=^"

    void add(std::string_view line)
    {
        ++lines;
        const PostfixLine rule = splitPostfixLine(line);
        if (looksLikeRegexp(line)) {
            ++regexps;
        } else if (isPostfixAction(rule.action)) {
            ++actions;
            std::string_view key = rule.key;
            const bool outside = key.starts_with('!');
            key.remove_prefix(outside ? 1 : 0);
            const bool range = bool(IpRange::parse(key));
            networks += range && (outside || key.find('/') != key.npos) ? 1 : 0;
            prefixes += range ? 0 : 1;
        } else {
            const std::string_view pattern = splitListLine(line).pattern;
            mailtraq +=
                pattern.find_first_of("%$") != pattern.npos || pattern.find("=^") != pattern.npos ? 1 : 0;
        }
    }

    static bool looksLikeRegexp(std::string_view line)
    {
        line = trim(line);
        line.remove_prefix(line.starts_with('!') ? 1 : 0);
        const std::size_t close = line.starts_with('/') ? line.find('/', 1) : line.npos;
        return close != line.npos && line.find_first_of(" \t", close) != line.npos;
    }
};

} // namespace

ListFormat findListFormat(std::string_view text)
{
    text = text.substr(0, lookedAt);
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    if (const auto header = readCsvHeader(text);
        header && (header->columns.size() > 1 || text.substr(0, 8).find("pattern") != text.npos))
        return ListFormat::Csv;
    Looks looks;
    while (!text.empty() && looks.lines < enough) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        const bool says = !trim(line).empty() && trim(line).front() != '#';
        if (says && line.front() != ' ' && line.front() != '\t')
            looks.add(line);
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    if (looks.regexps * 2 > looks.lines)
        return ListFormat::PostfixRegexp;
    if (looks.actions * 2 > looks.lines)
        return looks.networks > 0 && looks.prefixes * 2 < looks.actions ? ListFormat::PostfixCidr
                                                                        : ListFormat::PostfixAccess;
    return looks.mailtraq > 0 ? ListFormat::Mailtraq : ListFormat::Text;
}

} // namespace postern::model
