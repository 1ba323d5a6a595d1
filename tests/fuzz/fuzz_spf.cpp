// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a record of SPF, and what its explanation says, a line each.
#include "mailauth/spf.h"
#include "require.h"

#include <cstdint>
#include <string>

using namespace postern;

namespace {

dns::Answer answerTo(const dns::Question& question, const std::string& record, const std::string& explanation)
{
    dns::Answer answer;
    answer.status = dns::Status::Found;
    switch (question.type) {
    case dns::Type::Txt:
        answer.texts = {question.name.starts_with("why.") ? explanation : record};
        break;
    case dns::Type::Mx:
        answer.mx = {{10, "mail." + question.name}};
        break;
    case dns::Type::Ptr:
        answer.names = {"mail.example.org"};
        break;
    default:
        answer.addresses = {IpAddress::fromV4(0xc0000201)};
        break;
    }
    return answer;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.find('\n');
    const std::string record = "v=spf1 " + input.substr(0, end);
    const std::string explanation = end == input.npos ? std::string() : input.substr(end + 1);
    const mailauth::SpfRequest request{
        IpAddress::fromV4(0xc0000202), "helo.example.org", "joe@example.org", "here.test", {}};
    mailauth::SpfCheck check(request);
    for (int rounds = 0; !check.done(); ++rounds) {
        require(rounds < 100, "a check ends");
        std::vector<dns::Answer> answers;
        for (const dns::Question& question : check.questions()) {
            require(dns::isQueryable(question.name), "a question can be asked");
            answers.push_back(answerTo(question, record, explanation));
        }
        check.learn(answers);
    }
    const mailauth::SpfVerdict& verdict = check.verdict();
    require(verdict.lookups.size() < 250, "look-ups are bounded");
    require(verdict.explanation.size() <= mailauth::maxSpfExplanation, "an explanation is bounded");
    for (const char c : verdict.explanation)
        require(c >= ' ' && c < 0x7f, "text is one line of ASCII");
    for (const char c : mailauth::receivedSpf(request, verdict))
        require(c >= ' ' && c < 0x7f, "text is one line of ASCII");
    return 0;
}
