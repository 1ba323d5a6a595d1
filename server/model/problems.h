// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_set.h"
#include "model/validate.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::model {

// Gathers what validate() finds.
class Problems {
public:
    void error(std::string field, const char* text, std::vector<std::string> args = {})
    {
        m_problems.push_back({std::move(field), Severity::Error, {text, std::move(args)}});
    }
    void warning(std::string field, const char* text, std::vector<std::string> args = {})
    {
        m_problems.push_back({std::move(field), Severity::Warning, {text, std::move(args)}});
    }
    // Those of a part of the whole: "port" becomes "services[SMTP].port".
    void add(const std::string& prefix, std::vector<Problem> problems);
    std::vector<Problem> take() { return std::move(m_problems); }

    // The set that the texts mean; each that is none is an error.
    IpSet ranges(const std::string& field, const std::vector<std::string>& texts);
    // RFC 5321 4.5.3.1.5 and plain sense: one line that a terminal can show.
    void line(const std::string& field, std::string_view text, std::size_t limit);
    void between(const std::string& field, std::int64_t value, std::int64_t least, std::int64_t most);

private:
    std::vector<Problem> m_problems;
};

// Every address of IPv4 or of IPv6, in however many pieces.
bool holdsEverything(const IpSet& set);
// The first range of the set that is far wider than a network of one's own (more than 10.0.0.0/8, or more
// than an IPv6 /16), or "".
std::string veryWide(const IpSet& set);

} // namespace postern::model
