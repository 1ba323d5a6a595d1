// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/lifting.h"

#include <algorithm>

namespace postern::policy {

namespace {

using model::ListKind;

struct Exception {
    ListKind kind{};
    Reason lifts{}; // the remark where it lifts a hit
    Reason
        forgeable{}; // the remark where it does not, because anybody could claim it; None: cannot be forged
};

// What cannot be forged first: it lifts everything that can be lifted.
constexpr std::array exceptions{
    Exception{ListKind::Ip, Reason::ExceptionByIp, Reason::None},
    Exception{ListKind::Recipient, Reason::ExceptionByRecipient, Reason::None},
    Exception{ListKind::Sender, Reason::ExceptionBySender, Reason::SenderIsForgeable},
    Exception{ListKind::Helo, Reason::ExceptionByHelo, Reason::HeloIsForgeable},
};

std::optional<ListMatch> find(const Subject& subject, ListKind kind, const ListMoment& moment)
{
    const CompiledList& list = subject.policy.white.of(kind);
    std::optional<ListMatch> match;
    if (list.empty())
        return match;
    if (kind == ListKind::Ip)
        match = list.findIp(subject.facts.client, moment);
    else if (kind == ListKind::Recipient && subject.recipient)
        match = list.findAddress(*subject.recipient, moment);
    else if (kind == ListKind::Sender && subject.sender)
        match = list.findAddress(*subject.sender, moment);
    else if (kind == ListKind::Helo && !subject.helo.empty())
        match = list.findHelo(subject.helo, moment);
    if (match && match->negated)
        match.reset();
    return match;
}

// A '~' entry that is more specific takes the subject out of the exceptions, conditional ones included:
// hence both look-ups.
std::optional<ListMatch> findConditional(const Subject& subject, ListKind kind, ListMoment moment)
{
    if (!find(subject, kind, moment))
        return std::nullopt;
    moment.conditionalOnly = true;
    return find(subject, kind, moment);
}

bool spfPasses(const Facts& facts)
{
    const auto* result = facts.spf ? std::get_if<SpfResult>(&*facts.spf) : nullptr;
    return result != nullptr && *result == SpfResult::Pass;
}

Lifting byOneException(const Subject& subject, model::Check check, const Exception& exception,
                       const ListMoment& moment)
{
    const bool unconditionalCounts =
        exception.forgeable == Reason::None || model::info(check).liftedByForgeable;
    if (unconditionalCounts) {
        auto match = find(subject, exception.kind, moment);
        return {match.has_value(), false, match ? exception.lifts : Reason::None, std::move(match)};
    }
    if (auto match = findConditional(subject, exception.kind, moment))
        return {true, false, exception.lifts, std::move(match)};
    auto match = find(subject, exception.kind, moment);
    return {false, false, match ? exception.forgeable : Reason::None, std::move(match)};
}

Lifting byAnyException(const Subject& subject, model::Check check, const ListMoment& moment)
{
    Lifting result;
    for (const Exception& exception : exceptions) {
        Lifting lifting = byOneException(subject, check, exception, moment);
        if (lifting.lifted)
            return lifting;
        if (lifting.remark != Reason::None && result.remark == Reason::None)
            result = std::move(lifting);
    }
    return result;
}

bool anyExceptionNeedsSpf(const Policy& policy)
{
    const auto& lists = policy.white.byKind;
    return std::any_of(lists.begin(), lists.end(), [](const CompiledList& list) { return list.needsSpf(); });
}

// SPF is asked for only where knowing it could make a difference.
Lifting byExceptions(const Subject& subject, model::Check check)
{
    const Facts& facts = subject.facts;
    ListMoment moment = momentOf(subject);
    moment.spfPass = spfPasses(facts);
    Lifting lifting = byAnyException(subject, check, moment);
    if (moment.spfPass || !subject.sender || !anyExceptionNeedsSpf(subject.policy))
        return lifting;
    moment.spfPass = true;
    Lifting ifItPassed = byAnyException(subject, check, moment);
    lifting.needsSpf = !facts.spf && ifItPassed.lifted != lifting.lifted;
    if (ifItPassed.lifted && !lifting.lifted) {
        const bool known = facts.spf && std::holds_alternative<SpfResult>(*facts.spf);
        lifting.remark = known ? Reason::SpfDidNotPass : Reason::SpfNotKnown;
        lifting.match = std::move(ifItPassed.match);
    }
    return lifting;
}

} // namespace

bool isExceptedRecipient(const Subject& subject)
{
    ListMoment moment = momentOf(subject);
    moment.spfPass = spfPasses(subject.facts);
    return find(subject, ListKind::Recipient, moment).has_value();
}

namespace {

bool isExemptForForwarders(model::Check check)
{
    using model::Check; // explicit black lists apply to everyone
    return check == Check::SenderClaimsLocal || check == Check::SenderUnresolvable ||
           check == Check::SenderSpf || check == Check::RecipientGreylist ||
           check == Check::FromClaimsLocal || check == Check::MessageDmarc;
}

} // namespace

Lifting liftingOf(const Subject& subject, model::Check check)
{
    const model::CheckInfo& info = model::info(check);
    if (info.exemptable && subject.authenticated() && subject.service().exemptAuthenticated)
        return {true, false, Reason::ExemptLoggedIn, {}};
    if (info.exemptable && subject.inside && subject.service().exemptLan)
        return {true, false, Reason::ExemptLan, {}};
    if (isExemptForForwarders(check) && subject.server().isTrustedForwarder(subject.facts.client))
        return {true, false, Reason::TrustedForwarder, {}};
    return info.liftable ? byExceptions(subject, check) : Lifting{};
}

} // namespace postern::policy
