// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ordered_patterns.h"

#include "model/wildcard_overlap.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace postern::model {

namespace {

using Fate = PlacedPattern::Fate;

// How many addresses are tried for one line before it is called unsure.
constexpr int mostTries = 12;

class Placing {
public:
    Placing(const std::vector<ListPattern>& patterns, const std::function<bool()>& goOn)
        : m_patterns(patterns)
        , m_goOn(goOn)
        , m_placed(patterns.size())
    {
        for (std::size_t i = 0; i < patterns.size(); ++i) {
            m_wild.push_back(asWildcard(patterns[i]));
            m_exact.push_back(patterns[i].specificity() == ListPattern::exact);
            m_of[std::size_t(patterns[i].negated)].push_back(i);
        }
    }

    std::vector<PlacedPattern> run() &&
    {
        for (std::size_t i = 0; i < m_patterns.size() && goOn(); ++i)
            findWhatBeats(i);
        for (std::size_t j = 0; j < m_patterns.size() && goOn(); ++j) {
            if (m_placed[j].fate == Fate::Kept && !m_exact[j])
                findWhereItDiffers(j);
        }
        return std::move(m_placed);
    }

private:
    bool goOn() const { return !m_goOn || m_goOn(); }
    const std::vector<std::size_t>& opposites(std::size_t of) const
    {
        return m_of[std::size_t(!m_patterns[of].negated)];
    }

    void findWhatBeats(std::size_t i)
    {
        const auto& others = opposites(i);
        for (auto j = std::upper_bound(others.begin(), others.end(), i); j != others.end(); ++j) {
            if (m_exact[*j])
                continue; // another text, and it matches nothing else
            const bool covers =
                m_exact[i] ? m_patterns[*j].matches(m_wild[i]) : coversWildcard(m_wild[*j], m_wild[i]);
            if (!covers)
                continue;
            m_placed[i] = {.fate = Fate::Beaten, .by = *j, .witness = {}};
            return;
        }
    }

    // In the order of the file `j` decides what it shares with lines before it; here some of those do.
    void findWhereItDiffers(std::size_t j)
    {
        int tries = 0;
        for (const std::size_t i : opposites(j)) {
            if (i > j)
                break;
            if (m_exact[i] || m_placed[i].fate == Fate::Beaten || !isBefore(i, j) ||
                !wildcardsMeet(m_wild[i], m_wild[j]))
                continue;
            for (const char* filler : {"someone", "x", "", "q7"}) {
                auto witness = commonMatch(m_wild[i], m_wild[j], filler);
                if (!witness || ++tries > mostTries)
                    break;
                const std::size_t here = decidesHere(*witness);
                if (m_patterns[here].negated == m_patterns[decidesInOrder(*witness)].negated)
                    continue;
                if (decidesInOrder(*witness) != j)
                    continue; // a later line's business
                m_placed[j] = {.fate = Fate::Differs, .by = here, .witness = std::move(*witness)};
                return;
            }
            if (m_placed[j].fate == Fate::Kept)
                m_placed[j] = {.fate = Fate::Unsure, .by = i, .witness = {}};
        }
    }

    std::tuple<Specificity, bool> rank(std::size_t i) const
    {
        return {m_patterns[i].specificity(), m_patterns[i].negated};
    }
    bool isBefore(std::size_t i, std::size_t j) const { return rank(i) > rank(j); }

    std::size_t decidesInOrder(std::string_view subject) const
    {
        for (std::size_t i = m_patterns.size(); i-- > 0;) {
            if (m_patterns[i].matches(subject))
                return i;
        }
        return 0;
    }
    std::size_t decidesHere(std::string_view subject) const
    {
        std::size_t best = m_patterns.size();
        for (std::size_t i = 0; i < m_patterns.size(); ++i) {
            if (m_placed[i].fate != Fate::Beaten && m_patterns[i].matches(subject) &&
                (best == m_patterns.size() || isBefore(i, best)))
                best = i;
        }
        return best == m_patterns.size() ? decidesInOrder(subject) : best;
    }

    const std::vector<ListPattern>& m_patterns;
    const std::function<bool()>& m_goOn;
    std::vector<PlacedPattern> m_placed;
    std::vector<std::string> m_wild;
    std::vector<bool> m_exact;
    std::array<std::vector<std::size_t>, 2>
        m_of; // indices of those that do not take out, and of those that do
};

} // namespace

std::vector<PlacedPattern> placePatterns(const std::vector<ListPattern>& patterns,
                                         const std::function<bool()>& goOn)
{
    return Placing(patterns, goOn).run();
}

} // namespace postern::model
