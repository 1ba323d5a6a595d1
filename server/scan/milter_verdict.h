// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::scan {

// What a milter wants changed in the header that it was shown.
struct MilterChange {
    enum class Kind : std::uint8_t {
        Add,    // at the end
        Insert, // before the field number `index`, counted from 0; at the end where there are fewer
        Change, // the `index`-th field of that name, counted from 1; without a value it goes; where there are
                // fewer, it is added
    };
    Kind kind = Kind::Add;
    std::uint32_t index = 0;
    std::string name;
    std::string value; // folded lines end with CR LF, the last with nothing

    bool operator==(const MilterChange&) const = default;
};

// All of it, in the order in which the milter said it.
struct MilterChanges {
    static constexpr std::size_t maxFields = 200;
    static constexpr std::size_t maxOctets = 256 * 1024; // of all fields together
    static constexpr std::size_t maxBody = 8 * 1024 * 1024;

    std::vector<MilterChange> header;
    std::optional<std::string> body;       // in place of the one it was shown
    std::optional<std::string> quarantine; // the message is to be held; why, in the milter's words: any bytes

    bool changesText() const { return !header.empty() || body; }
    bool operator==(const MilterChanges&) const = default;
};

// Words for the client. A milter that leaves them out has code 0.
struct MilterReply {
    int code = 0;       // 400 to 599
    std::string status; // RFC 3463, of the same kind as the code
    std::string text;   // one line of at most 400 octets, without control characters

    bool operator==(const MilterReply&) const = default;
};

// What a milter says when it is asked.
struct MilterVerdict {
    enum class Kind : std::uint8_t {
        Continue, // or it needs to see no more of it
        Reject,
        Defer,
        Discard, // say 250, and forget the message
        Failed,  // it cannot be had, or says what is no answer
    };
    Kind kind = Kind::Continue;
    MilterReply reply;     // with Reject and Defer
    bool close = false;    // with Defer: the client's connection is to end
    std::string problem;   // with Failed; English
    MilterChanges changes; // at the end of a message, with Continue

    bool operator==(const MilterVerdict&) const = default;
};

// The words of a reply code: "550 5.7.1 text", also of several lines; "%%" stands for "%". nullopt: it is no
// refusal (4xx or 5xx), has control characters, more than 32 lines, or one beyond 980 octets.
std::optional<MilterReply> parseMilterReply(std::string_view words);

// A field of a milter's as it goes into a message: nullopt where the name is none, or the value would end the
// field, or has control characters. Ends of lines become CR LF.
std::optional<MilterChange> properChange(MilterChange change);

// A body as it goes into a message: each line ends with CR LF, whatever the milter ended it with, so that
// nothing is smuggled. nullopt: it has a NUL.
std::optional<std::string> properBody(std::string_view body);

// The header with the changes made. `header` is whole fields, each with CR LF, without the empty line.
std::string changedHeader(std::string_view header, const std::vector<MilterChange>& changes);

} // namespace postern::scan
