// SPDX-License-Identifier: GPL-3.0-or-later
// access(5) of Postfix, whose most specific key decides: address, domain, domains above it, local part. That
// is the order of specificity here, too.
#include "base/domain_name.h"
#include "model/list_export.h"
#include "model/postfix_rule.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace postern::model {

namespace {

// Says that a domain means itself only: written by our own export, found in comments.
constexpr std::string_view exactDomainsMark = "a domain means itself only";

struct AccessRule {
    PostfixRule rule;
    std::vector<ListPattern> patterns;
};

// "192.168" → "192.168.0.0/16", "2001:db8" → "2001:db8::/32"; "" where it is neither.
std::string networkOfPrefix(std::string_view key)
{
    const bool v6 = key.find(':') != key.npos;
    const char separator = v6 ? ':' : '.';
    if (key.empty() || key.find_first_not_of(v6 ? "0123456789abcdefABCDEF:" : "0123456789.") != key.npos ||
        key.find("::") != key.npos || key.front() == separator || key.back() == separator)
        return {};
    const auto parts = std::size_t(std::count(key.begin(), key.end(), separator)) + 1;
    std::string whole(key);
    if (v6)
        return parts < 8 ? whole + "::/" + std::to_string(parts * 16) : std::string();
    if (parts > 3)
        return {};
    for (std::size_t i = parts; i < 4; ++i)
        whole += ".0";
    return whole + '/' + std::to_string(parts * 8);
}

class AccessMap {
public:
    AccessMap(ImportSink& sink, bool domainsAreExact)
        : m_sink(sink)
        , m_domainsAreExact(domainsAreExact)
    {
    }

    void add(PostfixRule rule)
    {
        AccessRule parsed{.rule = std::move(rule), .patterns = {}};
        if (const auto good = parse(parsed); !good)
            return m_sink.refuse(parsed.rule.line, parsed.rule.text, good.error());
        const auto [first, fresh] = m_known.emplace(parsed.patterns.front().text, m_rules.size());
        if (!fresh)
            return repeat(m_rules[first->second], parsed);
        if (parsed.rule.isFor(m_sink.color())) {
            for (const ListPattern& pattern : parsed.patterns) {
                m_wanted.insert(pattern.text);
                m_anyLocalPart |= pattern.text.ends_with("@*");
            }
        }
        m_rules.push_back(std::move(parsed));
    }

    void finish()
    {
        for (const AccessRule& each : m_rules)
            file(each);
    }

private:
    void repeat(const AccessRule& there, const AccessRule& again)
    {
        if (there.rule.verdict == again.rule.verdict)
            return m_sink.repeat();
        m_sink.drop(
            again.rule.line, again.rule.text,
            importReason(POSTERN_TEXT("server", "the same key stands in line %1, and the first one counts"),
                         "", {std::to_string(there.rule.line)}));
    }

    Result<> parse(AccessRule& rule) const
    {
        const auto typed =
            m_sink.kind() == ListKind::Ip ? addressForms(rule.rule.key) : nameForms(rule.rule.key);
        if (!typed)
            return failFrom(typed);
        for (const std::string& each : *typed) {
            auto pattern = ListPattern::parse(m_sink.kind(), each);
            if (!pattern)
                return failFrom(pattern);
            if (pattern->negated || (pattern->shape == ListPattern::Shape::Wildcard &&
                                     rule.rule.key.find_first_of("*?") != std::string::npos))
                return tl::unexpected<Error>(importReason(
                    POSTERN_TEXT("server", "keys of Postfix have no ~ and no wildcards"),
                    POSTERN_TEXT("server", "if this is another kind of file, choose its format")));
            rule.patterns.push_back(std::move(*pattern));
        }
        return {};
    }

    static Result<std::vector<std::string>> addressForms(const std::string& key)
    {
        if (const std::string network = networkOfPrefix(key); !network.empty())
            return std::vector{network};
        if (IpAddress::parse(key))
            return std::vector{key};
        if (key.find('/') != key.npos)
            return tl::unexpected<Error>(
                importReason(POSTERN_TEXT("server", "Postfix reads networks like this in cidr maps only"),
                             POSTERN_TEXT("server", "if this is one, choose that format")));
        return tl::unexpected<Error>(importReason(
            POSTERN_TEXT("server", "this is a name, and here stand IP addresses"),
            POSTERN_TEXT("server",
                         "write the address that it has, or put the name into the list of HELO hosts")));
    }

    Result<std::vector<std::string>> nameForms(const std::string& key) const
    {
        const std::size_t at = key.find('@');
        if (key == "<>" || (at != key.npos && at + 1 < key.size()) || key.starts_with('.'))
            return std::vector{key};
        if (at != key.npos)
            return std::vector{key + '*'};
        const bool mail = m_sink.kind() != ListKind::Helo;
        std::vector<std::string> forms{mail ? '@' + key : key};
        if (!m_domainsAreExact && !IpAddress::parse(key) && !key.starts_with('['))
            forms.push_back('.' + key);
        return forms;
    }

    // Whether a line that makes entries is less specific and meets what `pattern` is about.
    bool takesOutOfSomething(const ListPattern& pattern) const
    {
        const std::string_view text = pattern.text;
        if (m_sink.kind() == ListKind::Ip)
            return isInsideWanted(pattern.range);
        if (m_anyLocalPart && !text.ends_with("@*"))
            return true;
        const std::size_t at = text.rfind('@');
        std::string_view domain = at == text.npos ? text : text.substr(at + 1);
        if (at != text.npos && at > 0 &&
            (m_wanted.contains(std::string(domain)) || m_wanted.contains('@' + std::string(domain))))
            return true;
        domain.remove_prefix(domain.starts_with('.') ? 1 : 0);
        while (true) {
            const std::size_t dot = domain.find('.');
            if (dot == domain.npos)
                return false;
            if (m_wanted.contains(std::string(domain.substr(dot))))
                return true;
            domain.remove_prefix(dot + 1);
        }
    }
    bool isInsideWanted(const IpRange& range) const
    {
        const int step = range.first.isV4() ? 8 : 16;
        for (int length = range.prefixLength().value_or(0) - 1; length > 0; --length) {
            if (length % step != 0)
                continue;
            IpAddress::Bytes bytes = range.first.bytes();
            const int keep = (range.first.isV4() ? 96 + length : length) / 8;
            std::fill(bytes.begin() + keep, bytes.end(), std::uint8_t(0));
            const auto wider =
                IpRange::parse(IpAddress::fromBytes(bytes).toString() + '/' + std::to_string(length));
            if (wider && m_wanted.contains(wider->toString()))
                return true;
        }
        return false;
    }

    void file(const AccessRule& each)
    {
        const bool wanted = each.rule.isFor(m_sink.color());
        bool used = false;
        for (ListPattern pattern : each.patterns) {
            if (!wanted && !takesOutOfSomething(pattern))
                continue;
            pattern.negated = !wanted;
            m_sink.take(each.rule.line, pattern, {.comment = each.rule.comment});
            used = true;
        }
        if (!used)
            return leaveOut(m_sink, each.rule);
        if (each.rule.inexact)
            m_sink.warn(each.rule.line, each.rule.text, *each.rule.inexact);
    }

    ImportSink& m_sink;
    bool m_domainsAreExact;
    std::vector<AccessRule> m_rules;
    std::unordered_map<std::string, std::size_t> m_known; // by the text of the first pattern
    std::unordered_set<std::string> m_wanted;             // patterns that become entries
    bool m_anyLocalPart = false;
};

// With parent_domain_matches_subdomains as it comes, a domain means itself and all below it, and ".domain"
// means nothing; so who writes the latter has changed that.
bool domainsAreExact(std::string_view text)
{
    bool exact = text.substr(0, 1000).find(exactDomainsMark) != text.npos;
    for (std::size_t at = 0; !exact && at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        exact = text[at] == '.' && end > at;
        at = end + 1;
    }
    return exact;
}

} // namespace

void importPostfixAccess(ImportSink& sink, std::string_view text)
{
    AccessMap map(sink, domainsAreExact(text));
    forPostfixRules(sink, text, [&](PostfixRule rule) { map.add(std::move(rule)); });
    map.finish();
}

} // namespace postern::model
