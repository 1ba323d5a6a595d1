// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/sts_policy.h"

#include "base/domain_name.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace postern::delivery {

namespace {

constexpr std::int64_t longestAge = 31'557'600; // RFC 8461 3.2: a year

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool isAlphanumeric(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
}

// The text before the first `separator`, which is taken off with it.
std::string_view takeUntil(std::string_view& text, char separator)
{
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    return taken;
}

struct Fields {
    std::optional<std::string> version;
    std::optional<std::string> mode;
    std::optional<std::string> maxAge;
    std::vector<std::string> mx;
};

// RFC 8461 3.2: the first of each counts; what is not known is passed over.
void take(Fields& fields, std::string_view key, std::string_view value)
{
    const auto first = [&](std::optional<std::string>& field) {
        if (!field)
            field = value;
    };
    if (key == "version")
        first(fields.version);
    else if (key == "mode")
        first(fields.mode);
    else if (key == "max_age")
        first(fields.maxAge);
    else if (const std::string host = comparableDomain(value);
             key == "mx" && !host.empty() && fields.mx.size() < mostStsPatterns)
        fields.mx.push_back(host);
}

std::optional<StsPolicy::Mode> modeOf(std::string_view word)
{
    if (word == "enforce")
        return StsPolicy::Mode::Enforce;
    if (word == "testing")
        return StsPolicy::Mode::Testing;
    return word == "none" ? std::optional(StsPolicy::Mode::None) : std::nullopt;
}

std::string_view wordOf(StsPolicy::Mode mode)
{
    switch (mode) {
    case StsPolicy::Mode::Enforce:
        return "enforce";
    case StsPolicy::Mode::Testing:
        return "testing";
    case StsPolicy::Mode::None:
        break;
    }
    return "none";
}

std::optional<std::chrono::seconds> ageOf(std::string_view text)
{
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds(std::min(seconds, longestAge));
}

} // namespace

bool StsPolicy::lists(std::string_view host) const
{
    const std::string name = comparableDomain(host);
    const std::size_t dot = name.find('.');
    const std::string_view above =
        dot == name.npos ? std::string_view() : std::string_view(name).substr(dot + 1);
    return std::any_of(mx.begin(), mx.end(), [&](const std::string& pattern) {
        const bool wild = pattern.starts_with("*."); // exactly one label
        return wild ? std::string_view(pattern).substr(2) == above && !above.empty() : pattern == name;
    });
}

std::optional<StsPolicy> parseStsPolicy(std::string_view text)
{
    if (text.size() > longestStsPolicy)
        return std::nullopt;
    Fields fields;
    while (!text.empty()) {
        std::string_view line = takeUntil(text, '\n');
        const std::string_view key = trimmed(takeUntil(line, ':'));
        take(fields, key, trimmed(line));
    }
    if (fields.version != "STSv1" || !fields.mode || !fields.maxAge)
        return std::nullopt;
    const auto mode = modeOf(*fields.mode);
    const auto age = ageOf(*fields.maxAge);
    if (!mode || !age || (*mode != StsPolicy::Mode::None && fields.mx.empty()))
        return std::nullopt;
    return StsPolicy{*mode, std::move(fields.mx), *age};
}

std::string toText(const StsPolicy& policy)
{
    std::string text = "version: STSv1\nmode: " + std::string(wordOf(policy.mode)) + '\n';
    for (const std::string& pattern : policy.mx)
        text += "mx: " + pattern + '\n';
    return text + "max_age: " + std::to_string(policy.maxAge.count()) + '\n';
}

std::optional<std::string> stsIdOf(const std::vector<std::string>& texts)
{
    constexpr std::size_t longestId = 32;
    std::optional<std::string> id;
    for (std::string_view text : texts) {
        const std::string_view version = trimmed(takeUntil(text, ';'));
        if (version != "v=STSv1")
            continue;
        if (id) // more than one: as if there were none
            return std::nullopt;
        id = std::string();
        while (!text.empty()) {
            const std::string_view field = trimmed(takeUntil(text, ';'));
            if (field.starts_with("id=") && id->empty())
                id = field.substr(3);
        }
    }
    const bool good = id && !id->empty() && id->size() <= longestId && isAlphanumeric(*id);
    return good ? id : std::nullopt;
}

} // namespace postern::delivery
