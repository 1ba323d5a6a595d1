// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/rspamd_answer.h"

#include "base/escape.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>
#include <vector>

namespace postern::scan {

namespace {

constexpr std::size_t mostShown = 100; // of what it says, in a failure
constexpr std::size_t mostSymbols = 500;
constexpr std::size_t longestSymbol = 100;

// Takes what is wanted of the answer as the parser comes by it; a tree of all its URLs would be larger than
// the message.
class Reader final : public nlohmann::json_sax<nlohmann::json> {
public:
    struct Symbol {
        std::string name;
        int score = 0;
    };
    std::string action;
    std::string error;
    std::string reply;
    std::optional<int> score;
    std::optional<int> threshold;
    std::vector<Symbol> symbols;

    bool null() override { return valueMayBe(); }
    bool boolean(bool) override { return valueMayBe(); }
    bool number_integer(number_integer_t value) override { return number(double(value)); }
    bool number_unsigned(number_unsigned_t value) override { return number(double(value)); }
    bool number_float(number_float_t value, const string_t&) override { return number(value); }
    bool binary(binary_t&) override { return valueMayBe(); }
    bool string(string_t& value) override
    {
        if (isTop("action"))
            action = value;
        else if (isTop("error"))
            error = value;
        else if (m_depth == 2 && m_section == "messages" && m_key == "smtp_message")
            reply = value;
        return valueMayBe();
    }
    bool key(string_t& name) override
    {
        if (m_depth == 1)
            m_section = name;
        else if (m_depth == 2 && m_section == "symbols")
            beginSymbol(name);
        m_key = std::move(name);
        return true;
    }
    bool start_object(std::size_t) override { return ++m_depth <= maxDepth; }
    bool end_object() override
    {
        --m_depth;
        return true;
    }
    bool start_array(std::size_t) override { return valueMayBe() && ++m_depth <= maxDepth; }
    bool end_array() override
    {
        --m_depth;
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override
    {
        return false;
    }

private:
    static constexpr int maxDepth = 16;

    bool isTop(std::string_view key) const { return m_depth == 1 && m_key == key; }
    bool valueMayBe() const { return m_depth > 0; } // the answer is an object
    void beginSymbol(const std::string& name)
    {
        m_symbolKept = symbols.size() < mostSymbols;
        if (m_symbolKept)
            symbols.push_back({name.substr(0, longestSymbol), 0});
    }
    bool number(double value)
    {
        if (isTop("score"))
            score = scoreOf(value);
        else if (isTop("required_score"))
            threshold = scoreOf(value);
        else if (m_depth == 3 && m_section == "symbols" && m_key == "score" && m_symbolKept)
            symbols.back().score = scoreOf(value).value_or(0);
        return valueMayBe();
    }

    int m_depth = 0;
    bool m_symbolKept = false; // there is room for the one that the parser is at
    std::string m_section;     // key at the top
    std::string m_key;
};

ScanOpinion failure(std::string why)
{
    ScanOpinion opinion;
    opinion.failure = std::move(why);
    return opinion;
}

// "HTTP/1.1 200 OK"
std::optional<int> httpStatus(std::string_view line)
{
    const std::size_t blank = line.find(' ');
    if (!line.starts_with("HTTP/1.") || blank == line.npos)
        return std::nullopt;
    int status = 0;
    const char* const begin = line.data() + blank + 1;
    const auto [end, error] = std::from_chars(begin, line.data() + line.size(), status);
    const bool isNumber = error == std::errc() && (end == line.data() + line.size() || *end == ' ');
    return isNumber ? std::optional(status) : std::nullopt;
}

// What weighs most comes first; what weighs nothing tells nothing.
std::string words(std::vector<Reader::Symbol> symbols)
{
    std::stable_sort(symbols.begin(), symbols.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.score) > std::abs(b.score); });
    std::string text;
    for (const auto& [name, score] : symbols) {
        if (score == 0 || text.size() > ScanOpinion::mostWords)
            break;
        text += (text.empty() ? "" : ",") + name + '(' + scoreText(score) + ')';
    }
    if (text.empty() && !symbols.empty())
        text = symbols.front().name; // GTUBE has a verdict and no score
    return shortLine(text, ScanOpinion::mostWords);
}

} // namespace

ScanOpinion rspamdOpinion(const AnswerReader& answer)
{
    if (!answer.problem().empty())
        return failure(answer.problem());
    const auto status = httpStatus(answer.status());
    if (!status)
        return failure("what answers is no rspamd: " + escapeForDisplay(answer.status(), mostShown));
    Reader reader;
    const bool parsed = nlohmann::json::sax_parse(answer.body(), &reader);
    if (*status != 200 || !reader.error.empty()) // its JSON may say why
        return failure("rspamd says: " +
                       escapeForDisplay(reader.error.empty() ? answer.status() : reader.error, mostShown));
    if (!parsed)
        return failure("the answer is no JSON that can be read");
    if (reader.action.empty() || !reader.score)
        return failure("rspamd gives neither an action nor a score");
    ScanOpinion opinion;
    opinion.verdict = reader.action == "reject"        ? ScanVerdict::Spam
                      : reader.action == "soft reject" ? ScanVerdict::Later
                                                       : ScanVerdict::Clean;
    opinion.score = reader.score;
    opinion.threshold = reader.threshold;
    opinion.words = words(std::move(reader.symbols));
    if (opinion.verdict != ScanVerdict::Clean)
        opinion.reply = shortLine(reader.reply, ScanOpinion::mostReply);
    return opinion;
}

} // namespace postern::scan
