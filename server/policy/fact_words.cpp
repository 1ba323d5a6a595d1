// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/fact_words.h"

#include "base/escape.h"
#include "policy/words.h"

#include <array>

namespace postern::policy {

namespace {

constexpr const char* plain = "%1"; // what needs no translation

Sentence text(std::string value)
{
    return {plain, {std::move(value)}};
}

Sentence inWords(SpfResult result, const Facts& facts)
{
    const std::string id(toId(result));
    if (facts.spfExplanation.empty())
        return text(id);
    return {POSTERN_TEXT("server", "%1; the domain explains: %2"),
            {id, escapeForDisplay(facts.spfExplanation)}};
}

Sentence inWords(const ReverseDns& known, const Facts&)
{
    if (known.name.empty())
        return {POSTERN_TEXT("server", "it has no name"), {}};
    return {known.confirmed ? POSTERN_TEXT("server", "%1, which leads back to it")
                            : POSTERN_TEXT("server", "%1, which does not lead back to it"),
            {shown(known.name)}};
}

Sentence inWords(HeloDns known, const Facts&)
{
    return {known == HeloDns::Found ? POSTERN_TEXT("server", "is in the DNS")
                                    : POSTERN_TEXT("server", "is not in the DNS"),
            {}};
}

Sentence inWords(SenderDns known, const Facts&)
{
    constexpr std::array texts{POSTERN_TEXT("server", "takes mail"),
                               POSTERN_TEXT("server", "has neither a mail server nor an address"),
                               POSTERN_TEXT("server", "says that it takes no mail")};
    return {texts[std::size_t(known)], {}};
}

Sentence inWords(const Dmarc& known, const Facts&)
{
    std::string words(toId(known.result));
    if (!known.author.empty())
        words += ' ' + shown(known.author);
    if (!known.owner.empty())
        words += " (" + shown(known.owner) + ": p=" + std::string(toId(known.policy)) + ')';
    for (const std::string& more : {known.proof, known.problem}) {
        if (!more.empty())
            words += "; " + escapeForDisplay(more);
    }
    return text(std::move(words));
}

Sentence inWords(const DnsListAnswers& known, const Facts&)
{
    std::string words;
    for (const DnsListAnswer& list : known) {
        words += (words.empty() ? "" : "; ") + shown(list.zone);
        words += (list.name.empty() ? "" : '/' + shown(list.name)) + ": ";
        if (!list.failure.empty())
            words += shown(list.failure);
        else if (list.addresses.empty())
            words += '-';
        for (const IpAddress& address : list.addresses)
            words += (&address == list.addresses.data() ? "" : ", ") + address.toString();
        if (!list.text.empty())
            words += " (" + escapeForDisplay(list.text) + ')';
    }
    return text(std::move(words));
}

Sentence inWords(const Greylisted& known, const Facts&)
{
    if (known.passed)
        return {POSTERN_TEXT("server", "it has tried again before"), {}};
    const std::string passes = std::to_string(known.networkPasses);
    if (known.first)
        return {POSTERN_TEXT("server", "first try at %1; its network has tried again %2 times"),
                {toIso8601(*known.first), passes}};
    return {POSTERN_TEXT("server", "this was the first try; its network has tried again %1 times"), {passes}};
}

Sentence inWords(const ScanOpinions& known, const Facts&)
{
    std::string words;
    for (const ScanOpinion& opinion : known)
        words +=
            (words.empty() ? "" : "; ") + shown(opinion.scanner) + ": " + escapeForDisplay(toText(opinion));
    return text(std::move(words));
}

// Collects the lines.
class Lines {
public:
    explicit Lines(const Facts& facts)
        : m_facts(facts)
    {
    }

    void add(const char* name, std::string value)
    {
        if (!value.empty())
            m_lines.push_back({name, text(std::move(value)), {}, {}});
    }
    template <class T>
    void add(FactId fact, const Fetched<T>& fetched)
    {
        FactLine line{nameOf(fact), {}, fact, {}};
        if (fetched) {
            const auto* known = std::get_if<T>(&*fetched);
            line.value = known != nullptr ? inWords(*known, m_facts)
                                          : Sentence{POSTERN_TEXT("server", "not known: %1"),
                                                     {shown(std::get<Unknown>(*fetched).why)}};
            const auto time = m_facts.lookedUp.find(fact);
            if (time != m_facts.lookedUp.end())
                line.lookedUp = time->second;
        }
        m_lines.push_back(std::move(line));
    }
    std::vector<FactLine> take() { return std::move(m_lines); }

private:
    const Facts& m_facts;
    std::vector<FactLine> m_lines;
};

std::string number(const std::optional<std::int64_t>& value)
{
    return value ? std::to_string(*value) : std::string();
}

} // namespace

const char* nameOf(FactId fact)
{
    switch (fact) {
    case FactId::Spf:
        return POSTERN_TEXT("server", "SPF");
    case FactId::ReverseDns:
        return POSTERN_TEXT("server", "reverse DNS");
    case FactId::HeloDns:
        return POSTERN_TEXT("server", "the HELO name");
    case FactId::SenderDns:
        return POSTERN_TEXT("server", "the sender's domain");
    case FactId::Dmarc:
        return POSTERN_TEXT("server", "DMARC");
    case FactId::DnsLists:
        return POSTERN_TEXT("server", "the DNS lists");
    case FactId::Greylist:
        return POSTERN_TEXT("server", "greylisting");
    case FactId::Scan:
        return POSTERN_TEXT("server", "what the scanners say");
    }
    return "";
}

std::vector<FactLine> factLines(const Facts& facts)
{
    Lines lines(facts);
    lines.add(POSTERN_TEXT("server", "client"), facts.client.toString());
    if (facts.ban)
        lines.add(POSTERN_TEXT("server", "barred until"),
                  toIso8601(facts.ban->until) + ": " + shown(facts.ban->reason));
    lines.add(POSTERN_TEXT("server", "HELO"), shown(facts.helo));
    lines.add(POSTERN_TEXT("server", "encryption"), shown(facts.tls));
    lines.add(POSTERN_TEXT("server", "logged in as"), shown(facts.user));
    if (facts.sender)
        lines.add(POSTERN_TEXT("server", "sender"), facts.sender->empty() ? "<>" : shown(*facts.sender));
    if (facts.recipient)
        lines.add(POSTERN_TEXT("server", "recipient"), shown(*facts.recipient));
    lines.add(POSTERN_TEXT("server", "bytes that it declared"), number(facts.declaredSize));
    lines.add(POSTERN_TEXT("server", "bytes that came"), number(facts.size));
    if (facts.receivedFields)
        lines.add(POSTERN_TEXT("server", "servers that it has passed"),
                  std::to_string(*facts.receivedFields));
    if (facts.judged)
        lines.add(POSTERN_TEXT("server", "recipient that the message was judged by"), shown(*facts.judged));
    if (facts.authors)
        lines.add(POSTERN_TEXT("server", "domains in From:"), shown(*facts.authors));
    lines.add(FactId::ReverseDns, facts.reverseDns);
    lines.add(FactId::DnsLists, facts.dnsLists);
    lines.add(FactId::HeloDns, facts.heloDns);
    lines.add(FactId::SenderDns, facts.senderDns);
    lines.add(FactId::Spf, facts.spf);
    lines.add(FactId::Greylist, facts.greylist);
    lines.add(FactId::Dmarc, facts.dmarc);
    lines.add(FactId::Scan, facts.scans);
    return lines.take();
}

} // namespace postern::policy
