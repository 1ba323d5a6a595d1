// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/dkim.h"

#include "base/domain_name.h"
#include "mailauth/dkim_key.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace postern::mailauth {

DkimVerifier::DkimVerifier(Time now)
    : m_now(now)
{
}

void DkimVerifier::scan(std::string_view content)
{
    content = m_header.scan(content);
    if (!m_header.isOver())
        return;
    begin();
    for (CanonicalBody& body : m_bodies)
        body.scan(content);
}

void DkimVerifier::finish()
{
    m_header.finish();
    begin();
    for (CanonicalBody& body : m_bodies)
        body.finish();
    for (const auto& hash : m_hashes)
        hash->digest = hash->hash.finish();
    for (std::size_t i = 0; i < m_candidates.size(); ++i)
        judgeBody(i);
}

void DkimVerifier::begin()
{
    if (std::exchange(m_begun, true))
        return;
    const auto& fields = m_header.fields();
    for (std::size_t i = 0; i < fields.size() && m_candidates.size() < maxDkimSignatures; ++i) {
        if (fields[i].is("dkim-signature"))
            add(i);
    }
    for (const Canonical canonical : {Canonical::Simple, Canonical::Relaxed}) {
        const bool used = std::any_of(m_hashes.begin(), m_hashes.end(),
                                      [&](const auto& hash) { return hash->canonical == canonical; });
        if (used)
            m_bodies.emplace_back(
                canonical, [this, canonical](std::string_view bytes) { addToHashes(canonical, bytes); });
    }
}

void DkimVerifier::add(std::size_t field)
{
    Candidate candidate{DkimSignature::parse(m_header.fields()[field].text), field, nullptr, 0, true};
    const DkimSignature& signature = candidate.signature;
    m_verdicts.push_back({DkimResult::None,
                          signature.domain,
                          signature.selector,
                          signature.identity,
                          signature.algorithmWord,
                          signature.start,
                          {},
                          false});
    const std::size_t index = m_candidates.size();
    const bool good = signature.problem.empty();
    if (good && !m_header.tooLarge())
        candidate.body = &hashFor(signature);
    m_candidates.push_back(std::move(candidate));
    const DkimSignature& own = m_candidates.back().signature;
    if (!good)
        close(index, DkimResult::PermError, "the signature is not understood: " + own.problem);
    else if (m_header.tooLarge())
        close(index, DkimResult::Neutral, "the header is too large to be verified");
    else if (own.expiry && *own.expiry < toMicros(m_now) / 1'000'000)
        close(index, DkimResult::Fail, "the signature has expired");
}

DkimVerifier::Hash& DkimVerifier::hashFor(const DkimSignature& signature)
{
    const auto found = std::find_if(m_hashes.begin(), m_hashes.end(), [&](const auto& hash) {
        return hash->canonical == signature.body && hash->limit == signature.length;
    });
    if (found != m_hashes.end())
        return **found;
    m_hashes.push_back(std::make_unique<Hash>());
    m_hashes.back()->canonical = signature.body;
    m_hashes.back()->limit = signature.length;
    return *m_hashes.back();
}

void DkimVerifier::addToHashes(Canonical canonical, std::string_view bytes)
{
    for (const auto& hash : m_hashes) {
        if (hash->canonical != canonical)
            continue;
        std::string_view part = bytes;
        if (hash->limit)
            part = part.substr(0, std::size_t(std::max<std::int64_t>(*hash->limit - hash->octets, 0)));
        hash->hash.add(part);
        hash->octets += std::int64_t(bytes.size());
    }
}

// What is wrong with the body needs no key. A signature that leaves a part of it open says nothing of the
// message that people see (RFC 6376 8.2), so it does not count here.
void DkimVerifier::judgeBody(std::size_t index)
{
    Candidate& candidate = m_candidates[index];
    if (!candidate.open)
        return;
    const Hash& body = *candidate.body;
    if (body.limit && *body.limit > body.octets)
        close(index, DkimResult::PermError, "l= is more than the body has");
    else if (body.digest != candidate.signature.bodyHash)
        close(index, DkimResult::Fail, "the body has been changed");
    else if (body.limit && *body.limit < body.octets)
        close(index, DkimResult::Neutral,
              "only " + std::to_string(*body.limit) + " octets of the body are signed, and it has " +
                  std::to_string(body.octets));
    else
        ask(candidate);
}

void DkimVerifier::ask(Candidate& candidate)
{
    const dns::Question question{candidate.signature.keyName(), dns::Type::Txt};
    const auto found = std::find(m_questions.begin(), m_questions.end(), question);
    candidate.question = std::size_t(found - m_questions.begin());
    if (found == m_questions.end())
        m_questions.push_back(question);
}

void DkimVerifier::learn(const std::vector<dns::Answer>& answers)
{
    const dns::Answer missing = dns::failedAnswer(dns::Failure::TimeOut, "time-out");
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
        const Candidate& candidate = m_candidates[i];
        if (candidate.open)
            judge(i, candidate.question < answers.size() ? answers[candidate.question] : missing);
    }
}

void DkimVerifier::judge(std::size_t index, const dns::Answer& answer)
{
    const Candidate& candidate = m_candidates[index];
    const std::string name = candidate.signature.keyName();
    if (answer.failed())
        return close(index, DkimResult::TempError, "the key " + name + " is not known: " + answer.why);
    const auto record = std::find_if(answer.texts.begin(), answer.texts.end(), DkimKey::isRecord);
    if (record == answer.texts.end())
        return close(index, DkimResult::PermError, "there is no key " + name);
    const auto key = DkimKey::parse(*record);
    if (!key)
        return close(index, DkimResult::PermError, name + ": " + key.error().what);
    m_verdicts[index].testing = key->isTesting();
    if (std::string problem = key->problemWith(candidate.signature); !problem.empty())
        return close(index, DkimResult::PermError, name + ": " + problem);
    if (key->verifies(headerDigest(candidate), candidate.signature.signature))
        close(index, DkimResult::Pass, {});
    else
        close(index, DkimResult::Fail, "the header has been changed, or it was signed by another key");
}

void DkimVerifier::close(std::size_t index, DkimResult result, std::string explanation)
{
    m_candidates[index].open = false;
    m_verdicts[index].result = result;
    m_verdicts[index].explanation = std::move(explanation);
}

// RFC 6376 3.7, 5.4.2: each name takes the lowest field of that name that has not been taken; a name for
// which there is none (any more) adds nothing, but would have, had somebody put one in.
std::string DkimVerifier::headerDigest(const Candidate& candidate) const
{
    const auto& fields = m_header.fields();
    std::unordered_map<std::string, std::vector<std::size_t>> places;
    for (const std::string& name : candidate.signature.names)
        places[name];
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto found = places.find(lowerAscii(fields[i].name()));
        if (found != places.end() && i != candidate.field)
            found->second.push_back(i);
    }
    Sha256 hash;
    for (const std::string& name : candidate.signature.names) {
        auto& left = places[name];
        if (left.empty())
            continue;
        hash.add(canonicalField(fields[left.back()].text, candidate.signature.header));
        left.pop_back();
    }
    std::string own = canonicalField(candidate.signature.unsignedField + "\r\n", candidate.signature.header);
    own.resize(own.size() - 2);
    hash.add(own);
    return hash.finish();
}

} // namespace postern::mailauth
