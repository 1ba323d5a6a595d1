// SPDX-License-Identifier: GPL-3.0-or-later
// The input is what rspamd answers, or what stands there instead of it; its first octet says in which pieces
// it comes.
#include "require.h"
#include "scan/rspamd_answer.h"
#include "scan/verdict_field.h"

#include <cstdint>
#include <string_view>

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t pieces = 1 + data[0] % 64;
    scan::AnswerReader whole, split;
    whole.take(input);
    whole.close();
    for (std::size_t at = 0; at < input.size(); at += pieces)
        split.take(input.substr(at, pieces));
    split.close();
    require(whole.isOver() && split.isOver(), "an answer is over when the connection is");
    const ScanOpinion opinion = scan::rspamdOpinion(whole);
    require(opinion == scan::rspamdOpinion(split), "pieces make no difference");
    require(opinion.words.size() <= ScanOpinion::mostWords && opinion.reply.size() <= ScanOpinion::mostReply,
            "texts are bounded");
    require(opinion.failed() || scanOpinionIn({}, toText(opinion)) == opinion, "the log keeps it");
    const std::string field = scan::verdictField("X-Spam", opinion);
    require(field.find("\r\n\r\n") == field.npos && field.find("\n\n") == field.npos,
            "a field ends no header");
    return 0;
}
