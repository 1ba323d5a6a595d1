// SPDX-License-Identifier: GPL-3.0-or-later
// The first octet is the kind of list, the first line a pattern, each other line a subject. A pattern alone
// and a list that holds it must say the same.
#include "base/domain_name.h"
#include "base/escape.h"
#include "base/mail_address.h"
#include "model/list_pattern.h"
#include "policy/compiled_list.h"
#include "policy/subject.h"
#include "require.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

using namespace postern;
using namespace postern::model;

namespace {

// What was said, as decide() makes it comparable.
class Said {
public:
    Said(ListKind kind, const std::string& text)
        : m_kind(kind)
        , m_ip(kind == ListKind::Ip ? IpAddress::parse(text) : std::nullopt)
        , m_helo(kind == ListKind::Helo ? policy::comparableHelo(text) : std::string())
        , m_address(comparableAddress(text))
    {
    }

    // Of what matches() is asked; "" for what no client can say, like an address that ends in '@'.
    std::string text() const
    {
        if (m_kind == ListKind::Ip)
            return m_ip ? m_ip->toString() : std::string();
        if (m_kind == ListKind::Helo)
            return m_helo;
        const std::string text = m_address.toString();
        return comparableAddress(text) == m_address ? text : std::string();
    }
    bool isIn(const policy::CompiledList& list) const
    {
        const policy::ListMoment moment;
        std::optional<policy::ListMatch> match;
        if (m_kind == ListKind::Helo)
            match = list.findHelo(m_helo, moment);
        else if (m_kind != ListKind::Ip)
            match = list.findAddress(m_address, moment);
        else if (m_ip)
            match = list.findIp(*m_ip, moment);
        return match && !match->negated;
    }

private:
    ListKind m_kind;
    std::optional<IpAddress> m_ip;
    std::string m_helo;
    MailAddress m_address;
};

void checkPattern(const ListPattern& pattern)
{
    require(!pattern.text.empty() && pattern.text.size() <= maxPatternLength, "a pattern has a bounded text");
    const auto again = ListPattern::parse(pattern.kind, pattern.text);
    require(again && again->text == pattern.text && again->shape == pattern.shape && !again->negated,
            "a normalised pattern is taken again as it is");
    require(again->specificity() == pattern.specificity(), "'~' is no more specific");
    require(!pattern.meaning().empty(), "a pattern means something");
    const std::string meaning = toEnglish(pattern.meaning());
    require(showable(meaning) == meaning, "what it means can be shown");
    // A wildcard without '@' has an example that is no address, shown as a name is: not as it is compared.
    const std::string example = pattern.example();
    const bool isWhole = pattern.shape != ListPattern::Shape::Wildcard || pattern.kind == ListKind::Helo ||
                         pattern.text.find('@') != pattern.text.npos;
    if (isWhole)
        require(pattern.matches(Said(pattern.kind, example).text()) || pattern.matches(example),
                "it matches its example");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const ListKind kind = allListKinds[data[0] % allListKinds.size()];
    std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto line = [&rest] {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string text(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        return text;
    };
    const auto pattern = ListPattern::parse(kind, line());
    if (!pattern) {
        require(!pattern.error().what.empty(), "a refusal has a reason");
        return 0;
    }
    checkPattern(*pattern);
    ListEntry entry;
    entry.id = 1;
    entry.kind = kind;
    entry.pattern = pattern->text;
    const auto list = policy::CompiledList::compile(kind, {&entry, 1});
    require(list.size() == 1, "what parses is in the list");
    for (int i = 0; i < 16 && !rest.empty(); ++i) {
        const Said said(kind, line());
        if (!said.text().empty())
            require(said.isIn(list) == pattern->matches(said.text()), "a list of one says the same");
    }
    return 0;
}
