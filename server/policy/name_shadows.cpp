// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses, domains and HELO names. What is exact is looked up among what is not, as a session does it;
// domains find what is above them by its name, and wildcards what may cover them by their ends.
#include "base/mail_address.h"
#include "model/wildcard_overlap.h"
#include "policy/health_item.h"
#include "policy/list_compiler.h"
#include "policy/parallel.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

namespace postern::policy {

namespace {

using model::ListPattern;
using Reason = HealthFinding::Reason;
using Shape = ListPattern::Shape;

bool isExact(const HealthItem& item)
{
    return item.specificity == ListPattern::exact;
}

// The domain of a Domain or Suffix, without its mark.
std::string_view bareDomain(const ListPattern& pattern)
{
    const std::string_view domain = pattern.domain();
    return domain.substr(domain.starts_with('.') ? 1 : 0);
}

// Patterns with stars, by what stands before the first star and behind the last one. What covers another one
// begins with no more than that one begins with, and ends likewise: so few have to be compared.
class Coverers {
public:
    void add(const HealthItem& item)
    {
        const Ends ends = endsOf(item.wild);
        m_items.emplace(together(hashesOf(ends.first).back(), hashesOf(ends.second).back()), &item);
        m_firsts.insert(hashesOf(ends.first).back());
        m_seconds.insert(hashesOf(ends.second).back());
    }

    // Calls `visit` for those that may cover it, until it says false. False: it did.
    template <class Visit>
    bool around(const HealthItem& item, Visit visit) const
    {
        if (m_items.empty())
            return true;
        const Ends ends = endsOf(item.wild);
        Hashes seconds = hashesOf(ends.second);
        std::erase_if(seconds, [&](std::uint64_t hash) { return !m_seconds.contains(hash); });
        for (const std::uint64_t first : hashesOf(ends.first)) {
            if (!m_firsts.contains(first))
                continue;
            for (const std::uint64_t second : seconds) {
                const auto [begin, end] = m_items.equal_range(together(first, second));
                for (auto each = begin; each != end; ++each) {
                    if (!visit(*each->second))
                        return false;
                }
            }
        }
        return true;
    }

private:
    using Ends = std::pair<std::string_view, std::string>; // the second one from its end
    using Hashes = std::vector<std::uint64_t>;

    static Ends endsOf(std::string_view wild)
    {
        const std::size_t first = wild.find_first_of("*?");
        const std::string_view behind = wild.substr(wild.find_last_of("*?") + 1);
        return {wild.substr(0, first), std::string(behind.rbegin(), behind.rend())};
    }
    // Of each beginning of the text, "" first. Two texts with the same cost a comparison, no more.
    static Hashes hashesOf(std::string_view text)
    {
        Hashes hashes{0xcbf29ce484222325U};
        hashes.reserve(text.size() + 1);
        for (const char c : text)
            hashes.push_back((hashes.back() ^ static_cast<unsigned char>(c)) * 0x100000001b3U);
        return hashes;
    }
    static std::uint64_t together(std::uint64_t first, std::uint64_t second)
    {
        return first * 0x9e3779b97f4a7c15U + second;
    }

    std::unordered_multimap<std::uint64_t, const HealthItem*> m_items;
    std::unordered_set<std::uint64_t> m_firsts;
    std::unordered_set<std::uint64_t> m_seconds;
};

// One list, made ready to be asked what lies around a pattern.
class NameIndex {
public:
    struct Wants {
        bool exact = false;     // to be found, too
        bool wildcards = false; // are asked about
    };
    NameIndex(const HealthItems& items, model::ListKind kind, Wants wants, const std::stop_token& stop)
        : m_items(items)
        , m_kind(kind)
    {
        ListCompiler compiler(kind);
        for (std::size_t i = 0; i < items.size() && !stop.stop_requested(); ++i) {
            const HealthItem& item = *items[i];
            if (!isExact(item))
                addWide(item);
            if (item.negated())
                m_negated.push_back(&item);
            if (!isExact(item) || wants.exact) // without limits: what may count is there
                compiler.add(model::Id(i) + 1, item.pattern.text, item.negated());
        }
        for (const HealthItem* item : m_wide) {
            if (item->pattern.shape == Shape::Wildcard)
                m_wildcardCoverers.add(*item);
            else if (wants.wildcards) // others find domains by their names
                m_domainCoverers.add(*item);
        }
        if (!stop.stop_requested())
            m_compiled = compiler.finish();
    }

    const HealthItems& wildcards() const { return m_wildcards; }
    const HealthItems& wide() const { return m_wide; }
    const HealthItems& negated() const { return m_negated; }
    const HealthItems& negatedWide() const { return m_negatedWide; }
    const HealthItems& negatedWildcards() const { return m_negatedWildcards; }

    // What decides about an exact pattern; nullptr: nothing.
    const HealthItem* decides(const ListPattern& exact) const
    {
        const auto match = find(exact);
        return match ? m_items[std::size_t(match->entry - 1)] : nullptr;
    }

    // Calls `visit` for the domains and suffixes that may have to do with a domain or suffix: of the same
    // name, and above it.
    template <class Visit>
    void above(const ListPattern& pattern, Visit visit) const
    {
        std::string_view domain = bareDomain(pattern);
        while (true) {
            const auto [begin, end] = m_byDomain.equal_range(domain);
            for (auto each = begin; each != end; ++each)
                visit(*each->second);
            const std::size_t dot = domain.find('.');
            if (dot == domain.npos)
                return;
            domain.remove_prefix(dot + 1);
        }
    }

    // Calls `visit` for what may cover a pattern, but for what above() finds, until it says false. False: it
    // did.
    template <class Visit>
    bool mayCover(const HealthItem& item, Visit visit) const
    {
        return m_wildcardCoverers.around(item, visit) &&
               (item.pattern.shape != Shape::Wildcard || m_domainCoverers.around(item, visit));
    }

private:
    void addWide(const HealthItem& item)
    {
        const bool wildcard = item.pattern.shape == Shape::Wildcard;
        m_wide.push_back(&item);
        if (item.negated())
            m_negatedWide.push_back(&item);
        if (wildcard && item.negated())
            m_negatedWildcards.push_back(&item);
        if (wildcard)
            m_wildcards.push_back(&item);
        else
            m_byDomain.emplace(bareDomain(item.pattern), &item);
    }
    std::optional<ListMatch> find(const ListPattern& exact) const
    {
        if (m_kind == model::ListKind::Helo)
            return m_compiled.findHelo(exact.text, {});
        if (exact.shape == Shape::Null)
            return m_compiled.findAddress({}, {});
        const std::size_t at = exact.text.rfind('@');
        return m_compiled.findAddress({exact.text.substr(0, at), exact.text.substr(at + 1)}, {});
    }

    const HealthItems& m_items;
    model::ListKind m_kind;
    HealthItems m_wildcards;
    HealthItems m_wide;    // all that is not exact
    HealthItems m_negated; // '~', exact or not
    HealthItems m_negatedWide;
    HealthItems m_negatedWildcards;
    std::unordered_multimap<std::string_view, const HealthItem*> m_byDomain;
    Coverers m_wildcardCoverers;
    Coverers m_domainCoverers; // for wildcards
    CompiledList m_compiled;
};

bool hasWildcards(const HealthItems& items)
{
    return std::any_of(items.begin(), items.end(),
                       [](const HealthItem* item) { return item->pattern.shape == Shape::Wildcard; });
}

// A pattern against others, while the best on either side is found.
class Around {
public:
    explicit Around(const HealthItem& item)
        : m_item(item)
    {
    }

    // Of the same list: what would decide without the item.
    void look(const HealthItem& other)
    {
        if (&other == &m_item || other.rank() >= m_item.rank())
            return;
        if (other.negated() != m_item.negated())
            higher(m_blocker, other, [&] { return meets(other); });
        else if (other.countsWith(m_item))
            higher(m_cover, other, [&] { return covers(other); });
    }
    // Of the exceptions to it.
    void lookForCover(const HealthItem& other)
    {
        if (!other.negated() && other.countsWith(m_item))
            higher(m_cover, other, [&] { return covers(other); });
    }
    void lookForBlocker(const HealthItem& other)
    {
        higher(m_blocker, other, [&] { return meets(other); });
    }

    const HealthItem* blocker() const { return m_blocker; }
    const HealthItem* cover() const // unless something stands between
    {
        return m_cover != nullptr && (m_blocker == nullptr || m_cover->rank() > m_blocker->rank()) ? m_cover
                                                                                                   : nullptr;
    }

private:
    template <class Does>
    static void higher(const HealthItem*& best, const HealthItem& other, Does does)
    {
        if ((best == nullptr || other.rank() > best->rank()) && does())
            best = &other;
    }
    bool meets(const HealthItem& other) const
    {
        if (isExact(other))
            return m_item.pattern.matches(other.pattern.text);
        return model::wildcardsMeet(other.wild, m_item.wild);
    }
    bool covers(const HealthItem& other) const { return model::coversWildcard(other.wild, m_item.wild); }

    const HealthItem& m_item;
    const HealthItem* m_blocker = nullptr;
    const HealthItem* m_cover = nullptr;
};

class NameShadows {
public:
    NameShadows(const HealthList& list, model::ListKind kind, HealthBudget& budget,
                const std::stop_token& stop)
        : m_index(list.items, kind, {.exact = false, .wildcards = hasWildcards(list.items)}, stop)
        , m_exceptions(list.exceptions, kind, {.exact = true, .wildcards = hasWildcards(list.items)}, stop)
        , m_budget(budget)
    {
        for (const HealthItem* item : m_index.negated())
            m_takers.emplace(item->pattern.text, item);
        if (m_takers.empty())
            return; // nothing has a twin
        for (const HealthItem* item : list.items) {
            if (!item->negated() && m_takers.contains(item->pattern.text))
                m_taken.insert(item->pattern.text);
        }
    }

    // Of an exact one this may be asked on several threads at the same time.
    std::optional<Shadow> judge(const HealthItem& item)
    {
        if (item.limited)
            return std::nullopt;
        if (auto taken = byItsTwin(item))
            return taken;
        auto shadow = isExact(item) ? ofExact(item) : ofWide(item);
        if (!shadow && !item.negated())
            shadow = isExact(item) ? exceptedExact(item) : exceptedWide(item);
        return shadow;
    }

private:
    using Twins = std::unordered_multimap<std::string_view, const HealthItem*>;

    std::optional<Shadow> byItsTwin(const HealthItem& item) const
    {
        if (item.negated())
            return std::nullopt;
        const auto [begin, end] = m_takers.equal_range(item.pattern.text);
        for (auto twin = begin; twin != end; ++twin) {
            if (twin->second->countsWith(item))
                return Shadow{.reason = Reason::TakenOut, .other = twin->second->index};
        }
        return std::nullopt;
    }

    std::optional<Shadow> ofExact(const HealthItem& item) const
    {
        if (item.negated() && m_taken.contains(item.pattern.text))
            return std::nullopt; // that is what it takes out
        const HealthItem* next = m_index.decides(item.pattern);
        if (next == nullptr)
            return item.negated() ? std::optional(Shadow{.reason = Reason::TakesNothingOut}) : std::nullopt;
        if (next->negated() != item.negated() || !next->countsWith(item))
            return std::nullopt;
        return Shadow{.reason = Reason::SaysTheSame, .other = next->index};
    }

    // What could cover it comes first: mostly there is nothing, and it does not matter what lies between.
    std::optional<Shadow> ofWide(const HealthItem& item)
    {
        Around around(item);
        const bool wildcard = item.pattern.shape == Shape::Wildcard;
        if (!wildcard)
            m_index.above(item.pattern, [&](const HealthItem& other) { around.look(other); });
        const bool seen = m_index.mayCover(item, [&](const HealthItem& other) {
            if (other.negated() == item.negated())
                around.look(other);
            return m_budget.spend(1);
        });
        if (!seen || (around.cover() == nullptr && (!item.negated() || around.blocker() != nullptr)))
            return std::nullopt;
        const HealthItems& negated = wildcard ? m_index.negatedWide() : m_index.negatedWildcards();
        const HealthItems& all = wildcard ? m_index.wide() : m_index.wildcards();
        for (const HealthItem* other : item.negated() ? all : negated) {
            if (!m_budget.spend(1))
                return std::nullopt;
            if (other->negated() != item.negated())
                around.look(*other);
            if (around.cover() == nullptr && around.blocker() != nullptr)
                return std::nullopt;
        }
        if (const HealthItem* cover = around.cover())
            return Shadow{.reason = Reason::SaysTheSame, .other = cover->index};
        if (item.negated() && around.blocker() == nullptr)
            return Shadow{.reason = Reason::TakesNothingOut};
        return std::nullopt;
    }

    std::optional<Shadow> exceptedExact(const HealthItem& item) const
    {
        const HealthItem* exception = m_exceptions.decides(item.pattern);
        if (exception == nullptr || exception->negated() || !exception->countsWith(item))
            return std::nullopt;
        return Shadow{.reason = Reason::Excepted, .other = exception->index};
    }

    std::optional<Shadow> exceptedWide(const HealthItem& item)
    {
        Around around(item);
        if (item.pattern.shape != Shape::Wildcard)
            m_exceptions.above(item.pattern, [&](const HealthItem& other) { around.lookForCover(other); });
        const bool seen = m_exceptions.mayCover(item, [&](const HealthItem& other) {
            around.lookForCover(other);
            return m_budget.spend(1);
        });
        if (!seen || around.cover() == nullptr || !m_budget.spend(m_exceptions.negated().size()))
            return std::nullopt;
        for (const HealthItem* other : m_exceptions.negated())
            around.lookForBlocker(*other);
        const HealthItem* cover = around.cover();
        return cover == nullptr ? std::nullopt
                                : std::optional(Shadow{.reason = Reason::Excepted, .other = cover->index});
    }

    NameIndex m_index;
    NameIndex m_exceptions;
    HealthBudget& m_budget;
    Twins m_takers;                               // '~'
    std::unordered_set<std::string_view> m_taken; // what they are twins of
};

} // namespace

Shadows findNameShadows(const HealthList& list, model::ListKind kind, HealthBudget& budget,
                        const std::stop_token& stop)
{
    Shadows shadows(list.items.size());
    NameShadows names(list, kind, budget, stop);
    inParallel(list.items.size(), mostThreads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end && !stop.stop_requested(); ++i) {
            if (isExact(*list.items[i]))
                shadows[i] = names.judge(*list.items[i]);
        }
    });
    for (std::size_t i = 0; i < list.items.size() && !stop.stop_requested(); ++i) {
        if (!isExact(*list.items[i]))
            shadows[i] = names.judge(*list.items[i]);
    }
    return shadows;
}

} // namespace postern::policy
