// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/scan_opinion.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace postern {

namespace {

constexpr std::array<std::string_view, 3> verdictIds{"clean", "spam", "later"};

// Takes the text before `end`, and that away, too.
std::string_view cut(std::string_view& text, char end)
{
    const std::size_t at = text.find(end);
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at == text.npos ? text.size() : at + 1);
    return part;
}

std::string optionalScore(const std::optional<int>& score)
{
    return score ? scoreText(*score) : "-";
}

} // namespace

std::string_view toId(ScanVerdict verdict)
{
    return verdictIds[std::size_t(verdict)];
}

std::optional<ScanVerdict> scanVerdictById(std::string_view id)
{
    const auto found = std::find(verdictIds.begin(), verdictIds.end(), id);
    return found == verdictIds.end() ? std::nullopt : std::optional(ScanVerdict(found - verdictIds.begin()));
}

std::string scoreText(int thousandths)
{
    const auto size = std::uint32_t(thousandths < 0 ? -std::int64_t(thousandths) : thousandths);
    std::string text = (thousandths < 0 ? "-" : "") + std::to_string(size / 1000);
    std::string places = std::to_string(1000 + size % 1000).substr(1);
    while (!places.empty() && places.back() == '0')
        places.pop_back();
    return places.empty() ? text : text + '.' + places;
}

std::optional<int> scoreOf(double score)
{
    if (!std::isfinite(score))
        return std::nullopt;
    return int(std::clamp(std::round(score * 1000), -double(ScanOpinion::mostScore),
                          double(ScanOpinion::mostScore)));
}

std::optional<int> scoreIn(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double score = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), score);
    return error == std::errc() ? scoreOf(score) : std::nullopt;
}

std::string shortLine(std::string_view text, std::size_t most)
{
    std::string line(text.substr(0, most));
    if (text.size() > most) {
        while (!line.empty() && (static_cast<unsigned char>(text[line.size()]) & 0xc0) == 0x80)
            line.pop_back();
    }
    std::replace_if(
        line.begin(), line.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f; },
        ' ');
    return line;
}

std::string toText(const ScanOpinion& opinion)
{
    if (opinion.failed())
        return '!' + opinion.failure;
    std::string text = std::string(toId(opinion.verdict)) + ' ' + optionalScore(opinion.score) + '/' +
                       optionalScore(opinion.threshold);
    if (!opinion.words.empty())
        text += ' ' + shortLine(opinion.words, ScanOpinion::mostWords);
    if (!opinion.reply.empty())
        text += '\n' + shortLine(opinion.reply, ScanOpinion::mostReply);
    return text;
}

ScanOpinion scanOpinionIn(std::string scanner, std::string_view text)
{
    ScanOpinion opinion;
    opinion.scanner = std::move(scanner);
    if (text.starts_with('!')) {
        opinion.failure = text.substr(1);
        return opinion;
    }
    std::string_view line = cut(text, '\n');
    opinion.reply = text;
    const auto verdict = scanVerdictById(cut(line, ' '));
    if (!verdict) {
        opinion.failure = "a result that this version does not know";
        return opinion;
    }
    opinion.verdict = *verdict;
    opinion.score = scoreIn(cut(line, '/'));
    opinion.threshold = scoreIn(cut(line, ' '));
    opinion.words = line;
    return opinion;
}

} // namespace postern
