// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/json_source.h"

#include "base/escape.h"

#include <algorithm>
#include <set>

namespace postern::model {

namespace {

using nlohmann::json;

// Walks with the parser, for what the parser itself takes without a word.
class Watch {
public:
    explicit Watch(Findings& findings)
        : m_findings(findings)
    {
    }

    bool operator()(int depth, json::parse_event_t event, const json& parsed)
    {
        switch (event) {
        case json::parse_event_t::object_start:
        case json::parse_event_t::array_start:
            return enter(depth, event == json::parse_event_t::array_start);
        case json::parse_event_t::object_end:
        case json::parse_event_t::array_end:
            leave(depth);
            break;
        case json::parse_event_t::key:
            meet(depth, parsed.get_ref<const std::string&>());
            break;
        case json::parse_event_t::value:
            step();
            break;
        }
        return true;
    }

private:
    struct Level {
        bool array = false;
        std::size_t index = 0;
        std::set<std::string, std::less<>> keys;
        std::string key;
    };

    bool enter(int depth, bool array)
    {
        if (depth == maxJsonDepth)
            m_findings.add(ErrorKind::Invalid, path(),
                           "nested deeper than " + std::to_string(maxJsonDepth) + " levels",
                           "a configuration document needs six");
        if (depth >= maxJsonDepth)
            return false;
        m_levels.push_back({array, 0, {}, {}});
        return true;
    }

    void leave(int depth)
    {
        if (depth >= maxJsonDepth)
            return;
        m_levels.pop_back();
        step();
    }

    void step()
    {
        if (!m_levels.empty() && m_levels.back().array)
            ++m_levels.back().index;
    }

    void meet(int depth, const std::string& key)
    {
        if (depth > maxJsonDepth)
            return;
        Level& level = m_levels.back();
        level.key = key;
        if (!level.keys.insert(key).second)
            m_findings.add(ErrorKind::Invalid, path(), "stands here twice", "keep one of the two");
    }

    std::string path() const
    {
        std::string path;
        for (const Level& level : m_levels)
            path = level.array ? pathTo(path, level.index) : pathTo(path, escapeForDisplay(level.key, 64));
        return path;
    }

    Findings& m_findings;
    std::vector<Level> m_levels;
};

std::string lineAndColumn(std::string_view text, std::size_t byte)
{
    const std::string_view before = text.substr(0, byte == 0 ? 0 : byte - 1);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - lineStart + 1);
}

// The parser's words without its own numbering.
std::string readable(std::string_view what)
{
    constexpr std::string_view lead = "syntax error ";
    const std::size_t start = what.find(lead);
    return "no valid JSON: " +
           escapeForDisplay(start == what.npos ? what : what.substr(start + lead.size()), 300);
}

} // namespace

void Findings::add(ErrorKind kind, std::string where, std::string what, std::string hint)
{
    if (m_errors.size() == limit)
        ++m_more;
    else
        m_errors.push_back({kind, std::move(what), std::move(where), std::move(hint)});
}

bool Findings::has(std::string_view where) const
{
    return std::any_of(m_errors.begin(), m_errors.end(), [where](const Error& error) {
        return error.where.starts_with(where) &&
               (error.where.size() == where.size() ||
                std::string_view(".[").find(error.where[where.size()]) != std::string_view::npos);
    });
}

std::vector<Error> Findings::take()
{
    if (m_more > 0)
        m_errors.push_back(
            {ErrorKind::Invalid, std::to_string(m_more) + " further errors", {}, "mend these first"});
    return std::move(m_errors);
}

std::string pathTo(std::string_view path, std::string_view key)
{
    return path.empty() ? std::string(key) : std::string(path) + '.' + std::string(key);
}

std::string pathTo(std::string_view path, std::size_t index)
{
    return std::string(path) + '[' + std::to_string(index) + ']';
}

std::optional<json> parseJson(std::string_view text, Findings& findings)
{
    if (text.size() > maxJsonBytes) {
        findings.add(ErrorKind::Full, {}, "the document is larger than 256 MiB",
                     "bring long lists in with posternctl list import");
        return std::nullopt;
    }
    try {
        return json::parse(text.begin(), text.end(), Watch(findings));
    } catch (const json::parse_error& error) {
        findings.add(ErrorKind::Invalid, lineAndColumn(text, error.byte), readable(error.what()));
    } catch (const json::exception& error) { // a number beyond every range
        findings.add(ErrorKind::Invalid, {}, readable(error.what()));
    }
    return std::nullopt;
}

} // namespace postern::model
