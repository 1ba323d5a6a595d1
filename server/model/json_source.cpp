// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/json_source.h"

#include "base/escape.h"

#include <algorithm>
#include <set>

namespace postern::model {

namespace {

using Json = nlohmann::json;

// Reads a text for what the parser that builds the values takes without a word. A pass of its own: the
// parser's own callbacks make it look through a whole list again at the end of each member.
class Watch : public nlohmann::json_sax<Json> {
public:
    explicit Watch(Findings& findings)
        : m_findings(findings)
    {
    }

    bool null() override { return step(); }
    bool boolean(bool /*value*/) override { return step(); }
    bool number_integer(number_integer_t /*value*/) override { return step(); }
    bool number_unsigned(number_unsigned_t /*value*/) override { return step(); }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return step(); }
    bool string(string_t& /*value*/) override { return step(); }
    bool binary(binary_t& /*value*/) override { return step(); }
    bool start_object(std::size_t /*elements*/) override { return enter(false); }
    bool start_array(std::size_t /*elements*/) override { return enter(true); }
    bool end_object() override { return leave(); }
    bool end_array() override { return leave(); }

    bool key(string_t& key) override
    {
        Level& level = m_levels.back();
        level.key = key;
        if (!level.keys.insert(key).second)
            m_findings.add(ErrorKind::Invalid, path(), "stands here twice", "keep one of the two");
        return true;
    }

    // The parser that follows says it, with more words.
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override
    {
        return false;
    }

    bool tooDeep() const { return m_levels.size() > maxJsonDepth; }

private:
    struct Level {
        bool array = false;
        std::size_t index = 0;
        std::set<std::string, std::less<>> keys;
        std::string key;
    };

    bool enter(bool array)
    {
        if (m_levels.size() == maxJsonDepth)
            m_findings.add(ErrorKind::Invalid, path(),
                           "nested deeper than " + std::to_string(maxJsonDepth) + " levels",
                           "a configuration document needs six");
        m_levels.push_back({array, 0, {}, {}});
        return !tooDeep();
    }

    bool leave()
    {
        m_levels.pop_back();
        return step();
    }

    bool step()
    {
        if (!m_levels.empty() && m_levels.back().array)
            ++m_levels.back().index;
        return true;
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

std::optional<Json> parseJson(std::string_view text, Findings& findings)
{
    if (text.size() > maxJsonBytes) {
        findings.add(ErrorKind::Full, {}, "the document is larger than 256 MiB",
                     "bring long lists in with posternctl list import");
        return std::nullopt;
    }
    try {
        Watch watch(findings);
        Json::sax_parse(text.begin(), text.end(), &watch);
        if (watch.tooDeep())
            return std::nullopt;
        return Json::parse(text.begin(), text.end());
    } catch (const Json::parse_error& error) {
        findings.add(ErrorKind::Invalid, lineAndColumn(text, error.byte), readable(error.what()));
    } catch (const Json::exception& error) { // a number beyond every range
        findings.add(ErrorKind::Invalid, {}, readable(error.what()));
    }
    return std::nullopt;
}

} // namespace postern::model
