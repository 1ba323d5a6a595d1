// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/refusal_words.h"

#include "policy/fact_words.h"
#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace postern::ui {

namespace {

struct Refusals {
    Q_DECLARE_TR_FUNCTIONS(Refusals)
};

using model::CheckMode;
using policy::FlipAct;
using policy::FlipStep;
using preview::CheckRefusals;
using preview::RefusalGroup;
using preview::RefusalKey;
using preview::RefusalReport;

int forPlural(std::int64_t count)
{
    return int(std::min<std::int64_t>(count, std::numeric_limits<int>::max()));
}

QString countedText(const RefusalReport& report, std::int64_t count, bool enforced)
{
    const int n = forPlural(count);
    if (report.whole) {
        if (n == 0)
            return enforced ? Refusals::tr("Refuses nothing of the last 7 days.")
                            : Refusals::tr("Would have refused nothing in 7 days.");
        return enforced ? Refusals::tr("Refuses %Ln message(s) of the last 7 days.", nullptr, n)
                        : Refusals::tr("Would have refused %Ln message(s) in 7 days.", nullptr, n);
    }
    const qlonglong seen = report.looked + report.withoutFacts;
    const QString newest = QLocale().toString(seen);
    if (n == 0)
        return enforced ? Refusals::tr("Refuses nothing of the newest %1 messages.").arg(newest)
                        : Refusals::tr("Would have refused nothing of the newest %1 messages.").arg(newest);
    return (enforced ? Refusals::tr("Refuses %Ln message(s) of the newest %1.", nullptr, n)
                     : Refusals::tr("Would have refused %Ln message(s) of the newest %1.", nullptr, n))
        .arg(newest);
}

bool isPrivateGroup(const RefusalGroup& group)
{
    return group.clients && preview::isPrivate(group.clients->first) &&
           preview::isPrivate(group.clients->last);
}

// Whether a step is about what the messages of a group have in common.
bool isAbout(const FlipStep& step, RefusalKey key, model::Check check, bool own)
{
    if (step.act == FlipAct::SetMode)
        return step.check != check;
    if (step.act == FlipAct::TrustForwarder)
        return !own; // mail servers of others are
    if (step.act != FlipAct::AddEntry || step.entry.color != model::ListColor::White)
        return true;
    const model::ListKind kind = step.entry.kind;
    if (key == RefusalKey::Client)
        return kind == model::ListKind::Ip;
    if (key == RefusalKey::Spf)
        return kind != model::ListKind::Recipient;
    return kind == (preview::isAboutHelo(check) ? model::ListKind::Helo : model::ListKind::Sender);
}

// A range that the client's address in a step is replaced by; "" leaves it.
void widen(FlipStep& step, const std::string& client, const std::string& range, const std::string& network)
{
    if (step.act == FlipAct::AddToLan && step.value == client)
        step.value = network;
    if (step.act != FlipAct::AddEntry)
        return;
    if (step.entry.onlyFrom == client)
        step.entry.onlyFrom = range;
    if (step.entry.kind == model::ListKind::Ip && step.entry.pattern == client)
        step.entry.pattern = range;
}

} // namespace

QString refusalText(const RefusalReport& report, const CheckRefusals& refusals, CheckMode mode)
{
    if (report.looked == 0)
        return report.withoutFacts == 0
                   ? Refusals::tr("The log holds no mail of the last 7 days to count by.")
                   : Refusals::tr("The log does not hold what its mail was decided from.");
    if (refusals.untold == 0 || !refusals.fact)
        return countedText(report, refusals.count, mode == CheckMode::Enforce);
    const QString fact = translate(policy::nameOf(*refusals.fact));
    const int untold = forPlural(refusals.untold);
    if (refusals.count > 0)
        return countedText(report, refusals.count, mode == CheckMode::Enforce) + u' ' +
               Refusals::tr("Of %Ln more it is not known (not looked up then: %1).", nullptr, untold)
                   .arg(fact);
    return Refusals::tr(
               "What it would refuse of %Ln message(s) is not known (not looked up then: %1). Monitor "
               "finds out.",
               nullptr, untold)
        .arg(fact);
}

QString keyTitle(RefusalKey key, model::Check check)
{
    switch (key) {
    case RefusalKey::Client:
        return Refusals::tr("Client");
    case RefusalKey::Name:
        return preview::isAboutHelo(check) ? Refusals::tr("HELO name") : Refusals::tr("Sender's domain");
    case RefusalKey::Spf:
        break;
    }
    return Refusals::tr("SPF");
}

QString keyText(RefusalKey key, const RefusalGroup& group)
{
    if (key == RefusalKey::Name && group.key.empty())
        return Refusals::tr("no name");
    if (key == RefusalKey::Name && group.key == "<>")
        return Refusals::tr("no sender (<>)");
    if (key != RefusalKey::Spf)
        return qt(group.key);
    if (group.key.empty())
        return Refusals::tr("not looked up");
    return group.key == "unknown" ? Refusals::tr("could not be looked up") : qt(group.key);
}

QString likelyText(const RefusalGroup& group, const policy::Facts& newest)
{
    if (isPrivateGroup(group))
        return Refusals::tr("Private addresses: probably machines of your own.");
    const auto* spf = newest.spf ? std::get_if<SpfResult>(&*newest.spf) : nullptr;
    if (spf != nullptr && *spf == SpfResult::Pass)
        return Refusals::tr(
            "SPF passes: the newest comes from a server that the sender's domain vouches for.");
    if (spf != nullptr && *spf == SpfResult::Fail)
        return Refusals::tr("SPF fails: the sender's domain says that the newest comes from no server of its "
                            "own. Refusing is "
                            "right, unless you know better.");
    return {};
}

policy::Flips proposalsFor(policy::Flips flips, RefusalKey key, const RefusalGroup& group, model::Check check)
{
    const bool own = isPrivateGroup(group);
    std::erase_if(flips.flips, [&](const policy::Flip& flip) {
        return std::any_of(flip.steps.begin(), flip.steps.end(),
                           [&](const FlipStep& step) { return !isAbout(step, key, check, own); });
    });
    if (key != RefusalKey::Client || !group.clients || group.clients->single())
        return flips;
    // Of a network of one's own the whole of it belongs to the LAN; of strangers no one who was not there.
    const std::string range = group.clients->toString();
    const std::string network = preview::isPrivate(group.clients->first) ? group.key : range;
    for (policy::Flip& flip : flips.flips) {
        for (FlipStep& step : flip.steps)
            widen(step, group.newest->client, range, network);
    }
    return flips;
}

LogFilter filterFor(RefusalKey key, const RefusalGroup& group, model::Check check, const std::string& service)
{
    LogFilter filter;
    filter.period = Period::Week;
    filter.service = service;
    filter.outcome = OutcomeFilter::All;
    if (key == RefusalKey::Client || (group.clients && group.clients->single()))
        filter.search = qt(key == RefusalKey::Client ? group.key : group.clients->toString());
    else if (key == RefusalKey::Name && !preview::isAboutHelo(check))
        filter.search = qt(group.key);
    else
        filter.search = qt(group.newest->client);
    return filter;
}

} // namespace postern::ui
