// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::scan {

// Reads what spamd and rspamd answer, in pieces of any size: a status line, fields, an empty line and a body
// of a stated length, or to the end of the connection. Both are servers that may be broken, or somebody
// else's: everything is bounded, and what goes past a bound is a problem.
class AnswerReader {
public:
    static constexpr std::size_t maxLine = 8'192; // octets, without its end
    static constexpr std::size_t maxFields = 100;
    static constexpr std::size_t maxBody = 1'048'576;

    void take(std::string_view bytes); // what comes behind the body is left
    void close();                      // the connection has ended

    bool isOver() const { return m_state == State::Whole || !m_problem.empty(); }
    const std::string& problem() const { return m_problem; } // "": none; English

    const std::string& status() const { return m_status; } // the first line
    // The value of the first field of that name, in lower case; "" where there is none.
    std::string_view field(std::string_view lowerName) const;
    const std::string& body() const { return m_body; }

private:
    enum class State { Status, Fields, Body, Whole };

    void takeLine(std::string line);
    void takeField(std::string_view line);
    void beginBody();
    void takeBody(std::string_view bytes);

    State m_state = State::Status;
    std::string m_line; // that has not come whole
    std::string m_status;
    std::vector<std::pair<std::string, std::string>> m_fields;
    std::optional<std::size_t> m_length; // of the body; nullopt: to the end
    std::string m_body;
    std::string m_problem;
};

} // namespace postern::scan
