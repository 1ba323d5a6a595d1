// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/header_fields.h"

#include "base/domain_name.h"

#include <algorithm>
#include <utility>

namespace postern::mailauth {

std::string_view HeaderField::name() const
{
    const std::string_view all = text;
    const std::size_t colon = all.find(':');
    if (colon == all.npos)
        return {};
    const std::string_view before = all.substr(0, colon);
    return before.substr(0, before.find_last_not_of(" \t") + 1);
}

std::string_view HeaderField::value() const
{
    const std::size_t colon = text.find(':');
    std::string_view value = std::string_view(text).substr(colon == text.npos ? text.size() : colon + 1);
    if (value.ends_with("\r\n"))
        value.remove_suffix(2);
    return value;
}

bool HeaderField::is(std::string_view lowerName) const
{
    const std::string_view own = name();
    return own.size() == lowerName.size() && lowerAscii(own) == lowerName;
}

std::string_view HeaderFields::scan(std::string_view content)
{
    while (!content.empty() && !m_over) {
        const std::size_t lf = content.find('\n');
        const std::string_view part = content.substr(0, lf == content.npos ? lf : lf + 1);
        append(part);
        content.remove_prefix(part.size());
        if (lf != content.npos || part.ends_with('\n'))
            takeLine();
    }
    return content;
}

void HeaderFields::append(std::string_view part)
{
    const std::size_t most = m_keep == Keep::All ? maxOctets : maxFrom;
    const std::size_t room = most - std::min(most, m_line.size());
    m_lineIsCut = m_lineIsCut || part.size() > room;
    m_line += part.substr(0, room);
}

void HeaderFields::finish()
{
    if (m_over)
        return;
    takeLine();
    endField();
    m_over = true;
}

void HeaderFields::takeLine()
{
    const bool goesOn = m_line.starts_with(' ') || m_line.starts_with('\t');
    if (!goesOn)
        endField();
    if (m_line == "\r\n") {
        m_over = true;
        std::string().swap(m_line);
        return;
    }
    const std::size_t most = m_keep == Keep::All ? maxOctets : maxFrom;
    m_fieldIsCut = m_fieldIsCut || m_lineIsCut || m_field.size() + m_line.size() > most;
    if (!m_fieldIsCut)
        m_field += m_line;
    else if (m_field.empty())
        m_field = m_line.substr(0, 64); // its name says whether it is missed
    m_line.clear();
    m_lineIsCut = false;
}

void HeaderFields::endField()
{
    HeaderField field{std::exchange(m_field, {})};
    const bool cut = std::exchange(m_fieldIsCut, false);
    if (field.text.empty())
        return;
    if (field.is("from")) {
        m_fromTooLarge = m_fromTooLarge || cut || field.text.size() > maxFrom;
        if (m_from.size() < maxFromFields)
            m_from.push_back({field.text.substr(0, maxFrom)});
    }
    if (m_keep == Keep::Authors)
        return;
    m_tooLarge =
        m_tooLarge || cut || m_octets + field.text.size() > maxOctets || m_fields.size() == maxFields;
    if (m_tooLarge)
        return;
    m_octets += field.text.size();
    m_fields.push_back(std::move(field));
}

} // namespace postern::mailauth
