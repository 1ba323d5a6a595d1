// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/output.h"

#include "base/escape.h"

#include <algorithm>

namespace postern::ctl {

namespace {

// Code points. Good enough for ids, addresses and words; wide characters only push their own line.
std::size_t width(std::string_view text)
{
    return std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

} // namespace

void Output::line(std::string_view text)
{
    m_stream << showable(text) << std::endl;
}

void Output::json(const nlohmann::ordered_json& value)
{
    m_stream << value.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) << std::endl;
}

void Output::document(std::string_view text)
{
    m_stream << text << std::flush;
}

void Output::prompt(std::string_view text)
{
    m_stream << showable(text) << std::flush;
}

void Output::table(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], width(showable(row[i])));
    }
    for (const auto& row : rows) {
        std::string text;
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += row[i];
            if (i + 1 < row.size())
                text.append(widths[i] - width(showable(row[i])) + 2, ' ');
        }
        line(text);
    }
}

} // namespace postern::ctl
