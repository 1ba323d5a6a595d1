// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/spamd_answer.h"

#include "base/domain_name.h"
#include "base/escape.h"

#include <charconv>
#include <optional>

namespace postern::scan {

namespace {

constexpr std::size_t mostShown = 100; // of what it says, in a failure

std::string_view cut(std::string_view& text, char end)
{
    const std::size_t at = text.find(end);
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at == text.npos ? text.size() : at + 1);
    return part;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

ScanOpinion failure(std::string why)
{
    ScanOpinion opinion;
    opinion.failure = std::move(why);
    return opinion;
}

// "SPAMD/1.1 0 EX_OK": why it gives no verdict, or "".
std::string complaint(const std::string& status)
{
    std::string_view rest = status;
    const std::string_view version = cut(rest, ' ');
    const std::string_view code = cut(rest, ' ');
    int number = -1;
    const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), number);
    if (!version.starts_with("SPAMD/") || error != std::errc() || end != code.data() + code.size())
        return "what answers is no spamd: " + escapeForDisplay(status, mostShown);
    return number == 0 ? std::string() : "spamd says: " + escapeForDisplay(status, mostShown);
}

std::optional<ScanVerdict> verdictIn(std::string_view word)
{
    const std::string lower = lowerAscii(word);
    if (lower == "true" || lower == "yes")
        return ScanVerdict::Spam;
    if (lower == "false" || lower == "no")
        return ScanVerdict::Clean;
    return std::nullopt;
}

} // namespace

ScanOpinion spamdOpinion(const AnswerReader& answer)
{
    if (!answer.problem().empty())
        return failure(answer.problem());
    if (std::string why = complaint(answer.status()); !why.empty())
        return failure(std::move(why));
    std::string_view rest = answer.field("spam");
    const auto verdict = verdictIn(trimmed(cut(rest, ';')));
    ScanOpinion opinion;
    opinion.score = scoreIn(trimmed(cut(rest, '/')));
    opinion.threshold = scoreIn(trimmed(rest));
    if (!verdict || !opinion.score || !opinion.threshold)
        return failure("spamd gives no score that can be read: " +
                       escapeForDisplay(answer.field("spam"), mostShown));
    opinion.verdict = *verdict;
    opinion.words = shortLine(trimmed(answer.body()), ScanOpinion::mostWords);
    return opinion;
}

} // namespace postern::scan
