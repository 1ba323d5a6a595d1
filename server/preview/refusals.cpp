// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/refusals.h"

#include "base/own_addresses.h"
#include "policy/explain.h"
#include "policy/placed_lists.h"

#include <algorithm>

namespace postern::preview {

namespace {

using model::Check;
using policy::FactId;
using policy::Policy;
using policy::Snapshot;

constexpr int eventsAtOnce = 500;

// Only what the policy decided can be decided again: limits, broken sessions and failed deliveries cannot.
bool isOfPolicy(const model::Event& event)
{
    return event.check.empty() || model::checkById(event.check);
}

template <class T>
bool isAmong(const std::vector<T>& all, const T& one)
{
    return std::find(all.begin(), all.end(), one) != all.end();
}

// The name by which the log knows a service; "" for all of them, nullopt where it is not there.
std::optional<std::string> nameInLog(const Snapshot& snapshot, model::Id service)
{
    if (service == 0)
        return std::string();
    const auto policy = snapshot.find(service);
    return policy ? std::optional(policy->service.name) : std::nullopt;
}

std::shared_ptr<const Policy> withMode(const Policy& policy, std::span<const Check> checks,
                                       model::CheckMode mode)
{
    model::Service service = policy.service;
    for (const Check check : checks)
        service.checks[check].mode = mode;
    return policy::compilePolicy(policy.revision, policy.server, service, policy.black, policy.white);
}

// The newest events of a question, some at a time.
class EventPages {
public:
    // `service` as in nameInLog()
    EventPages(store::Store& store, const RefusalQuestion& question,
               const std::optional<std::string>& service)
        : m_store(store)
        , m_left(question.most)
        , m_most(double(question.most))
        , m_since(question.since)
        , m_there(service.has_value())
    {
        m_query.since = question.since;
        m_query.service = service.value_or(std::string());
    }

    Result<std::vector<model::Event>> next() // empty: there are no more
    {
        if (!m_there || !m_whole)
            return std::vector<model::Event>();
        m_query.limit = int(std::min<std::int64_t>(eventsAtOnce, m_left + 1)); // one more tells of the rest
        auto page = m_store.events(m_query);
        if (!page || page->empty())
            return page;
        m_whole = std::int64_t(page->size()) <= m_left;
        page->resize(std::min(page->size(), std::size_t(m_left)));
        m_left -= std::int64_t(page->size());
        if (!page->empty()) {
            m_newest = m_newest.value_or(page->front().time);
            m_reached = page->back().time;
            m_query.beforeId = page->back().id;
        }
        return page;
    }
    // How many there are is not known: the last one or the last moment, whichever comes first.
    double share() const
    {
        const double time = double(toMicros(*m_newest) - toMicros(m_reached)) /
                            std::max(1.0, double(toMicros(*m_newest) - toMicros(m_since)));
        return std::clamp(std::max(time, 1 - double(m_left) / m_most), 0.0, 1.0);
    }
    bool whole() const { return m_whole; }

private:
    store::Store& m_store;
    store::EventQuery m_query;
    std::int64_t m_left;
    double m_most;
    Time m_since;
    bool m_there;
    bool m_whole = true;
    std::optional<Time> m_newest;
    Time m_reached{};
};

} // namespace

std::optional<FactId> factOf(Check check)
{
    switch (check) {
    case Check::IpReverseDns:
        return FactId::ReverseDns;
    case Check::IpDnsbl:
        return FactId::DnsLists;
    case Check::HeloUnresolvable:
        return FactId::HeloDns;
    case Check::SenderUnresolvable:
        return FactId::SenderDns;
    case Check::SenderSpf:
        return FactId::Spf;
    case Check::RecipientGreylist:
        return FactId::Greylist;
    case Check::MessageDmarc:
        return FactId::Dmarc;
    case Check::MessageSpam:
        return FactId::Scan;
    default:
        return std::nullopt;
    }
}

std::shared_ptr<const Snapshot> withMode(const Snapshot& snapshot, model::Id service,
                                         std::span<const Check> checks, model::CheckMode mode)
{
    auto changed = std::make_shared<Snapshot>(snapshot);
    for (auto& policy : changed->services) {
        if (service == 0 || policy->service.id == service)
            policy = withMode(*policy, checks, mode);
    }
    return changed;
}

Result<std::shared_ptr<const Snapshot>> compileSaved(store::Store& store, model::Id service)
{
    std::int64_t revision = 0;
    model::Configuration configuration;
    policy::PlacedListsCompiler compiler;
    const auto read = store.readTogether([&]() -> Result<> {
        const auto now = store.revision();
        if (!now)
            return failFrom(now);
        revision = *now;
        auto saved = store.configuration();
        if (!saved)
            return failFrom(saved);
        configuration = std::move(*saved);
        return store.scanLists([&](const model::ListEntryView& entry) {
            if (service == 0 || entry.service == 0 || entry.service == service)
                compiler.add(entry);
        });
    });
    if (!read)
        return failFrom(read);
    const policy::SubscribedFiles files = policy::readSubscribedFiles(store.where(), configuration);
    std::vector<IpAddress> own;
    for (const OwnAddress& address : ownAddresses())
        own.push_back(address.address);
    return policy::compileSnapshot(revision, configuration, compiler.finish(), files.lists, own);
}

RefusalCounter::RefusalCounter(std::shared_ptr<const Snapshot> snapshot, const RefusalQuestion& question)
    : m_snapshot(std::move(snapshot))
    , m_grouped(question.grouped)
{
    for (const Check check : question.checks) {
        CheckRefusals refusals;
        refusals.check = check;
        refusals.fact = factOf(check);
        m_report.checks.push_back(std::move(refusals));
        m_groupings.push_back({RefusalGrouping(RefusalKey::Client, check),
                               RefusalGrouping(RefusalKey::Name, check),
                               RefusalGrouping(RefusalKey::Spf, check)});
    }
}

const Policy* RefusalCounter::policyOf(const std::string& service) const
{
    for (const auto& policy : m_snapshot->services) {
        if (policy->service.name == service)
            return policy.get();
    }
    return nullptr;
}

void RefusalCounter::add(const model::Event& event)
{
    const Policy* policy = policyOf(event.service);
    if (policy == nullptr || !isOfPolicy(event))
        return;
    const auto facts = policy::factsFromJson(event.facts);
    if (!facts) {
        ++m_report.withoutFacts;
        return;
    }
    ++m_report.looked;
    const policy::Explanation explained = policy::explain(*policy, *facts, policy::Tracing::Off);
    if (explained.verdict.check)
        return; // something else refuses it
    m_shown.reset();
    for (std::size_t i = 0; i < m_report.checks.size(); ++i) {
        CheckRefusals& refusals = m_report.checks[i];
        if (isAmong(explained.verdict.monitored, refusals.check)) {
            ++refusals.count;
            group(i, *facts, event);
        } else if (refusals.fact && isAmong(explained.missing, *refusals.fact)) {
            ++refusals.untold;
        }
    }
}

void RefusalCounter::group(std::size_t check, const policy::Facts& facts, const model::Event& event)
{
    if (!m_grouped)
        return;
    if (!m_shown) {
        auto shown = std::make_shared<model::Event>(event);
        shown->trace.clear();
        m_shown = std::move(shown);
    }
    for (RefusalGrouping& grouping : m_groupings[check])
        grouping.add(facts, m_shown);
}

RefusalReport RefusalCounter::take()
{
    for (std::size_t i = 0; i < m_report.checks.size(); ++i) {
        for (const RefusalKey key : allRefusalKeys)
            m_report.checks[i].groups[std::size_t(key)] = m_groupings[i][std::size_t(key)].take();
    }
    return std::exchange(m_report, {});
}

Result<RefusalReport> countRefusals(store::Store& store, const Snapshot& snapshot,
                                    const RefusalQuestion& question,
                                    const std::function<bool(double share)>& goOn)
{
    RefusalCounter counter(withMode(snapshot, question.service, question.checks, model::CheckMode::Monitor),
                           question);
    EventPages pages(store, question, nameInLog(snapshot, question.service));
    bool wanted = true;
    while (wanted) {
        const auto page = pages.next();
        if (!page)
            return failFrom(page);
        if (page->empty())
            break;
        for (const model::Event& event : *page)
            counter.add(event);
        wanted = goOn(pages.share());
    }
    RefusalReport report = counter.take();
    report.whole = pages.whole();
    report.complete = wanted;
    return report;
}

} // namespace postern::preview
