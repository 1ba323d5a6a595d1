// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/explain.h"

#include <algorithm>

namespace postern::policy {

namespace {

using model::Stage;

// What is known when a client has connected.
Facts factsOfClient(const Facts& all)
{
    Facts facts;
    facts.now = all.now;
    facts.client = all.client;
    facts.ban = all.ban;
    facts.tls = all.tls;
    facts.user = all.user;
    facts.reverseDns = all.reverseDns;
    facts.dnsLists = all.dnsLists;
    facts.greylist = all.greylist;
    facts.spfExplanation = all.spfExplanation;
    facts.lookedUp = all.lookedUp;
    return facts;
}

// What comes to be known when a stage is reached.
void learn(Facts& facts, Stage stage, const Facts& all)
{
    switch (stage) {
    case Stage::Connect:
        break;
    case Stage::Helo:
        facts.helo = all.helo;
        facts.heloDns = all.heloDns;
        break;
    case Stage::Mail:
        facts.sender = all.sender;
        facts.declaredSize = all.declaredSize;
        facts.spf = all.spf;
        facts.senderDns = all.senderDns;
        break;
    case Stage::Rcpt:
        facts.recipient = all.recipient;
        break;
    case Stage::Data:
        if (all.judged)
            facts.recipient = all.judged;
        facts.size = all.size;
        facts.receivedFields = all.receivedFields;
        facts.authors = all.authors;
        facts.dmarc = all.dmarc;
        facts.scans = all.scans;
        break;
    }
}

bool reaches(Stage stage, const Facts& facts)
{
    switch (stage) {
    case Stage::Connect:
        return true;
    case Stage::Helo:
        return !facts.helo.empty();
    case Stage::Mail:
        return facts.sender.has_value();
    case Stage::Rcpt:
        return facts.sender && facts.recipient;
    case Stage::Data:
        return facts.size || facts.receivedFields || facts.scans; // milters refuse before it comes
    }
    return false;
}

void setUnknown(Facts& facts, FactId fact)
{
    const Unknown notLookedUp{"not looked up"};
    switch (fact) {
    case FactId::Spf:
        facts.spf = notLookedUp;
        break;
    case FactId::ReverseDns:
        facts.reverseDns = notLookedUp;
        break;
    case FactId::HeloDns:
        facts.heloDns = notLookedUp;
        break;
    case FactId::SenderDns:
        facts.senderDns = notLookedUp;
        break;
    case FactId::Dmarc:
        facts.dmarc = notLookedUp;
        break;
    case FactId::DnsLists:
        facts.dnsLists = notLookedUp;
        break;
    case FactId::Greylist:
        facts.greylist = notLookedUp;
        break;
    case FactId::Scan:
        facts.scans = notLookedUp;
        break;
    }
}

// What is not there is Unknown, for this stage.
Verdict decideWithWhatIsThere(const Policy& policy, Stage stage, const Facts& facts, Tracing tracing,
                              std::vector<FactId>& missing)
{
    auto decision = decide(policy, stage, facts, tracing);
    if (auto* verdict = std::get_if<Verdict>(&decision))
        return std::move(*verdict);
    Facts completed = facts;
    while (true) {
        for (const FactId fact : std::get<Needs>(decision).facts) {
            setUnknown(completed, fact);
            if (std::find(missing.begin(), missing.end(), fact) == missing.end())
                missing.push_back(fact);
        }
        decision = decide(policy, stage, completed, tracing);
        if (auto* verdict = std::get_if<Verdict>(&decision))
            return std::move(*verdict);
    }
}

} // namespace

Explanation explain(const Policy& policy, const Facts& facts, Tracing tracing)
{
    Explanation explanation;
    Facts known = factsOfClient(facts);
    for (const Stage stage : {Stage::Connect, Stage::Helo, Stage::Mail, Stage::Rcpt, Stage::Data}) {
        learn(known, stage, facts);
        if (!reaches(stage, facts))
            continue;
        Verdict verdict = decideWithWhatIsThere(policy, stage, known, tracing, explanation.missing);
        const bool refused = verdict.check.has_value();
        if (stage != Stage::Data || refused)
            explanation.stage = stage;
        explanation.verdict =
            stage == Stage::Data ? joined(std::move(explanation.verdict), verdict) : std::move(verdict);
        if (refused)
            break;
    }
    return explanation;
}

Verdict joined(Verdict before, const Verdict& message)
{
    for (const TraceRow& row : message.trace) {
        const auto there = std::find_if(before.trace.begin(), before.trace.end(),
                                        [&row](const TraceRow& other) { return other.check == row.check; });
        if (there == before.trace.end())
            before.trace.push_back(row);
        else
            *there = row;
    }
    for (const model::Check check : message.monitored) {
        if (std::find(before.monitored.begin(), before.monitored.end(), check) == before.monitored.end())
            before.monitored.push_back(check);
    }
    if (!message.check)
        return before; // an accepted message's destination is that of its recipient
    before.outcome = message.outcome;
    before.check = message.check;
    before.reply = message.reply;
    before.close = message.close;
    before.entry = message.entry;
    before.destination = Destination::None;
    return before;
}

const TraceRow* decidingRow(const Verdict& verdict)
{
    const auto row = std::find_if(verdict.trace.begin(), verdict.trace.end(), [&](const TraceRow& candidate) {
        return verdict.check && candidate.check == *verdict.check;
    });
    return row == verdict.trace.end() ? nullptr : &*row;
}

std::vector<Sentence> reasonInWords(const TraceRow& row)
{
    std::vector<Sentence> clauses{evidence(row)};
    if (row.remark != Reason{})
        clauses.push_back(remark(row));
    if (row.result == CheckResult::Hit && row.mode == model::CheckMode::Monitor)
        clauses.push_back({POSTERN_TEXT("server", "the check only monitors, so this refuses nothing"), {}});
    return clauses;
}

} // namespace postern::policy
