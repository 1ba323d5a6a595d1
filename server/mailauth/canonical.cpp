// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/canonical.h"

#include "base/ascii.h"
#include "base/domain_name.h"

#include <algorithm>
#include <utility>

namespace postern::mailauth {

namespace {

constexpr std::size_t bufferSize = 4'096;

// RFC 6376 3.4.2: unfolded, white space reduced to one blank, none at either end.
std::string reduced(std::string_view value)
{
    std::string text;
    bool blank = false;
    for (const char c : value) {
        if (c == '\r' || c == '\n' || isBlank(c)) {
            blank = true;
            continue;
        }
        if (std::exchange(blank, false) && !text.empty())
            text += ' ';
        text += c;
    }
    return text;
}

} // namespace

std::string canonicalField(std::string_view field, Canonical canonical)
{
    if (canonical == Canonical::Simple)
        return std::string(field);
    const std::size_t colon = std::min(field.find(':'), field.size());
    const std::string_view name = trim(field.substr(0, colon));
    const std::string_view value = field.substr(std::min(colon + 1, field.size()));
    return lowerAscii(name) + ':' + reduced(value) + "\r\n";
}

void CanonicalBody::scan(std::string_view content)
{
    if (m_canonical == Canonical::Simple)
        scanSimple(content);
    else
        scanRelaxed(content);
    flush();
}

// RFC 6376 3.4.3: empty lines at the end are ignored; the body ends with one CR LF even if it has none.
void CanonicalBody::scanSimple(std::string_view content)
{
    while (!content.empty()) {
        const char c = content.front();
        if (m_cr && c == '\n') {
            m_cr = false;
            ++m_lineEnds;
            content.remove_prefix(1);
        } else if (!m_cr && c == '\r') {
            m_cr = true;
            content.remove_prefix(1);
        } else {
            putHeldBack();
            const std::string_view run = content.substr(0, content.find('\r'));
            put(run);
            content.remove_prefix(run.size());
        }
    }
}

// RFC 6376 3.4.4: white space within a line is one blank, that at its end is none.
void CanonicalBody::scanRelaxed(std::string_view content)
{
    const auto endOfRun = [](char c) { return isBlank(c) || c == '\r'; };
    while (!content.empty()) {
        const char c = content.front();
        if (m_cr && c == '\n') {
            m_cr = m_blank = false;
            ++m_lineEnds;
            content.remove_prefix(1);
        } else if (!m_cr && endOfRun(c)) {
            m_cr = c == '\r';
            m_blank = m_blank || c != '\r';
            content.remove_prefix(1);
        } else {
            putHeldBack();
            const auto end = std::find_if(content.begin(), content.end(), endOfRun);
            const auto length = std::size_t(end - content.begin());
            put(content.substr(0, length));
            content.remove_prefix(length);
        }
    }
}

// It was not the end of the body.
void CanonicalBody::putHeldBack()
{
    for (; m_lineEnds > 0; --m_lineEnds)
        put("\r\n");
    if (std::exchange(m_blank, false))
        put(' ');
    if (std::exchange(m_cr, false))
        put('\r'); // not a line's end
}

void CanonicalBody::finish()
{
    if (m_cr)
        putHeldBack();
    if (m_canonical == Canonical::Simple || m_any)
        put("\r\n");
    flush();
}

void CanonicalBody::put(char c)
{
    put(std::string_view(&c, 1));
}

void CanonicalBody::put(std::string_view run)
{
    if (run.empty())
        return;
    m_any = true;
    if (m_buffer.size() + run.size() > bufferSize)
        flush();
    if (run.size() > bufferSize)
        m_sink(run);
    else
        m_buffer += run;
}

void CanonicalBody::flush()
{
    if (!m_buffer.empty())
        m_sink(m_buffer);
    m_buffer.clear();
}

} // namespace postern::mailauth
