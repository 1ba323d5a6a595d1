// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/field_filter.h"

#include "base/domain_name.h"

#include <algorithm>

namespace postern::scan {

FieldFilter::FieldFilter(const std::vector<std::string>& names)
{
    for (const std::string& name : names)
        m_names.push_back(lowerAscii(name));
}

void FieldFilter::scan(std::string_view content, const Sink& sink)
{
    while (!content.empty())
        content.remove_prefix(step(content, sink));
}

void FieldFilter::finish(const Sink& sink)
{
    if (m_state == State::Name)
        settle(State::Keep, sink);
    m_state = State::Body;
}

// Takes some octets; how many.
std::size_t FieldFilter::step(std::string_view content, const Sink& sink)
{
    switch (m_state) {
    case State::LineStart:
        return beginLine(content.front());
    case State::Name:
        return readName(content.front(), sink);
    case State::Keep:
    case State::Drop:
        return readLine(content, sink);
    case State::Body:
        break;
    }
    sink(content);
    return content.size();
}

std::size_t FieldFilter::beginLine(char first)
{
    const bool goesOn = first == ' ' || first == '\t';
    m_state = goesOn ? m_field : first == '\r' || first == '\n' ? State::Body : State::Name;
    return 0;
}

// As long as it can still be one of the names; blanks may stand before the colon (RFC 5322 4.5).
std::size_t FieldFilter::readName(char next, const Sink& sink)
{
    if (next == ':') {
        m_removed += isOurs() ? 1 : 0;
        settle(isOurs() ? State::Drop : State::Keep, sink);
        return 0;
    }
    if (next == '\r' || next == '\n') {
        settle(State::Keep, sink);
        return 0;
    }
    m_held += next;
    if (next != ' ' && next != '\t')
        m_name = lowerAscii(m_held);
    if (m_held.size() - m_name.size() > maxBlanks) {
        ++m_removed;
        settle(State::Drop, sink);
    } else if (!mayBecomeOurs()) {
        settle(State::Keep, sink);
    }
    return 1;
}

std::size_t FieldFilter::readLine(std::string_view content, const Sink& sink)
{
    const std::size_t lf = content.find('\n');
    const std::string_view part = content.substr(0, lf == content.npos ? lf : lf + 1);
    if (m_state == State::Keep)
        sink(part);
    if (part.ends_with('\n'))
        m_state = State::LineStart;
    return part.size();
}

void FieldFilter::settle(State fate, const Sink& sink)
{
    m_state = m_field = fate;
    if (fate == State::Keep && !m_held.empty())
        sink(m_held);
    m_held.clear();
    m_name.clear();
}

bool FieldFilter::isOurs() const
{
    return std::find(m_names.begin(), m_names.end(), m_name) != m_names.end();
}

bool FieldFilter::mayBecomeOurs() const
{
    if (m_held.size() > m_name.size()) // blanks: the name is over
        return isOurs();
    return std::any_of(m_names.begin(), m_names.end(),
                       [this](const std::string& name) { return name.starts_with(m_name); });
}

} // namespace postern::scan
