// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern {

enum class ScanVerdict : std::uint8_t {
    Clean,
    Spam,  // by its own threshold; a milter's reject; a virus
    Later, // it asks for the message to come again (451)
};

// What one content scanner says of a message. A fact that is stored with events, so all texts are short.
struct ScanOpinion {
    static constexpr std::size_t mostWords = 400; // octets
    static constexpr std::size_t mostReply = 300;
    static constexpr int mostScore = 1'000'000'000; // thousandths; more is cut to it

    std::string scanner; // its address, as the settings have it
    ScanVerdict verdict = ScanVerdict::Clean;
    std::optional<int> score;     // in thousandths of its own points
    std::optional<int> threshold; // where its spam begins, in the same
    std::string words;            // its reasons: names of rules, of a virus; any bytes
    std::string reply;            // what it wants the sender to be told, or ""; any bytes
    std::string failure;          // why nothing is known, or ""; English

    bool failed() const { return !failure.empty(); }
    bool operator==(const ScanOpinion&) const = default;
};

std::string_view toId(ScanVerdict verdict); // "clean", "spam", "later"
std::optional<ScanVerdict> scanVerdictById(std::string_view id);

// "15.2" of 15200; at most three places.
std::string scoreText(int thousandths);
// The number at the beginning of a text such as "15.2", cut to the bound; nullopt: there is none, or it is
// none that is finite.
std::optional<int> scoreIn(std::string_view text);
std::optional<int> scoreOf(double score);

// All but the name of the scanner as one text, for the log: "spam 15.2/5 GTUBE\nreply", "!time-out".
std::string toText(const ScanOpinion& opinion);
// Of what any version wrote; what cannot be made out is a failure.
ScanOpinion scanOpinionIn(std::string scanner, std::string_view text);

// Cut to the bound, without half a character and without line ends.
std::string shortLine(std::string_view text, std::size_t most);

} // namespace postern
