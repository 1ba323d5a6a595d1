// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/scan_count.h"

#include "base/escape.h"
#include "policy/checks.h"

#include <algorithm>

namespace postern::policy {

namespace {

constexpr std::size_t mostFailure = 200;

void append(std::string& text, const std::string& item)
{
    text.append(text.empty() ? "" : ", ").append(item);
}

// Its own verdict counts all its points; less than its threshold counts in proportion, and never as much.
int pointsOf(const ScannerPolicy& scanner, const ScanOpinion& opinion)
{
    if (opinion.verdict == ScanVerdict::Spam)
        return scanner.points;
    const bool measured = opinion.score && opinion.threshold && *opinion.threshold > 0 && *opinion.score > 0;
    if (opinion.verdict != ScanVerdict::Clean || !measured)
        return 0;
    const std::int64_t part = std::int64_t(scanner.points) * *opinion.score / *opinion.threshold;
    return int(std::clamp<std::int64_t>(part, 0, std::max(0, scanner.points - 1)));
}

std::string scoreOf(const ScanOpinion& opinion)
{
    if (!opinion.score)
        return {};
    return scoreText(*opinion.score) +
           (opinion.threshold ? '/' + scoreText(*opinion.threshold) : std::string());
}

// Adds what one scanner says; `most` is what the one before gave that gave most.
void count(const ScannerPolicy& scanner, const ScanOpinion& opinion, ScanCount& total, int& most)
{
    if (opinion.failed()) {
        append(total.failed, scanner.address + ": " + escapeForDisplay(opinion.failure, mostFailure));
        total.defers = total.defers || scanner.onFailure == model::ScannerFailure::Defer;
        return;
    }
    const int points = pointsOf(scanner, opinion);
    const std::string score = scoreOf(opinion);
    const std::string words = escapeForDisplay(opinion.words, ScanOpinion::mostWords);
    append(total.found, scanner.address + (score.empty() ? "" : ' ' + score) + " (" + std::to_string(points) +
                            ')' + (words.empty() ? "" : ' ' + words));
    total.points += points;
    const std::string reply = opinion.reply.empty() || opinion.verdict == ScanVerdict::Clean
                                  ? std::string()
                                  : escapeForDisplay(opinion.reply, ScanOpinion::mostReply);
    if (opinion.verdict == ScanVerdict::Later) {
        append(total.later, scanner.address);
        total.laterReply = total.laterReply.empty() ? reply : total.laterReply;
    } else if (points > most) {
        most = points;
        total.score = score;
        total.rejectText = scanner.rejectText;
        total.reply = reply;
    }
}

} // namespace

ScanSkipped scanSkipped(const ScannerPolicy& scanner, const Subject& subject)
{
    if (scanner.sizeLimit > 0 && subject.facts.size.value_or(0) > scanner.sizeLimit)
        return ScanSkipped::TooLarge;
    if (!subject.sender || scanner.senderExceptions.empty())
        return ScanSkipped::No;
    const auto match = scanner.senderExceptions.findAddress(*subject.sender, momentOf(subject));
    return match && !match->negated ? ScanSkipped::Sender : ScanSkipped::No;
}

std::optional<ScanCount> countScans(const Subject& subject)
{
    ScanCount total;
    int most = 0;
    const auto& fact = subject.facts.scans;
    const auto* opinions = fact ? std::get_if<ScanOpinions>(&*fact) : nullptr;
    for (const ScannerPolicy& scanner : subject.policy.scanners) {
        const ScanSkipped skipped = scanSkipped(scanner, subject);
        if (skipped == ScanSkipped::TooLarge)
            append(total.skipped, scanner.address + " (> " + std::to_string(scanner.sizeLimit) + ')');
        else if (skipped == ScanSkipped::Sender)
            append(total.skipped,
                   scanner.address + " (" + escapeForDisplay(subject.facts.sender.value_or("")) + ')');
        if (skipped != ScanSkipped::No)
            continue;
        if (!fact)
            return std::nullopt;
        if (opinions == nullptr) {
            append(total.failed,
                   scanner.address + ": " + escapeForDisplay(std::get<Unknown>(*fact).why, mostFailure));
            continue;
        }
        const auto opinion =
            std::find_if(opinions->begin(), opinions->end(),
                         [&scanner](const ScanOpinion& one) { return one.scanner == scanner.address; });
        if (opinion == opinions->end())
            return std::nullopt;
        count(scanner, *opinion, total, most);
    }
    return total;
}

} // namespace postern::policy
