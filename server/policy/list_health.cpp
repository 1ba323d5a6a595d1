// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/list_health.h"

#include "model/check.h"
#include "model/wildcard_overlap.h"
#include "policy/health_item.h"

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>

namespace postern::policy {

namespace {

using Kind = HealthFinding::Kind;
using HealthReason = HealthFinding::Reason;
using model::ListColor;
using model::ListEntry;
using model::ListKind;

// What is known of one entry so far; the first reason in each list that it is part of.
struct Known {
    std::optional<Shadow> shadow;
    std::size_t twin = HealthFinding::nobody;     // the same once more
    std::size_t opposite = HealthFinding::nobody; // the same in the Exceptions
    int lists = 0;                                // in how many it was looked at
    int shadowedIn = 0;                           // in how many of them it is superfluous
};

// Whether exceptions of a kind lift the Black List of that kind, whatever they are.
bool exceptionsCount(ListKind kind)
{
    switch (kind) {
    case ListKind::Ip:
        return model::info(model::Check::IpBlacklist).liftable;
    case ListKind::Recipient:
        return model::info(model::Check::RecipientBlacklist).liftable;
    case ListKind::Sender:
        return model::info(model::Check::SenderBlacklist).liftable &&
               model::info(model::Check::SenderBlacklist).liftedByForgeable;
    case ListKind::Helo:
        return model::info(model::Check::HeloBlacklist).liftable &&
               model::info(model::Check::HeloBlacklist).liftedByForgeable;
    }
    return false;
}

// All lists of one kind.
class KindHealth {
public:
    KindHealth(const HealthQuestion& question, ListKind kind, std::vector<Known>& known, HealthBudget& budget,
               const std::stop_token& stop)
        : m_question(question)
        , m_kind(kind)
        , m_known(known)
        , m_budget(budget)
        , m_stop(stop)
    {
        for (std::size_t i = 0; i < question.entries.size() && !stop.stop_requested(); ++i)
            add(i);
    }

    void run()
    {
        findTwins();
        bool onlyShared = m_question.services.empty();
        for (const model::Id service : m_question.services) {
            if (hasOwn(service))
                judge(service);
            else
                onlyShared = true; // the same for all that have none
        }
        if (onlyShared)
            judge(0);
    }

private:
    // By color; of one service or shared.
    using Owned = std::array<HealthItems, 2>;

    void add(std::size_t index)
    {
        const ListEntry& entry = m_question.entries[index];
        if (entry.kind != m_kind || !entry.enabled || (entry.expires && *entry.expires <= m_question.now))
            return;
        auto pattern = model::ListPattern::parse(m_kind, entry.pattern);
        if (!pattern)
            return; // it is not compiled either
        pattern->negated |= entry.negated;
        HealthItem& item = m_items.emplace_back();
        item.index = index;
        item.id = entry.id;
        item.specificity = pattern->specificity();
        if (m_kind != ListKind::Ip && item.specificity != model::ListPattern::exact)
            item.wild = model::asWildcard(*pattern);
        item.pattern = std::move(*pattern);
        item.own = entry.service != 0;
        item.limited = entry.condition != model::Condition::Always;
        item.expires = entry.expires;
        m_owned[entry.service][std::size_t(entry.color)].push_back(&item);
    }

    bool hasOwn(model::Id service) const { return m_owned.contains(service); }
    HealthItems together(model::Id service, ListColor color) const
    {
        HealthItems all;
        const auto add = [&](model::Id owner) {
            if (const auto found = m_owned.find(owner); found != m_owned.end())
                all.insert(all.end(), found->second[std::size_t(color)].begin(),
                           found->second[std::size_t(color)].end());
        };
        add(0);
        if (service != 0)
            add(service);
        return all;
    }

    void judge(model::Id service)
    {
        HealthList black{.items = together(service, ListColor::Black), .exceptions = {}};
        HealthList white{.items = together(service, ListColor::White), .exceptions = {}};
        if (exceptionsCount(m_kind))
            black.exceptions = white.items;
        for (const HealthList* list : {&black, &white}) {
            const Shadows shadows = m_kind == ListKind::Ip ? findRangeShadows(*list, m_stop)
                                                           : findNameShadows(*list, m_kind, m_budget, m_stop);
            for (std::size_t i = 0; i < shadows.size(); ++i)
                note(m_known[list->items[i]->index], shadows[i]);
        }
        findOpposites(black.items, white.items);
    }

    static void note(Known& known, const std::optional<Shadow>& shadow)
    {
        ++known.lists;
        known.shadowedIn += shadow ? 1 : 0;
        if (shadow && !known.shadow)
            known.shadow = shadow;
    }

    // The same entry twice: in the service's list and the shared one, or twice in one.
    void findTwins()
    {
        using Filed = std::pair<std::size_t, const HealthItem*>;
        for (const ListColor color : {ListColor::Black, ListColor::White}) {
            std::vector<Filed> byText; // by a hash of it
            for (const HealthItem& item : m_items) {
                if (m_question.entries[item.index].color == color)
                    byText.emplace_back(std::hash<std::string_view>()(item.pattern.text), &item);
            }
            std::sort(byText.begin(), byText.end(), [](const Filed& a, const Filed& b) {
                return std::tuple(a.first, a.second->own, a.second->index) <
                       std::tuple(b.first, b.second->own, b.second->index);
            });
            for (auto begin = byText.begin(); begin != byText.end() && !m_stop.stop_requested();) {
                const auto end = std::find_if(
                    begin, byText.end(), [&](const Filed& filed) { return filed.first != begin->first; });
                for (auto item = begin; end - begin > 1 && item != end; ++item) {
                    for (auto other = begin; other != end; ++other)
                        findTwin(*item->second, *other->second);
                }
                begin = end;
            }
        }
    }
    void findTwin(const HealthItem& item, const HealthItem& other)
    {
        const ListEntry& entry = m_question.entries[item.index];
        const ListEntry& there = m_question.entries[other.index];
        const bool together = there.service == 0 || there.service == entry.service;
        const bool means = other.negated() == item.negated() && there.condition == entry.condition &&
                           there.onlyFrom == entry.onlyFrom && other.pattern.text == item.pattern.text;
        const bool lasts = !other.expires || (item.expires && *item.expires <= *other.expires);
        if (&other != &item && together && means && lasts && other.rank() < item.rank())
            m_known[item.index].twin = other.index;
    }

    void findOpposites(const HealthItems& black, const HealthItems& white)
    {
        const HealthItems& fewer = black.size() < white.size() ? black : white;
        const HealthItems& more = &fewer == &black ? white : black;
        std::unordered_map<std::string_view, const HealthItem*> texts;
        for (const HealthItem* item : fewer) {
            if (!item->negated())
                texts.emplace(item->pattern.text, item);
        }
        if (texts.empty())
            return;
        for (const HealthItem* item : more) {
            const auto found = item->negated() ? texts.end() : texts.find(item->pattern.text);
            if (found == texts.end())
                continue;
            const bool itemIsBlack = &more == &black;
            const HealthItem* refused = itemIsBlack ? item : found->second;
            const HealthItem* let = itemIsBlack ? found->second : item;
            m_known[refused->index].opposite = let->index;
        }
    }

    const HealthQuestion& m_question;
    ListKind m_kind;
    std::vector<Known>& m_known;
    HealthBudget& m_budget;
    const std::stop_token& m_stop;
    std::deque<HealthItem> m_items;
    std::unordered_map<model::Id, Owned> m_owned; // by service; 0: shared
};

bool isForgeable(const ListEntry& entry)
{
    return entry.color == ListColor::White && entry.enabled && !entry.negated &&
           entry.condition == model::Condition::Always &&
           (entry.kind == ListKind::Sender || entry.kind == ListKind::Helo);
}

class Findings {
public:
    explicit Findings(const HealthQuestion& question)
        : m_question(question)
    {
    }

    void add(std::size_t index, const Known& known)
    {
        const ListEntry& entry = m_question.entries[index];
        if (entry.expires && *entry.expires <= m_question.now) {
            put({.kind = Kind::Expired, .harmless = true, .entry = index});
            return;
        }
        const bool shadowed = known.lists > 0 && known.shadowedIn == known.lists;
        if (known.twin != HealthFinding::nobody)
            put({.kind = Kind::Duplicate, .harmless = true, .entry = index, .other = known.twin});
        else if (known.opposite != HealthFinding::nobody)
            put({.kind = Kind::Contradictory, .harmless = shadowed, .entry = index, .other = known.opposite});
        else if (shadowed)
            put({.kind = Kind::Shadowed,
                 .reason = known.shadow->reason,
                 .harmless = true,
                 .entry = index,
                 .other = known.shadow->other});
        else if (isUnhit(entry))
            put({.kind = Kind::NeverHit, .entry = index});
        if (isForgeable(entry))
            put({.kind = Kind::Forgeable, .entry = index});
    }

    std::vector<HealthFinding> take() &&
    {
        std::vector<HealthFinding> all;
        for (auto& each : m_byKind) {
            all.insert(all.end(), each.begin(), each.end());
            each = {};
        }
        return all;
    }

private:
    void put(const HealthFinding& finding) { m_byKind[std::size_t(finding.kind)].push_back(finding); }
    bool isUnhit(const ListEntry& entry) const
    {
        return entry.enabled && m_question.hits != nullptr && entry.created != Time{} &&
               entry.created + m_question.unhitFor <= m_question.now && !m_question.hits->contains(entry.id);
    }

    const HealthQuestion& m_question;
    std::array<std::vector<HealthFinding>, allHealthKinds.size()> m_byKind;
};

Sentence sayOther(const char* same, const char* shared, const ListEntry& entry, const ListEntry& other)
{
    return {other.service == 0 && entry.service != 0 ? shared : same, {other.displayPattern()}};
}

} // namespace

ListHealth findListHealth(const HealthQuestion& question, std::stop_token stop)
{
    std::vector<Known> known(question.entries.size());
    HealthBudget budget;
    for (const ListKind kind : model::allListKinds) {
        if (!stop.stop_requested())
            KindHealth(question, kind, known, budget, stop).run();
    }
    Findings findings(question);
    for (std::size_t i = 0; i < known.size() && !stop.stop_requested(); ++i)
        findings.add(i, known[i]);
    return {.findings = std::move(findings).take(), .complete = budget.complete()};
}

Sentence healthReason(const HealthFinding& finding, std::span<const ListEntry> entries)
{
    const ListEntry& entry = entries[finding.entry];
    const ListEntry& other = finding.other == HealthFinding::nobody ? entry : entries[finding.other];
    switch (finding.kind) {
    case Kind::Duplicate:
        return sayOther(POSTERN_TEXT("server", "%1 stands in the list twice"),
                        POSTERN_TEXT("server", "%1 stands in the list for all services, too"), entry, other);
    case Kind::Contradictory:
        return sayOther(
            POSTERN_TEXT("server", "%1 is an exception, too, and exceptions win"),
            POSTERN_TEXT("server", "%1 is an exception for all services, too, and exceptions win"), entry,
            other);
    case Kind::Expired:
        return {POSTERN_TEXT("server", "it ended on %1"),
                {toIso8601(entry.expires.value_or(Time{})).substr(0, 10)}};
    case Kind::NeverHit:
        return {POSTERN_TEXT("server", "nothing has matched it since it was made on %1"),
                {toIso8601(entry.created).substr(0, 10)}};
    case Kind::Forgeable:
        return {entry.kind == ListKind::Helo
                    ? POSTERN_TEXT("server", "any client can call itself so; tie it to a range of addresses")
                    : POSTERN_TEXT("server",
                                   "anybody can claim to be this sender; tie it to SPF or to a range of "
                                   "addresses"),
                {}};
    case Kind::Shadowed:
        break;
    }
    switch (finding.reason) {
    case HealthReason::SaysTheSame:
        return sayOther(POSTERN_TEXT("server", "%1 says the same, and more"),
                        POSTERN_TEXT("server", "%1 in the list for all services says the same, and more"),
                        entry, other);
    case HealthReason::TakenOut:
        return sayOther(POSTERN_TEXT("server", "%1 takes it out again"),
                        POSTERN_TEXT("server", "%1 in the list for all services takes it out again"), entry,
                        other);
    case HealthReason::TakesNothingOut:
        return {POSTERN_TEXT("server", "there is nothing in the list that it could take out"), {}};
    case HealthReason::Excepted:
        return sayOther(POSTERN_TEXT("server", "the exception %1 lets through all that it matches"),
                        POSTERN_TEXT("server", "the exception %1 for all services lets through all that it "
                                               "matches"),
                        entry, other);
    case HealthReason::Itself:
        break;
    }
    return {};
}

std::string_view healthWord(Kind kind)
{
    switch (kind) {
    case Kind::Shadowed:
        return "shadowed";
    case Kind::Contradictory:
        return "contradictory";
    case Kind::Duplicate:
        return "duplicate";
    case Kind::Expired:
        return "expired";
    case Kind::NeverHit:
        return "never-hit";
    case Kind::Forgeable:
        return "forgeable";
    }
    return {};
}

} // namespace postern::policy
