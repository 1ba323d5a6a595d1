// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a record of DMARC, a line, and a message, above all its header.
#include "mailauth/authentication_results.h"
#include "mailauth/dmarc.h"
#include "require.h"

#include <cstdint>
#include <string>

using namespace postern;

namespace {

mailauth::Authors authorsOf(std::string_view message, std::size_t piece)
{
    mailauth::HeaderFields fields(mailauth::HeaderFields::Keep::Authors);
    for (; !message.empty(); message.remove_prefix(std::min(piece, message.size())))
        fields.scan(message.substr(0, piece));
    fields.finish();
    return mailauth::authorsOf(fields);
}

std::string filtered(std::string_view message, std::size_t piece)
{
    std::string left;
    const auto sink = [&left](std::string_view bytes) { left += bytes; };
    mailauth::ResultsFilter filter("here.test");
    for (; !message.empty(); message.remove_prefix(std::min(piece, message.size())))
        filter.scan(message.substr(0, piece), sink);
    filter.finish(sink);
    return left;
}

void checkField(const std::string& field)
{
    require(field.ends_with("\r\n"), "a field has an end");
    for (std::size_t i = 0; i + 2 < field.size(); ++i) {
        const char c = field[i];
        const bool fold = (c == '\r' && field[i + 1] == '\n') || (c == '\n' && field[i + 1] == '\t');
        require(fold || c == '\t' || (c >= ' ' && c < 0x7f), "a field is ASCII, folded");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const mailauth::PublicSuffixes suffixes;
    const std::string input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(input.find('\n'), input.size());
    const std::string message = input.substr(std::min(end + 1, input.size()));

    const mailauth::Authors authors = authorsOf(message, message.size() + 1);
    require(authorsOf(message, 1) == authors, "pieces change nothing");
    const std::string left = filtered(message, message.size() + 1);
    require(filtered(message, 1) == left && filtered(message, 5) == left, "pieces change nothing");
    require(filtered(left, 3) == left, "what is left stays");
    require(left.size() <= message.size(), "nothing is added");

    mailauth::DmarcCheck check(authors, suffixes, 50);
    require(check.questions().size() <= 2 * mailauth::maxAuthorDomains, "look-ups are bounded");
    std::vector<dns::Answer> answers;
    for (const dns::Question& question : check.questions()) {
        require(dns::isQueryable(question.name), "a question can be asked");
        dns::Answer answer;
        answer.status = dns::Status::Found;
        answer.texts = {"v=DMARC1" + input.substr(0, end)};
        answers.push_back(answer);
    }
    check.learn(answers);
    mailauth::AuthenticationResults results;
    results.dkim.emplace();
    results.dkim->push_back(
        {DkimResult::Pass, "ex.org", input.substr(0, end), "", message, "", message, false});
    results.dmarc = check.judge({SpfResult::Pass, "ex.org"}, *results.dkim);
    checkField(mailauth::authenticationResultsField("here.test", results));
    return 0;
}
