// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/wildcard_overlap.h"

#include "base/domain_name.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace postern::model {

namespace {

using Shape = ListPattern::Shape;

// Where the next character of UTF-8 begins, since '?' stands for one of them.
std::size_t nextCharacter(std::string_view text, std::size_t at)
{
    do
        ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
    return at;
}

std::vector<std::string_view> characters(std::string_view text)
{
    std::vector<std::string_view> all;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = nextCharacter(text, at);
        all.push_back(text.substr(at, end - at));
        at = end;
    }
    return all;
}

// What was taken last on the way to a pair of places in two patterns.
enum class Step : std::uint8_t { None, Start, Both, SkipA, SkipB, TakeA, TakeB };

// Walks through two patterns at once. Places are counted in characters.
class Meeting {
public:
    Meeting(std::string_view a, std::string_view b)
        : m_a(characters(a))
        , m_b(characters(b))
        , m_steps((m_a.size() + 1) * (m_b.size() + 1), Step::None)
    {
        walk();
    }

    bool possible() const { return step(m_a.size(), m_b.size()) != Step::None; }

    // The way back, reversed.
    std::string text(std::string_view filler) const
    {
        std::vector<std::string_view> taken;
        std::size_t i = m_a.size();
        std::size_t j = m_b.size();
        while (i + j > 0) {
            switch (step(i, j)) {
            case Step::Both:
                --i;
                --j;
                if (m_a[i] == "*" || m_b[j] == "*")
                    break; // star on star: the filler below
                taken.push_back(m_a[i] == "?" ? m_b[j] : m_a[i]);
                continue;
            case Step::SkipA:
                --i;
                continue;
            case Step::SkipB:
                --j;
                continue;
            case Step::TakeA:
                taken.push_back(m_a[--i]);
                continue;
            case Step::TakeB:
                taken.push_back(m_b[--j]);
                continue;
            case Step::None:
            case Step::Start:
                return {};
            }
            taken.push_back(filler);
        }
        std::string text;
        for (auto part = taken.rbegin(); part != taken.rend(); ++part)
            text += *part == "?" ? std::string_view("x") : *part;
        return text;
    }

private:
    Step& step(std::size_t i, std::size_t j) { return m_steps[i * (m_b.size() + 1) + j]; }
    Step step(std::size_t i, std::size_t j) const { return m_steps[i * (m_b.size() + 1) + j]; }
    void reach(std::size_t i, std::size_t j, Step how)
    {
        if (step(i, j) == Step::None)
            step(i, j) = how;
    }

    // Every move goes right or down, so one pass in order finds all that can be reached.
    void walk()
    {
        step(0, 0) = Step::Start;
        for (std::size_t i = 0; i <= m_a.size(); ++i) {
            for (std::size_t j = 0; j <= m_b.size(); ++j) {
                if (step(i, j) != Step::None)
                    move(i, j);
            }
        }
    }
    void move(std::size_t i, std::size_t j)
    {
        const bool hasA = i < m_a.size();
        const bool hasB = j < m_b.size();
        const bool starA = hasA && m_a[i] == "*";
        const bool starB = hasB && m_b[j] == "*";
        if (starA && starB) {
            reach(i + 1, j + 1, Step::Both);
        } else if (hasA && hasB && !starA && !starB) {
            if (m_a[i] == "?" || m_b[j] == "?" || m_a[i] == m_b[j])
                reach(i + 1, j + 1, Step::Both);
            return;
        }
        if (starA) {
            reach(i + 1, j, Step::SkipA);
            if (hasB)
                reach(i, j + 1, starB ? Step::SkipB : Step::TakeB);
        }
        if (starB) {
            reach(i, j + 1, Step::SkipB);
            if (hasA)
                reach(i + 1, j, starA ? Step::SkipA : Step::TakeA);
        }
    }

    std::vector<std::string_view> m_a;
    std::vector<std::string_view> m_b;
    std::vector<Step> m_steps;
};

// Settles most pairs: what stands at the ends of the outer one must stand at those of the inner one.
bool endsFit(std::string_view outer, std::string_view inner)
{
    const std::size_t first = outer.find_first_of("*?");
    if (first == outer.npos)
        return outer == inner;
    return inner.starts_with(outer.substr(0, first)) &&
           inner.ends_with(outer.substr(outer.find_last_of("*?") + 1));
}

bool endsMeet(std::string_view a, std::string_view b)
{
    const std::size_t front = std::min({a.find_first_of("*?"), b.find_first_of("*?"), a.size(), b.size()});
    if (a.substr(0, front) != b.substr(0, front))
        return false;
    const auto tail = [](std::string_view text) {
        const std::size_t wild = text.find_last_of("*?");
        return wild == text.npos ? text : text.substr(wild + 1);
    };
    const std::size_t back = std::min(tail(a).size(), tail(b).size());
    return a.substr(a.size() - back) == b.substr(b.size() - back);
}

} // namespace

std::string asWildcard(const ListPattern& pattern)
{
    const bool mail = pattern.kind != ListKind::Helo;
    switch (pattern.shape) {
    case Shape::Null:
        return {};
    case Shape::Domain:
        return mail ? "*@" + std::string(pattern.domain()) : pattern.text;
    case Shape::Suffix:
        return (mail ? "*@*" : "*") + pattern.text;
    case Shape::Literal:
        return comparableLiteral(pattern.text);
    case Shape::Address:
    case Shape::Wildcard:
    case Shape::Range:
        break;
    }
    return pattern.text;
}

// A star of the inner one can only be taken by a star of the outer one; so its characters are matched as if
// they were text, but for that.
bool coversWildcard(std::string_view outer, std::string_view inner)
{
    if (!endsFit(outer, inner))
        return false;
    std::size_t p = 0;
    std::size_t s = 0;
    std::size_t star = outer.npos; // the last '*' of the outer one that was passed
    std::size_t resume = 0;        // where in the inner one what follows that star is tried next
    while (s < inner.size()) {
        const bool text = p < outer.size() && inner[s] != '*';
        if (p < outer.size() && outer[p] == '*') {
            star = p++;
            resume = s;
        } else if (text && outer[p] == '?') {
            ++p;
            s = nextCharacter(inner, s);
        } else if (text && outer[p] == inner[s]) {
            ++p;
            ++s;
        } else if (star != outer.npos) {
            p = star + 1;
            s = resume = nextCharacter(inner, resume);
        } else {
            return false;
        }
    }
    while (p < outer.size() && outer[p] == '*')
        ++p;
    return p == outer.size();
}

std::optional<std::string> commonMatch(std::string_view a, std::string_view b, std::string_view filler)
{
    if (!endsMeet(a, b))
        return std::nullopt;
    const Meeting meeting(a, b);
    return meeting.possible() ? std::optional(meeting.text(filler)) : std::nullopt;
}

bool wildcardsMeet(std::string_view a, std::string_view b)
{
    return endsMeet(a, b) && Meeting(a, b).possible();
}

} // namespace postern::model
