// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/spf_result.h"
#include "base/time.h"
#include "dns/answer.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace postern::mailauth {

struct SpfRequest {
    IpAddress client;
    std::string helo;
    std::string sender;   // the envelope's; "" is the null sender: then HELO is judged (RFC 7208 2.4)
    std::string receiver; // this server's name, for %{r}
    Time now{};           // for %{t}
};

struct SpfVerdict {
    SpfResult result = SpfResult::None;
    std::string domain;    // that was judged: the sender's, or that of HELO
    std::string mechanism; // that matched, as written: "-all"; empty where none did
    std::string
        explanation;     // of the domain, with Fail: ASCII, one line, at most maxSpfExplanation; may be empty
    std::string problem; // with TempError and PermError: what is wrong and where, English, safe to show
    std::vector<dns::Question> lookups; // that were made, each once, in their order
};

inline constexpr std::size_t maxSpfExplanation = 400;

// The check_host() of RFC 7208, whole. It does no I/O: it says which questions it wants answered, learns the
// answers, and goes on until it has a verdict. A domain can make it ask a few dozen questions at most
// (section 4.6.4), so every course of it ends.
//
//     SpfCheck check(request);
//     while (!check.done())
//         for (const dns::Question& question : check.questions()) check.learn(question, …);
class SpfCheck {
public:
    explicit SpfCheck(SpfRequest request);

    bool done() const { return m_questions.empty(); }
    const SpfVerdict& verdict() const { return m_verdict; } // once done
    // That must all be learnt before it goes on.
    const std::vector<dns::Question>& questions() const { return m_questions; }
    // One answer for each of the questions, in their order.
    void learn(const std::vector<dns::Answer>& answers);

private:
    void evaluate();

    SpfRequest m_request;
    std::unordered_map<std::string, dns::Answer> m_known;
    std::vector<dns::Question> m_questions;
    SpfVerdict m_verdict;
};

// The text of a Received-SPF field (RFC 7208 9.1) without its name: "pass (…) client-ip=…; …".
std::string receivedSpf(const SpfRequest& request, const SpfVerdict& verdict);
// The whole field, folded, with the CR LF at its end.
std::string receivedSpfField(const SpfRequest& request, const SpfVerdict& verdict);

} // namespace postern::mailauth
