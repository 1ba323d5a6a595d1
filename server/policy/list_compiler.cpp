// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/list_compiler.h"

#include "policy/list_key.h"

namespace postern::policy {

namespace {

// Bytes of patterns that are kept together; fewer for the first ones, since most lists are short.
constexpr std::size_t firstBlock = 4096;
constexpr std::size_t block = std::size_t(1) << 20;

} // namespace

EntryLimits limitsOf(std::optional<Time> expires, model::Condition condition, std::string_view onlyFrom)
{
    EntryLimits limits{.expires = expires, .condition = condition};
    if (condition == model::Condition::FromRange) {
        if (const auto range = IpRange::parse(onlyFrom))
            limits.onlyFrom = *range;
    }
    return limits;
}

ListCompiler::ListCompiler(model::ListKind kind)
    : m_kind(kind)
{
}

void ListCompiler::add(model::Id id, std::string_view pattern, bool negated, const EntryLimits& limits)
{
    const auto parsed = model::ListPattern::parse(m_kind, pattern);
    if (!parsed)
        return;
    const EntryLimits* kept = limits == EntryLimits() ? nullptr : &m_limits.emplace_back(limits);
    file(id, *parsed, negated || parsed->negated, keep(*parsed), kept);
}

Result<> ListCompiler::addLine(std::int64_t number, std::string_view typed)
{
    const auto parsed = model::ListPattern::parse(m_kind, typed);
    if (!parsed)
        return failFrom(parsed);
    const std::string_view payload = keep(*parsed);
    if (m_lines[parsed->negated ? 1 : 0].insert(payload).second)
        file(firstLine + number, *parsed, parsed->negated, payload, nullptr);
    return {};
}

void ListCompiler::file(model::Id id, const model::ListPattern& pattern, bool negated,
                        std::string_view payload, const EntryLimits* limits)
{
    LooseEntry loose{.filed = {}, .payload = payload, .limits = limits};
    loose.filed.id = id;
    loose.filed.shape = pattern.shape;
    loose.filed.negated = negated;
    loose.filed.length = std::uint16_t(loose.payload.size());
    for (const FilingPlace& place : filingPlaces(pattern)) {
        loose.filed.key = place.key;
        loose.filed.way = place.way;
        m_entries.push_back(loose);
        loose.filed.again = true;
    }
}

std::string_view ListCompiler::keep(const model::ListPattern& pattern)
{
    if (m_bytes.empty() || m_bytes.back().size() + model::maxPatternLength > m_bytes.back().capacity()) {
        const std::size_t size = m_bytes.empty() ? firstBlock : block;
        m_bytes.emplace_back().reserve(size);
    }
    std::string& bytes = m_bytes.back();
    const std::size_t begin = bytes.size();
    appendPayload(bytes, pattern);
    return std::string_view(bytes).substr(begin);
}

} // namespace postern::policy
