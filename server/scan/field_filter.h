// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::scan {

// Lets a message go by, in pieces of any size, without the fields of its header that have one of the given
// names: nobody but this server may write what its scanners say. Holds no more than a name.
class FieldFilter {
public:
    static constexpr std::size_t maxBlanks =
        998; // between name and colon; a field with more is taken out, too
    using Sink = std::function<void(std::string_view)>; // takes pieces of what stays, in order

    explicit FieldFilter(const std::vector<std::string>& names);

    void scan(std::string_view content, const Sink& sink);
    void finish(const Sink& sink);            // the message ends
    int removed() const { return m_removed; } // fields

private:
    enum class State { LineStart, Name, Keep, Drop, Body };

    std::size_t step(std::string_view content, const Sink& sink);
    std::size_t beginLine(char first);
    std::size_t readName(char next, const Sink& sink);
    std::size_t readLine(std::string_view content, const Sink& sink);
    void settle(State fate, const Sink& sink);
    bool isOurs() const;
    bool mayBecomeOurs() const;

    std::vector<std::string> m_names; // in lower case
    State m_state = State::LineStart;
    State m_field = State::Keep; // what goes on where a line begins with a blank
    std::string m_held;          // the beginning of a line, as it came
    std::string m_name;          // the same in lower case, without blanks at its end
    int m_removed = 0;
};

} // namespace postern::scan
