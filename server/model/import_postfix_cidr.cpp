// SPDX-License-Identifier: GPL-3.0-or-later
// cidr_table(5) and the tables of regular expressions of Postfix: the first rule that matches decides.
#include "base/domain_name.h"
#include "model/ordered_ranges.h"
#include "model/postfix_rule.h"

#include <algorithm>

namespace postern::model {

namespace {

// The ends of the family that an address belongs to.
IpRange familyOf(const IpAddress& address)
{
    if (address.isV4())
        return {IpAddress::fromV4(0), IpAddress::fromV4(0xffffffff)};
    IpAddress::Bytes last{};
    last.fill(0xff);
    return {IpAddress::fromBytes({}), IpAddress::fromBytes(last)};
}

// What is outside of it.
std::vector<IpRange> complement(const IpRange& range)
{
    const IpRange family = familyOf(range.first);
    std::vector<IpRange> outside;
    if (const auto before = range.first.previous())
        outside.push_back({family.first, *before});
    if (const auto after = range.last.next())
        outside.push_back({*after, family.last});
    return outside;
}

class CidrMap {
public:
    explicit CidrMap(ImportSink& sink)
        : m_sink(sink)
    {
    }

    void add(PostfixRule rule)
    {
        std::string_view key = rule.key;
        const bool outside = key.starts_with('!');
        key.remove_prefix(outside ? 1 : 0);
        auto range = IpRange::parse(key);
        if (!range || key.find_first_of("-*") != key.npos)
            return m_sink.refuse(
                rule.line, rule.text,
                range ? importReason(POSTERN_TEXT("server", "Postfix does not know ranges like this"),
                                     POSTERN_TEXT("server", "write it like 192.0.2.0/24"))
                      : range.error());
        const std::size_t number = m_rules.size();
        for (const IpRange& each : outside ? complement(*range) : std::vector{*range}) {
            m_ranges.push_back({.range = each,
                                .weight = mostImportLines * 4 - m_ranges.size(), // the first one wins
                                .positive = rule.isFor(m_sink.color())});
            m_ruleOf.push_back(number);
        }
        m_rules.push_back(std::move(rule));
    }

    void finish()
    {
        const std::vector<PlacedRange> placed = placeRanges(m_ranges);
        m_used.assign(m_rules.size(), false);
        for (std::size_t i = 0; i < placed.size(); ++i)
            place(i, placed[i]);
        for (std::size_t i = 0; i < m_rules.size(); ++i)
            conclude(i, placed);
    }

private:
    void place(std::size_t i, const PlacedRange& placed)
    {
        const std::size_t number = m_ruleOf[i];
        const PostfixRule& rule = m_rules[number];
        const auto take = [&](const IpRange& range) {
            ListPattern pattern{.shape = ListPattern::Shape::Range, .kind = ListKind::Ip};
            pattern.range = range;
            pattern.text = range.toString();
            pattern.negated = !m_ranges[i].positive;
            m_sink.take(rule.line, pattern, {.comment = rule.comment});
            m_used[number] = true;
        };
        if (placed.fate == PlacedRange::Fate::Kept)
            take(m_ranges[i].range);
        else if (placed.fate == PlacedRange::Fate::Cut)
            std::for_each(placed.pieces.begin(), placed.pieces.end(), take);
    }

    // Says of a rule that became no entry why.
    void conclude(std::size_t number, const std::vector<PlacedRange>& placed)
    {
        const PostfixRule& rule = m_rules[number];
        if (m_used[number]) {
            if (rule.inexact)
                m_sink.warn(rule.line, rule.text, *rule.inexact);
            return;
        }
        const auto first =
            std::size_t(std::lower_bound(m_ruleOf.begin(), m_ruleOf.end(), number) - m_ruleOf.begin());
        bool beaten = true;
        bool cut = false;
        for (std::size_t i = first; i < m_ruleOf.size() && m_ruleOf[i] == number; ++i) {
            beaten &= placed[i].fate == PlacedRange::Fate::Beaten;
            cut |= placed[i].fate == PlacedRange::Fate::Cut;
        }
        if (beaten)
            m_sink.drop(rule.line, rule.text,
                        importReason(POSTERN_TEXT("server", "it can never decide: lines before it match all "
                                                            "that it matches")));
        else if (cut)
            m_sink.drop(rule.line, rule.text,
                        importReason(POSTERN_TEXT("server", "what it takes out is left out of the lines "
                                                            "behind it")));
        else
            leaveOut(m_sink, rule);
    }

    ImportSink& m_sink;
    std::vector<PostfixRule> m_rules;
    std::vector<OrderedRange> m_ranges;
    std::vector<std::size_t> m_ruleOf; // by index in m_ranges; ascending
    std::vector<bool> m_used;          // by rule: it became an entry
};

} // namespace

void importPostfixCidr(ImportSink& sink, std::string_view text)
{
    if (sink.kind() != ListKind::Ip) {
        if (!trim(text).empty())
            sink.refuse(1, text.substr(0, text.find_first_of("\r\n")),
                        importReason(POSTERN_TEXT("server", "a cidr map has IP addresses; nothing was read"),
                                     POSTERN_TEXT("server", "import it in the tab IP Addresses")));
        return;
    }
    CidrMap map(sink);
    std::size_t depth = 0;
    const auto isConditional = [&](const PostfixRule& rule) {
        const std::string word = lowerAscii(rule.key);
        depth += word == "if" ? 1 : 0;
        const bool inside = depth > 0 || word == "endif";
        if (inside)
            sink.refuse(rule.line, rule.text,
                        importReason(POSTERN_TEXT("server", "lines between if and endif are not translated"),
                                     POSTERN_TEXT("server", "write each with the network that it is about")));
        depth -= depth > 0 && word == "endif" ? 1 : 0;
        return inside;
    };
    forPostfixRules(
        sink, text, [&](PostfixRule rule) { map.add(std::move(rule)); }, isConditional);
    map.finish();
}

void importPostfixRegexp(ImportSink& sink, std::string_view text)
{
    const auto refuse = [&](const PostfixRule& rule) {
        sink.refuse(rule.line, rule.text,
                    importReason(POSTERN_TEXT("server", "regular expressions are not translated"),
                                 POSTERN_TEXT("server", "write patterns with * and ? for it")));
        return true;
    };
    forPostfixRules(
        sink, text, [](const PostfixRule&) {}, refuse);
}

} // namespace postern::model
