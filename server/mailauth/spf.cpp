// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/spf.h"

#include "base/escape.h"
#include "mailauth/spf_evaluation.h"

#include <utility>

namespace postern::mailauth {

namespace {

constexpr std::size_t longest = 400; // of one value: a line of the header has 998 octets at most

// RFC 5322 3.2.4; what is no plain ASCII was made so.
std::string quoted(std::string_view text)
{
    std::string quote = "\"";
    for (const char c : escapeForDisplay(text, 320)) {
        if (quote.size() >= longest)
            break;
        const auto octet = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            quote += '\\';
        quote += octet >= ' ' && octet < 0x7f ? c : '?';
    }
    return quote + '"';
}

// Text for a comment (RFC 5322 3.2.2).
std::string commented(std::string_view text)
{
    std::string comment = quoted(text);
    comment = comment.substr(1, comment.size() - 2);
    for (char& c : comment) {
        if (c == '(' || c == ')')
            c = '?';
    }
    return comment;
}

std::string reasonOf(const SpfRequest& request, const SpfVerdict& verdict)
{
    const std::string client = request.client.toString();
    const std::string& domain = verdict.domain;
    switch (verdict.result) {
    case SpfResult::None:
        return domain + " does not say who may send for it";
    case SpfResult::Neutral:
        return domain + " neither permits nor denies " + client;
    case SpfResult::Pass:
        return domain + " permits " + client;
    case SpfResult::Fail:
        return domain + " does not permit " + client;
    case SpfResult::SoftFail:
        return domain + " probably does not permit " + client;
    case SpfResult::TempError:
    case SpfResult::PermError:
        return verdict.problem;
    }
    return {};
}

} // namespace

SpfCheck::SpfCheck(SpfRequest request)
    : m_request(std::move(request))
{
    evaluate();
}

void SpfCheck::learn(const std::vector<dns::Answer>& answers)
{
    for (std::size_t i = 0; i < m_questions.size() && i < answers.size(); ++i)
        m_known.insert_or_assign(SpfEvaluation::keyOf(m_questions[i]), answers[i]);
    evaluate();
}

void SpfCheck::evaluate()
{
    SpfEvaluation evaluation(m_request, m_known);
    if (auto verdict = evaluation.run()) {
        m_verdict = std::move(*verdict);
        m_questions.clear();
    } else {
        m_questions = evaluation.missing();
    }
}

namespace {

// Each can have a line of its own.
std::vector<std::string> partsOf(const SpfRequest& request, const SpfVerdict& verdict)
{
    std::vector<std::string> parts{
        std::string(toId(verdict.result)) + " (" +
            commented(request.receiver + ": " + reasonOf(request, verdict)) + ')',
        "client-ip=" + request.client.toString(),
        "envelope-from=" + quoted(request.sender),
        "helo=" + quoted(request.helo),
        "receiver=" + quoted(request.receiver),
        request.sender.empty() ? "identity=helo" : "identity=mailfrom",
    };
    if (!verdict.mechanism.empty())
        parts.push_back("mechanism=" + quoted(verdict.mechanism));
    if (!verdict.problem.empty())
        parts.push_back("problem=" + quoted(verdict.problem));
    return parts;
}

std::string joined(const std::vector<std::string>& parts, std::string_view blank)
{
    std::string text = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i)
        text.append(i > 1 ? ";" : "").append(blank).append(parts[i]);
    return text;
}

} // namespace

std::string receivedSpf(const SpfRequest& request, const SpfVerdict& verdict)
{
    return joined(partsOf(request, verdict), " ");
}

std::string receivedSpfField(const SpfRequest& request, const SpfVerdict& verdict)
{
    return "Received-SPF: " + joined(partsOf(request, verdict), "\r\n\t") + "\r\n";
}

} // namespace postern::mailauth
