// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ctl {

// The only way to the terminal. Every line goes out at once, for those who follow through a pipe.
class Output {
public:
    explicit Output(std::ostream& stream)
        : m_stream(stream)
    {
    }

    // Whatever is in it, a terminal shows it and obeys nothing (base/escape.h).
    void line(std::string_view text);
    // One value a line, ASCII: other characters as \uXXXX.
    void json(const nlohmann::ordered_json& value);
    // A text that is safe already, as it is.
    void document(std::string_view text);
    // A question without a line feed.
    void prompt(std::string_view text);
    // Rows in columns, each as wide as its widest cell; the last column is not padded.
    void table(const std::vector<std::vector<std::string>>& rows);

    bool good() const { return m_stream.good(); }

private:
    std::ostream& m_stream;
};

} // namespace postern::ctl
