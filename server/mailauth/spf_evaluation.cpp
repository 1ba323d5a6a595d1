// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/spf_evaluation.h"

#include "base/domain_name.h"
#include "base/escape.h"

#include <algorithm>
#include <utility>

namespace postern::mailauth {

namespace {

using dns::Type;

// RFC 7208 4.6.4
constexpr int maxTerms = 10;
constexpr int maxVoids = 2;
constexpr std::size_t maxMxHosts = 10;
constexpr std::size_t maxPtrNames = 10;

std::string shown(std::string_view text)
{
    return escapeForDisplay(text, 200);
}

// RFC 7208 4.3: what is no name of at least two labels cannot have a record.
bool canHaveRecord(const std::string& domain)
{
    return dns::isQueryable(domain) && domain.find('.') != domain.npos;
}

// RFC 7208 7.3: labels go from the left until the name fits; a dot at the end is the root's.
std::string fitted(std::string name)
{
    constexpr std::size_t maxName = 253;
    if (name.ends_with('.'))
        name.pop_back();
    while (name.size() > maxName && name.find('.') != name.npos)
        name.erase(0, name.find('.') + 1);
    return name;
}

bool isOrBelow(std::string_view name, std::string_view domain)
{
    return name == domain || isBelow(name, domain);
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7f; });
}

} // namespace

SpfEvaluation::SpfEvaluation(const SpfRequest& request, const Answers& known)
    : m_request(request)
    , m_known(known)
{
    const std::string& sender = request.sender;
    const std::size_t at = sender.rfind('@');
    if (sender.empty()) {
        m_senderDomain = comparableDomain(request.helo); // RFC 7208 2.4
    } else if (at == sender.npos) {
        m_senderDomain = comparableDomain(sender);
    } else {
        m_local = sender.substr(0, at);
        m_senderDomain = comparableDomain(sender.substr(at + 1));
    }
    if (m_local.empty())
        m_local = "postmaster"; // RFC 7208 4.3
}

std::string SpfEvaluation::keyOf(const dns::Question& question)
{
    return std::string(dns::toWord(question.type)) + ' ' + lowerAscii(question.name);
}

std::optional<SpfVerdict> SpfEvaluation::run()
{
    MaybeRuling ruling = checkHost(m_senderDomain);
    if (!ruling)
        return std::nullopt;
    std::string explanation;
    if (ruling->result == SpfResult::Fail && ruling->explanation) {
        auto text = explanationOf(*ruling);
        if (!text)
            return std::nullopt;
        explanation = std::move(*text);
    }
    return SpfVerdict{ruling->result,
                      m_senderDomain,
                      std::move(ruling->mechanism),
                      std::move(explanation),
                      std::move(ruling->problem),
                      std::move(m_lookups)};
}

SpfEvaluation::MaybeRuling SpfEvaluation::checkHost(const std::string& domain)
{
    const Ruling none{SpfResult::None, domain, {}, {}, {}};
    if (!canHaveRecord(domain))
        return none;
    const dns::Answer* answer = look({domain, Type::Txt});
    if (answer == nullptr)
        return std::nullopt;
    if (answer->failed())
        return Ruling{SpfResult::TempError, domain, {}, {}, "TXT of " + shown(domain) + ": " + answer->why};
    std::vector<std::string_view> records;
    std::copy_if(answer->texts.begin(), answer->texts.end(), std::back_inserter(records), isSpfRecord);
    if (records.empty())
        return none;
    if (records.size() > 1) // RFC 7208 4.5
        return Ruling{SpfResult::PermError, domain, {}, {}, shown(domain) + " has more than one SPF record"};
    const auto record = SpfRecord::parse(records.front());
    if (!record)
        return Ruling{SpfResult::PermError,
                      domain,
                      {},
                      {},
                      "SPF record of " + shown(domain) + ": " + whatIsWrong(record.error())};
    return checkRecord(domain, *record);
}

SpfEvaluation::MaybeRuling SpfEvaluation::checkRecord(const std::string& domain, const SpfRecord& record)
{
    for (const SpfDirective& directive : record.directives) {
        switch (match(domain, directive)) {
        case Match::No:
            break;
        case Match::Yes:
            return Ruling{directive.result, domain, directive.text, record.explanation, {}};
        case Match::Wait:
            return std::nullopt;
        case Match::TempError:
            return Ruling{SpfResult::TempError, domain, directive.text, {}, m_problem};
        case Match::PermError:
            return Ruling{SpfResult::PermError, domain, directive.text, {}, m_problem};
        }
    }
    if (record.redirect)
        return redirect(domain, *record.redirect);
    return Ruling{SpfResult::Neutral, domain, {}, {}, {}}; // RFC 7208 4.7
}

// RFC 7208 6.1
SpfEvaluation::MaybeRuling SpfEvaluation::redirect(const std::string& domain, const SpfMacroString& target)
{
    if (!countTerm())
        return Ruling{SpfResult::PermError, domain, {}, {}, m_problem};
    const auto name = expand(target, domain);
    if (!name)
        return std::nullopt;
    MaybeRuling ruling = checkHost(*name);
    if (ruling && ruling->result == SpfResult::None) {
        ruling->result = SpfResult::PermError;
        ruling->problem = shown(domain) + " redirects to " + shown(*name) + ", which has no SPF record";
    }
    return ruling;
}

// RFC 7208 6.2: whatever is wrong with it, there is just none.
std::optional<std::string> SpfEvaluation::explanationOf(const Ruling& ruling)
{
    const auto name = expand(*ruling.explanation, ruling.domain);
    if (!name)
        return std::nullopt;
    const dns::Answer* answer = look({*name, Type::Txt});
    if (answer == nullptr)
        return std::nullopt;
    if (answer->texts.size() != 1)
        return std::string();
    const auto text = SpfMacroString::parse(answer->texts.front(), SpfMacroString::Kind::Explanation);
    if (!text)
        return std::string();
    const auto validated = text->uses('p') ? validatedNameFor(ruling.domain) : std::string();
    if (!validated)
        return std::nullopt;
    std::string explanation = text->expand({m_local, m_senderDomain, ruling.domain, m_request.client,
                                            *validated, m_request.helo, m_request.receiver, m_request.now});
    if (!isAscii(explanation))
        return std::string();
    explanation.resize(std::min(explanation.size(), maxSpfExplanation));
    return explanation;
}

SpfEvaluation::Match SpfEvaluation::match(const std::string& domain, const SpfDirective& directive)
{
    switch (directive.mechanism) {
    case SpfMechanism::All:
        return Match::Yes;
    case SpfMechanism::Ip4:
    case SpfMechanism::Ip6:
        return matchNetwork(directive);
    default:
        break;
    }
    if (!countTerm())
        return Match::PermError;
    const auto target = targetOf(directive, domain);
    if (!target)
        return Match::Wait;
    switch (directive.mechanism) {
    case SpfMechanism::Include:
        return matchInclude(*target);
    case SpfMechanism::A:
        return matchA(*target, directive);
    case SpfMechanism::Mx:
        return matchMx(*target, directive);
    case SpfMechanism::Ptr:
        return matchPtr(*target);
    default:
        return matchExists(*target);
    }
}

// RFC 7208 5.2
SpfEvaluation::Match SpfEvaluation::matchInclude(const std::string& target)
{
    const MaybeRuling ruling = checkHost(target);
    if (!ruling)
        return Match::Wait;
    switch (ruling->result) {
    case SpfResult::Pass:
        return Match::Yes;
    case SpfResult::TempError:
        m_problem = ruling->problem;
        return Match::TempError;
    case SpfResult::PermError:
        return permanent(ruling->problem);
    case SpfResult::None:
        return permanent("the included " + shown(target) + " has no SPF record");
    default:
        return Match::No;
    }
}

// RFC 7208 5.3
SpfEvaluation::Match SpfEvaluation::matchA(const std::string& target, const SpfDirective& directive)
{
    const dns::Question question{target, addressType()};
    const dns::Answer* answer = look(question);
    if (answer == nullptr)
        return Match::Wait;
    if (const Match noted = note(*answer, question); noted != Match::Yes)
        return noted;
    return hasClient(*answer, directive) ? Match::Yes : Match::No;
}

// RFC 7208 5.4
SpfEvaluation::Match SpfEvaluation::matchMx(const std::string& target, const SpfDirective& directive)
{
    const dns::Question question{target, Type::Mx};
    const dns::Answer* mx = look(question);
    if (mx == nullptr)
        return Match::Wait;
    if (const Match noted = note(*mx, question); noted != Match::Yes)
        return noted;
    if (mx->mx.size() > maxMxHosts)
        return permanent(shown(target) + " has more than 10 MX records");
    Match match = Match::No;
    for (const dns::MxRecord& record : mx->mx) { // all that are missing at once
        if (look({record.host, addressType()}) == nullptr)
            match = Match::Wait;
    }
    for (auto record = mx->mx.begin(); record != mx->mx.end() && match == Match::No; ++record)
        match = matchA(record->host, directive);
    return match;
}

// RFC 7208 5.5: errors of the DNS are no match.
SpfEvaluation::Match SpfEvaluation::matchPtr(const std::string& target)
{
    const auto names = validatedNames(true);
    if (!names)
        return Match::Wait;
    if (m_voids > maxVoids)
        return Match::PermError;
    const std::string lower = lowerAscii(target);
    const bool found = std::any_of(names->begin(), names->end(),
                                   [&](const std::string& name) { return isOrBelow(name, lower); });
    return found ? Match::Yes : Match::No;
}

// RFC 7208 5.7: A, whatever the client's family.
SpfEvaluation::Match SpfEvaluation::matchExists(const std::string& target)
{
    const dns::Question question{target, Type::A};
    const dns::Answer* answer = look(question);
    return answer == nullptr ? Match::Wait : note(*answer, question);
}

SpfEvaluation::Match SpfEvaluation::matchNetwork(const SpfDirective& directive) const
{
    const bool v4 = directive.mechanism == SpfMechanism::Ip4;
    if (v4 != m_request.client.isV4())
        return Match::No;
    const int prefix = v4 ? directive.prefix4 + 96 : directive.prefix6;
    return sameNetwork(directive.network, m_request.client.bytes(), prefix) ? Match::Yes : Match::No;
}

bool SpfEvaluation::hasClient(const dns::Answer& answer, const SpfDirective& directive) const
{
    const int prefix = m_request.client.isV4() ? directive.prefix4 + 96 : directive.prefix6;
    return std::any_of(answer.addresses.begin(), answer.addresses.end(), [&](const IpAddress& address) {
        return address.isV4() == m_request.client.isV4() &&
               sameNetwork(address.bytes(), m_request.client.bytes(), prefix);
    });
}

std::optional<std::string> SpfEvaluation::expand(const SpfMacroString& text, const std::string& domain)
{
    const auto validated = text.uses('p') ? validatedNameFor(domain) : std::string();
    if (!validated)
        return std::nullopt;
    return fitted(text.expand({m_local, m_senderDomain, domain, m_request.client, *validated, m_request.helo,
                               m_request.receiver, m_request.now}));
}

std::optional<std::string> SpfEvaluation::targetOf(const SpfDirective& directive, const std::string& domain)
{
    return directive.domain ? expand(*directive.domain, domain) : domain;
}

std::optional<std::vector<std::string>> SpfEvaluation::validatedNames(bool counted)
{
    const dns::Question question{dns::reverseName(m_request.client), Type::Ptr};
    const dns::Answer* ptr = look(question);
    if (ptr == nullptr)
        return std::nullopt;
    if (counted)
        note(*ptr, question);
    auto names = ptr->names;
    names.resize(std::min(names.size(), maxPtrNames));
    bool waits = false;
    std::erase_if(names, [&](const std::string& name) {
        const dns::Answer* addresses = look({name, addressType()});
        waits = waits || addresses == nullptr;
        return addresses == nullptr || std::find(addresses->addresses.begin(), addresses->addresses.end(),
                                                 m_request.client) == addresses->addresses.end();
    });
    return waits ? std::nullopt : std::optional(std::move(names));
}

// RFC 7208 7.3: the domain itself, else a name below it, else any.
std::optional<std::string> SpfEvaluation::validatedNameFor(const std::string& domain)
{
    const auto names = validatedNames(false);
    if (!names)
        return std::nullopt;
    const std::string lower = lowerAscii(domain);
    auto found = std::find(names->begin(), names->end(), lower);
    if (found == names->end())
        found = std::find_if(names->begin(), names->end(),
                             [&](const std::string& name) { return isBelow(name, lower); });
    if (found != names->end())
        return *found;
    return names->empty() ? "unknown" : names->front();
}

const dns::Answer* SpfEvaluation::look(const dns::Question& question)
{
    static const dns::Answer impossible{dns::Status::NoName};
    if (!dns::isQueryable(question.name))
        return &impossible;
    const auto found = m_known.find(keyOf(question));
    auto& list = found == m_known.end() ? m_missing : m_lookups;
    if (std::find(list.begin(), list.end(), question) == list.end())
        list.push_back(question);
    return found == m_known.end() ? nullptr : &found->second;
}

// What an answer means to a mechanism before its records are looked at: Yes goes on.
SpfEvaluation::Match SpfEvaluation::note(const dns::Answer& answer, const dns::Question& question)
{
    if (answer.failed()) {
        m_problem = keyOf({shown(question.name), question.type}) + ": " + answer.why;
        return Match::TempError;
    }
    if (answer.found())
        return Match::Yes;
    if (dns::isQueryable(question.name) && ++m_voids > maxVoids)
        return permanent("more than 2 look-ups find nothing, the last one " + shown(keyOf(question)));
    return Match::No;
}

bool SpfEvaluation::countTerm()
{
    if (++m_terms <= maxTerms)
        return true;
    m_problem = "more than 10 terms need the DNS";
    return false;
}

SpfEvaluation::Match SpfEvaluation::permanent(std::string problem)
{
    m_problem = std::move(problem);
    return Match::PermError;
}

} // namespace postern::mailauth
