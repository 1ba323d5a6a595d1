// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/decide.h"

#include "policy/checks.h"
#include "policy/lifting.h"
#include "policy/words.h"

#include <algorithm>

namespace postern::policy {

namespace {

using model::Check;
using model::CheckMode;
using model::Stage;

bool isMessageCheck(const model::CheckInfo& info)
{
    return info.stage == Stage::Data || info.check == Check::MessageSize;
}

bool isLookedAt(const Policy& policy, Check check, Stage stage)
{
    if (policy.mode(check) == CheckMode::Off)
        return false;
    const model::CheckInfo& info = model::info(check);
    if (stage == Stage::Data)
        return isMessageCheck(info);
    const bool answeredNow = stage == Stage::Rcpt || !policy.service.answerAtRcpt || info.immediate;
    return info.stage <= stage && answeredNow;
}

// One check with what lifts it.
struct Examined {
    Finding finding;
    Lifting lifting;
    bool counts() const { return finding.result == CheckResult::Hit && !lifting.lifted; }
};

Examined examine(const Subject& subject, const CheckRow& row)
{
    Examined examined{row.function(subject), {}};
    // What would be lifted anyway need not be looked up.
    if (examined.finding.result == CheckResult::Hit || examined.finding.lacks)
        examined.lifting = liftingOf(subject, row.check);
    return examined;
}

TraceRow traceRow(const Subject& subject, Check check, const Examined& examined)
{
    const auto& [finding, lifting] = examined;
    const auto patternOf = [](const std::optional<ListMatch>& match) {
        return match ? match->pattern : std::string();
    };
    const auto& deciding = lifting.lifted ? lifting.match : finding.match;
    TraceRow row;
    row.check = check;
    row.result = lifting.lifted ? CheckResult::Exempt : finding.result;
    row.mode = subject.policy.mode(check);
    row.reason = finding.reason;
    row.args = words(finding.reason, check, subject, patternOf(finding.match));
    row.entry = deciding ? deciding->entry : 0;
    row.pattern = patternOf(deciding);
    row.remark = lifting.remark;
    row.remarkArgs = words(lifting.remark, check, subject, patternOf(lifting.match));
    return row;
}

// RFC 5321 4.2.1: the first digit says whether trying again may help.
model::Outcome outcomeOf(const Reply& reply)
{
    return reply.code >= 500 ? model::Outcome::Rejected : model::Outcome::Deferred;
}

void refuse(Verdict& verdict, const Subject& subject, Stage stage, Check check, const Examined& examined)
{
    verdict.check = check;
    verdict.reply = replyFor(subject.policy, check, subject.facts);
    verdict.outcome = outcomeOf(verdict.reply);
    verdict.close = stage == Stage::Connect || verdict.reply.code == 421;
    verdict.entry = examined.finding.match ? examined.finding.match->entry : 0;
}

Destination destinationOf(const Subject& subject)
{
    if (!subject.recipient)
        return Destination::None;
    if (subject.recipientLocal)
        return Destination::Mailbox;
    return subject.server().isRouted(subject.recipient->domain) ? Destination::Route : Destination::Relay;
}

void addNeed(Needs& needs, FactId fact)
{
    if (std::find(needs.facts.begin(), needs.facts.end(), fact) == needs.facts.end())
        needs.facts.push_back(fact);
}

void addNeeds(Needs& needs, const Examined& examined)
{
    if (examined.finding.lacks && !examined.lifting.lifted)
        addNeed(needs, *examined.finding.lacks);
    if (examined.lifting.needsSpf)
        addNeed(needs, FactId::Spf);
}

} // namespace

Decision decide(const Policy& policy, Stage stage, const Facts& facts, Tracing tracing)
{
    const Subject subject(policy, facts);
    Verdict verdict;
    Needs needs;
    if (tracing == Tracing::On)
        verdict.trace.reserve(checkTable().size());
    for (const CheckRow& row : checkTable()) {
        if (!isLookedAt(policy, row.check, stage))
            continue;
        const Examined examined = examine(subject, row);
        // Once a check has refused, nothing that could still be looked up changes the answer.
        if (!verdict.check)
            addNeeds(needs, examined);
        if (examined.counts() && policy.mode(row.check) == CheckMode::Monitor)
            verdict.monitored.push_back(row.check);
        else if (examined.counts() && !verdict.check)
            refuse(verdict, subject, stage, row.check, examined);
        if (tracing == Tracing::On)
            verdict.trace.push_back(traceRow(subject, row.check, examined));
    }
    if (!needs.facts.empty())
        return needs;
    if (stage == Stage::Rcpt && !verdict.check)
        verdict.destination = destinationOf(subject);
    return verdict;
}

} // namespace postern::policy
