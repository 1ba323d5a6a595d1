// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a path with parameters. What is accepted must be within all bounds, and parse again as it is.
#include "base/utf8.h"
#include "require.h"
#include "smtp/command_parser.h"

#include <cstdint>
#include <string>

using namespace postern::smtp;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto reverse = parseReversePath(text);
    const auto forward = parseForwardPath(text);
    if (forward && forward->mailbox.find('@') != std::string_view::npos) {
        require(reverse && reverse->mailbox == forward->mailbox, "both kinds of path read a mailbox alike");
        require(forward->mailbox.size() <= 254, "a mailbox fits into a path");
        require(checkMailbox(forward->mailbox).has_value(), "an accepted mailbox is a mailbox");
        const std::string again = '<' + std::string(forward->mailbox) + '>';
        const auto path = parseForwardPath(again);
        require(path && path->mailbox == forward->mailbox,
                "a mailbox without its source route reads the same");
        for (const char c : forward->mailbox)
            require(c >= ' ' && c <= '~', "a mailbox is printable ASCII");
    }
    const auto international = parseForwardPath(text, true); // RFC 6531
    if (forward)
        require(international && international->mailbox == forward->mailbox, "SMTPUTF8 takes nothing away");
    if (international) {
        require(international->mailbox.size() <= 254, "a mailbox fits into a path");
        require(postern::isHarmlessUtf8(international->mailbox), "a mailbox is UTF-8 without controls");
    }
    parseParameters(text, true);
    parseParameters(reverse ? reverse->rest : std::string_view(text));
    return 0;
}
