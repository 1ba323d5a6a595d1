// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mailauth/dkim.h"
#include "mailauth/dmarc.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::mailauth {

// What was found out about a message; what was not asked is not there.
struct AuthenticationResults {
    std::optional<SpfOutcome> spf;
    bool spfOfHelo = false; // the null sender: HELO was judged
    std::optional<std::vector<DkimVerdict>> dkim;
    std::optional<DmarcVerdict> dmarc;

    bool empty() const { return !spf && !dkim && !dmarc; }
};

// The field of RFC 8601 2.2, folded, with its name and the CR LF at its end. `server` is its authserv-id.
std::string authenticationResultsField(const std::string& server, const AuthenticationResults& results);

// Lets a message go by, in pieces of any size, without the Authentication-Results fields that say to be of
// this server: nobody but it may write those (RFC 8601 5). Keeps no more than one such field, and of that a
// bounded part; one whose server cannot be made out within that bound is taken out, too.
class ResultsFilter {
public:
    static constexpr std::size_t maxField = 8 * 1024;
    using Sink = std::function<void(std::string_view)>; // takes pieces of what stays, in order

    explicit ResultsFilter(const std::string& server);

    void scan(std::string_view content, const Sink& sink);
    void finish(const Sink& sink);            // the message ends
    int removed() const { return m_removed; } // fields

private:
    // Of the field that goes by.
    enum class State : std::uint8_t {
        LineStart, // of a line: another field, or more of the one before
        Name,      // held back: it may be one of those
        Value,     // held back: it is one
        Keep,
        Drop,
        Body,
    };

    std::size_t step(std::string_view content, const Sink& sink);
    std::size_t beginLine(std::string_view content, const Sink& sink);
    std::size_t readName(std::string_view content, const Sink& sink);
    std::size_t readLine(std::string_view content, const Sink& sink);
    void judge(const Sink& sink);
    void release(const Sink& sink);
    bool isOurs() const;

    const std::string m_server;
    State m_state = State::LineStart;
    State m_field = State::Keep; // what goes on where a line begins with a blank
    std::string m_held;
    int m_removed = 0;
};

} // namespace postern::mailauth
