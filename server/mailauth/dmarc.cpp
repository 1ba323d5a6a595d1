// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/dmarc.h"

#include <algorithm>
#include <utility>

namespace postern::mailauth {

namespace {

std::string problemOf(const Authors& authors)
{
    switch (authors.state) {
    case Authors::State::Missing:
        return "there is no From:";
    case Authors::State::Several:
        return "there are several From: fields";
    case Authors::State::Unreadable:
        return "From: is not understood";
    case Authors::State::Read:
        break;
    }
    return authors.domains.size() > maxAuthorDomains ? "From: names too many domains" : "";
}

std::string recordName(const std::string& domain)
{
    return "_dmarc." + domain;
}

// How bad it is, for the choice among authors.
int severity(const DmarcVerdict& verdict)
{
    switch (verdict.result) {
    case DmarcResult::Fail:
        return 10 + int(verdict.applied);
    case DmarcResult::TempError:
        return 3;
    case DmarcResult::PermError:
        return 2;
    case DmarcResult::Pass:
        return 1;
    case DmarcResult::None:
        break;
    }
    return 0;
}

} // namespace

DmarcCheck::DmarcCheck(Authors authors, const PublicSuffixes& suffixes, int chance)
    : m_suffixes(suffixes)
    , m_chance(chance)
    , m_problem(problemOf(authors))
{
    if (!m_problem.empty())
        return;
    for (std::string& domain : authors.domains) {
        if (!dns::isQueryable(recordName(domain)) || domain.front() == '[')
            continue; // nobody can publish anything for it
        Author author{domain, suffixes.organisation(domain), m_questions.size(), {}, {}, {}};
        m_questions.push_back({recordName(author.domain), dns::Type::Txt});
        if (author.organisation != author.domain)
            m_questions.push_back({recordName(author.organisation), dns::Type::Txt});
        m_authors.push_back(std::move(author));
    }
}

void DmarcCheck::learn(const std::vector<dns::Answer>& answers)
{
    for (Author& author : m_authors) {
        if (author.question >= answers.size() || findRecord(author, author.domain, answers[author.question]))
            continue;
        if (author.organisation != author.domain && author.question + 1 < answers.size())
            findRecord(author, author.organisation, answers[author.question + 1]);
    }
}

// RFC 7489 6.6.3. True where the search ends here: two records are as good as none.
bool DmarcCheck::findRecord(Author& author, const std::string& owner, const dns::Answer& answer)
{
    if (answer.failed()) {
        author.failure = recordName(owner) + ": " + answer.why;
        return true;
    }
    std::vector<std::string> records;
    std::copy_if(answer.texts.begin(), answer.texts.end(), std::back_inserter(records),
                 DmarcRecord::isRecord);
    if (records.empty())
        return false;
    if (records.size() == 1)
        author.record = DmarcRecord::parse(records.front());
    if (author.record)
        author.owner = owner;
    return true;
}

DmarcVerdict DmarcCheck::judge(const SpfOutcome& spf, const std::vector<DkimVerdict>& dkim) const
{
    DmarcVerdict worst;
    if (!m_problem.empty()) {
        worst.result = DmarcResult::PermError;
        worst.problem = m_problem;
        return worst;
    }
    for (const Author& author : m_authors) {
        DmarcVerdict verdict = judge(author, spf, dkim);
        if (worst.author.empty() || severity(verdict) > severity(worst))
            worst = std::move(verdict);
    }
    return worst;
}

DmarcVerdict DmarcCheck::judge(const Author& author, const SpfOutcome& spf,
                               const std::vector<DkimVerdict>& dkim) const
{
    DmarcVerdict verdict;
    verdict.author = author.domain;
    verdict.owner = author.owner;
    if (!author.record) {
        verdict.result = author.failure.empty() ? DmarcResult::None : DmarcResult::TempError;
        verdict.problem = author.failure;
        return verdict;
    }
    const DmarcRecord& record = *author.record;
    verdict.policy = author.owner == author.domain ? record.policy : record.subdomains;
    const bool spfAligned = aligned(spf.domain, author, record.strictSpf);
    bool passes = spfAligned && spf.result == SpfResult::Pass;
    bool unknown = spfAligned && spf.result == SpfResult::TempError;
    for (const DkimVerdict& signature : dkim) {
        if (!aligned(signature.domain, author, record.strictDkim))
            continue;
        passes = passes || signature.result == DkimResult::Pass;
        unknown = unknown || signature.result == DkimResult::TempError;
    }
    verdict.result = passes ? DmarcResult::Pass : unknown ? DmarcResult::TempError : DmarcResult::Fail;
    if (verdict.result == DmarcResult::TempError)
        verdict.problem = "what SPF or DKIM says is not known";
    if (verdict.result == DmarcResult::Fail)
        verdict.applied = appliedTo(record, verdict.policy);
    return verdict;
}

bool DmarcCheck::aligned(const std::string& domain, const Author& author, bool strict) const
{
    if (domain.empty() || strict)
        return domain == author.domain;
    return m_suffixes.organisation(domain) == author.organisation;
}

// RFC 7489 6.6.4: the messages that pct= leaves out get the next milder treatment.
DmarcPolicy DmarcCheck::appliedTo(const DmarcRecord& record, DmarcPolicy policy) const
{
    if (m_chance < record.percent || policy == DmarcPolicy::None)
        return policy;
    return policy == DmarcPolicy::Reject ? DmarcPolicy::Quarantine : DmarcPolicy::None;
}

} // namespace postern::mailauth
