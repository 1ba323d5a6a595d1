// SPDX-License-Identifier: GPL-3.0-or-later
// Flips made: in a configuration, in the facts, and in what was compiled of both.
#include "policy/flip_step.h"

#include "policy/greylisting.h"

#include <algorithm>

namespace postern::policy {

namespace {

constexpr model::Id newEntry = -1; // of an entry that is not stored yet

void setMode(model::Service& service, model::Check check, model::CheckMode mode)
{
    service.checks[check].mode = mode;
}

void allow(model::Service& service, const std::string& client)
{
    if (service.access == model::Access::Lan)
        service.access = model::Access::LanAndListed;
    service.accessRanges.push_back(client);
}

void dropDnsList(model::Service& service, const std::string& zone)
{
    for (model::DnsList& list : service.dnsLists) {
        if (list.zone == zone)
            list.enabled = false;
    }
}

void addAlias(model::Configuration& configuration, const std::string& alias, const std::string& mailbox)
{
    for (model::Mailbox& each : configuration.mailboxes) {
        if (each.address == mailbox)
            each.aliases.push_back(alias);
    }
}

ListSet changed(const ListSet& set, model::ListKind kind, const std::vector<model::Id>& removed,
                const std::vector<model::ListEntry>& added)
{
    ListSet result = set;
    CompiledList& list = result.byKind[std::size_t(kind)];
    list = list.withChanges(removed, added);
    return result;
}

// The client comes again when it may.
void tryAgain(Facts& facts, std::int64_t seconds)
{
    const auto* known = facts.greylist ? std::get_if<Greylisted>(&*facts.greylist) : nullptr;
    if (known != nullptr && !known->passed && !known->first) {
        Greylisted tried = *known;
        tried.first = facts.now;
        facts.greylist = tried;
    }
    facts.now += std::chrono::seconds(seconds);
}

} // namespace

bool isOfServer(FlipAct act)
{
    return act == FlipAct::AddAlias || act == FlipAct::AddMailbox || act == FlipAct::TrustForwarder ||
           act == FlipAct::AddToLan;
}

void applyToServer(const FlipStep& step, model::Configuration& configuration)
{
    if (step.act == FlipAct::AddAlias)
        addAlias(configuration, step.value, step.other);
    else if (step.act == FlipAct::AddMailbox)
        configuration.mailboxes.push_back({0, step.value, {}, {}, {}});
    else if (step.act == FlipAct::TrustForwarder)
        configuration.server.trustedForwarders.push_back(step.value);
    else if (step.act == FlipAct::AddToLan)
        configuration.server.lan.push_back(step.value);
}

void applyToService(const FlipStep& step, model::Service& service)
{
    switch (step.act) {
    case FlipAct::RelayTo:
        return service.relay.recipients.push_back(step.value);
    case FlipAct::RelayFrom:
        return service.relay.ranges.push_back(step.value);
    case FlipAct::AllowClient:
        return allow(service, step.value);
    case FlipAct::DropDnsList:
        return dropDnsList(service, step.value);
    case FlipAct::SetMode:
        return setMode(service, step.check, step.mode);
    case FlipAct::RaiseSize:
        service.sizeLimit = step.number;
        break;
    case FlipAct::RaiseHops:
        service.hopLimit = int(step.number);
        break;
    case FlipAct::ExemptLan:
        service.exemptLan = true;
        break;
    case FlipAct::ExemptLoggedIn:
        service.exemptAuthenticated = true;
        break;
    case FlipAct::RelayAnySender:
        service.relay.senderMustBeLocal = false;
        break;
    case FlipAct::RelayLan:
        service.relay.lan = true;
        break;
    case FlipAct::RelayLoggedIn:
        service.relay.authenticated = true;
        break;
    default:
        break;
    }
}

void apply(const FlipStep& step, model::Configuration& configuration, std::vector<model::ListEntry>& entries)
{
    if (step.act == FlipAct::AddEntry)
        entries.push_back(step.entry);
    else if (step.act == FlipAct::RemoveEntry)
        std::erase_if(entries, [&](const model::ListEntry& entry) { return entry.id == step.entry.id; });
    else if (isOfServer(step.act))
        applyToServer(step, configuration);
    else {
        for (model::Service& service : configuration.services) {
            if (service.id == step.service)
                applyToService(step, service);
        }
    }
}

void apply(const FlipStep& step, Facts& facts)
{
    switch (step.act) {
    case FlipAct::LogIn:
        facts.user = step.value;
        break;
    case FlipAct::SendAs:
        facts.sender = step.value;
        break;
    case FlipAct::TryAgain:
        return tryAgain(facts, step.number);
    case FlipAct::SendSmaller:
        if (facts.size)
            facts.size = step.number;
        if (facts.declaredSize)
            facts.declaredSize = step.number;
        break;
    case FlipAct::LiftBan:
        facts.ban.reset();
        break;
    default:
        break;
    }
}

FlipWorld FlipWorld::after(const FlipStep& step) const
{
    FlipWorld next = *this;
    apply(step, next.facts);
    if (step.act == FlipAct::LogIn) {
        if (const auto there = site.snapshot->find(step.service))
            next.policy = configuration == site.configuration
                              ? there
                              : compilePolicy(there->revision, policy->server, there->service, there->black,
                                              there->white);
        return next;
    }
    if (step.byClient() || step.act == FlipAct::LiftBan)
        return next;
    auto server = policy->server;
    model::Service service = policy->service;
    ListSet black = policy->black;
    ListSet white = policy->white;
    ListSet& list = step.entry.color == model::ListColor::Black ? black : white;
    if (step.act == FlipAct::AddEntry) {
        model::ListEntry entry = step.entry;
        entry.id = newEntry;
        list = changed(list, entry.kind, {}, {entry});
    } else if (step.act == FlipAct::RemoveEntry) {
        list = changed(list, step.entry.kind, {step.entry.id}, {});
    } else if (isOfServer(step.act)) {
        auto changedConfiguration = std::make_shared<model::Configuration>(*configuration);
        applyToServer(step, *changedConfiguration);
        auto changedServer = std::make_shared<ServerPolicy>(*changedConfiguration);
        changedServer->setOwnAddresses(site.ownAddresses);
        next.configuration = std::move(changedConfiguration);
        server = std::move(changedServer);
    } else {
        applyToService(step, service);
    }
    next.policy =
        compilePolicy(policy->revision, std::move(server), service, std::move(black), std::move(white));
    return next;
}

} // namespace postern::policy
