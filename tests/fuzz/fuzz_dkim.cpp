// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a key, a line, and a signed message. Whatever they say, the course of it is bounded, and the
// same however the message is cut into pieces.
#include "mailauth/dkim.h"
#include "mailauth/dkim_key.h"
#include "require.h"

#include <cstdint>
#include <string>

using namespace postern;

namespace {

std::string verify(std::string_view message, const std::string& key, std::size_t piece)
{
    mailauth::DkimVerifier verifier{Time()};
    for (; !message.empty(); message.remove_prefix(std::min(piece, message.size())))
        verifier.scan(message.substr(0, piece));
    verifier.finish();
    require(verifier.questions().size() <= mailauth::maxDkimSignatures, "look-ups are bounded");
    std::vector<dns::Answer> answers;
    for (const dns::Question& question : verifier.questions()) {
        require(dns::isQueryable(question.name), "a question can be asked");
        dns::Answer answer;
        answer.status = dns::Status::Found;
        answer.texts = {key};
        answers.push_back(answer);
    }
    verifier.learn(answers);
    std::string said;
    for (const mailauth::DkimVerdict& verdict : verifier.verdicts()) {
        require(verdict.result != DkimResult::None, "each signature is judged");
        require((verdict.result == DkimResult::Pass) == verdict.explanation.empty(),
                "what does not pass is explained");
        said += std::string(toId(verdict.result)) + verdict.domain + verdict.explanation + '\n';
    }
    return said;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(input.find('\n'), input.size());
    const std::string key = input.substr(0, end);
    const std::string message = input.substr(std::min(end + 1, input.size()));
    (void)mailauth::DkimKey::parse(key);
    const std::string whole = verify(message, key, message.size() + 1);
    require(verify(message, key, 1) == whole, "pieces change nothing");
    require(verify(message, key, 7) == whole, "pieces change nothing");
    return 0;
}
