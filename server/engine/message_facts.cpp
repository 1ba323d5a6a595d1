// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/message_facts.h"

#include "base/domain_name.h"
#include "base/mail_address.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace postern::engine {

namespace {

using policy::Unknown;

// "spf=fail ex.org; dkim=pass ex.org": what DMARC was judged by, for the trace.
std::string proofOf(const mailauth::SpfOutcome& spf, const std::vector<mailauth::DkimVerdict>& dkim)
{
    std::string proof = "spf=" + std::string(toId(spf.result)) + (spf.domain.empty() ? "" : ' ' + spf.domain);
    if (dkim.empty())
        proof += "; dkim=none";
    for (const mailauth::DkimVerdict& verdict : dkim)
        proof += "; dkim=" + std::string(toId(verdict.result)) +
                 (verdict.domain.empty() ? "" : ' ' + verdict.domain);
    return proof;
}

} // namespace

std::string spfDomain(const policy::Facts& facts)
{
    const std::string sender = facts.sender.value_or("");
    return sender.empty() ? comparableDomain(facts.helo) : comparableAddress(sender).domain;
}

MessageFacts::MessageFacts(MessageTools tools, const Wanted& wanted, Time now)
    : m_tools(tools)
    , m_now(now)
{
    if (wanted.signatures)
        m_dkim = std::make_unique<mailauth::DkimVerifier>(now);
    if (!wanted.server.empty())
        m_filter.emplace(wanted.server);
    if (!wanted.fields.empty())
        m_fields.emplace(wanted.fields);
}

// Signatures are of the message as it came, so what is taken out of it is seen by them.
void MessageFacts::scan(std::string_view content, const Sink& sink)
{
    if (m_dkim)
        m_dkim->scan(content);
    else
        m_header.scan(content);
    if (m_filter)
        m_filter->scan(content, [&](std::string_view stays) { keep(stays, sink); });
    else
        keep(content, sink);
}

void MessageFacts::keep(std::string_view content, const Sink& sink)
{
    if (m_fields)
        m_fields->scan(content, sink);
    else
        sink(content);
}

void MessageFacts::finish(const Sink& sink)
{
    if (std::exchange(m_finished, true))
        return;
    if (m_dkim)
        m_dkim->finish();
    else
        m_header.finish();
    if (m_filter)
        m_filter->finish([&](std::string_view stays) { keep(stays, sink); });
    if (m_fields)
        m_fields->finish(sink);
    m_authors = mailauth::authorsOf(m_dkim ? m_dkim->header() : m_header);
}

std::string MessageFacts::authors() const
{
    std::string domains;
    for (const std::string& domain : m_authors.domains)
        domains += (domains.empty() ? "" : " ") + domain;
    return domains;
}

void MessageFacts::fetch(asio::io_context& context, const policy::Policy& /*policy*/,
                         const policy::Facts& facts, Done done)
{
    if (!m_dkim || m_tools.resolver == nullptr || m_tools.suffixes == nullptr)
        return done({fact(), Unknown{"it was not looked at while it came in"}});
    begin(facts);
    ask(context, true, done);
}

void MessageFacts::begin(const policy::Facts& facts)
{
    constexpr std::uint32_t percent = 100;
    m_dmarc.emplace(m_authors, *m_tools.suffixes, int(randombytes_uniform(percent)));
    m_spfOutcome = {SpfResult::TempError, spfDomain(facts)};
    m_results.spfOfHelo = facts.sender.value_or("").empty();
    if (!facts.spf)
        m_spf.emplace(mailauth::SpfRequest{facts.client, facts.helo, facts.sender.value_or(""), {}, m_now});
    else if (const auto* known = std::get_if<SpfResult>(&*facts.spf))
        m_spfOutcome.result = *known;
}

// In the first round the questions of DKIM, of DMARC and of SPF, in this order; SPF may have more.
void MessageFacts::ask(asio::io_context& context, bool first, const Done& done)
{
    std::vector<dns::Question> questions;
    const auto add = [&questions](const std::vector<dns::Question>& more) {
        questions.insert(questions.end(), more.begin(), more.end());
    };
    if (first) {
        add(m_dkim->questions());
        add(m_dmarc->questions());
    }
    if (m_spf)
        add(m_spf->questions());
    if (questions.empty()) {
        learn(first, {});
        return done({fact(), conclude()});
    }
    m_tools.resolver->ask(context, std::move(questions), m_tools.deadline,
                          [self = shared_from_this(), &context, first, done](const auto& answers) {
                              self->learn(first, answers);
                              self->ask(context, false, done);
                          });
}

void MessageFacts::learn(bool first, const dns::Resolver::Answers& answers)
{
    auto at = answers.begin();
    const auto take = [&](std::size_t count) {
        const auto end = at + std::min(std::ptrdiff_t(count), answers.end() - at);
        return dns::Resolver::Answers(std::exchange(at, end), end);
    };
    if (first) {
        m_dkim->learn(take(m_dkim->questions().size()));
        m_dmarc->learn(take(m_dmarc->questions().size()));
    }
    if (m_spf && !m_spf->done())
        m_spf->learn(take(m_spf->questions().size()));
}

policy::Dmarc MessageFacts::conclude()
{
    if (m_spf)
        m_spfOutcome.result = m_spf->verdict().result;
    const mailauth::DmarcVerdict verdict = m_dmarc->judge(m_spfOutcome, m_dkim->verdicts());
    m_results.spf = m_spfOutcome;
    m_results.dkim = m_dkim->verdicts();
    m_results.dmarc = verdict;
    return {verdict.result, verdict.author,  verdict.owner,
            verdict.policy, verdict.applied, proofOf(m_spfOutcome, m_dkim->verdicts()),
            verdict.problem};
}

} // namespace postern::engine
