// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/authentication_results.h"

#include "base/domain_name.h"

#include <algorithm>

namespace postern::mailauth {

namespace {

constexpr std::size_t longestReason = 200;

// RFC 2045 5.1
bool isToken(std::string_view text)
{
    constexpr std::string_view others = "()<>@,;:\\\"/[]?=";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return c > ' ' && c < 0x7f && others.find(c) == others.npos;
    });
}

std::string quotedString(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text.substr(0, longestReason)) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c >= ' ' && c < 0x7f ? c : '?';
    }
    return quoted + '"';
}

std::string property(std::string_view name, std::string_view value)
{
    if (value.empty())
        return {};
    return ' ' + std::string(name) + '=' + (isToken(value) ? std::string(value) : quotedString(value));
}

std::string reason(const std::string& text)
{
    return text.empty() ? std::string() : " reason=" + quotedString(text);
}

std::string dkimText(const DkimVerdict& verdict)
{
    return "dkim=" + std::string(toId(verdict.result)) + reason(verdict.explanation) +
           property("header.d", verdict.domain) + property("header.s", verdict.selector) +
           property("header.a", verdict.algorithm) + property("header.b", verdict.start);
}

std::string dmarcText(const DmarcVerdict& verdict)
{
    std::string text = "dmarc=" + std::string(toId(verdict.result));
    if (!verdict.owner.empty())
        text += " (p=" + std::string(toId(verdict.policy)) + ')';
    return text + reason(verdict.problem) + property("header.from", verdict.author);
}

} // namespace

std::string authenticationResultsField(const std::string& server, const AuthenticationResults& results)
{
    std::string field = "Authentication-Results: " + server;
    const auto add = [&field](const std::string& text) { field += ";\r\n\t" + text; };
    if (results.spf)
        add("spf=" + std::string(toId(results.spf->result)) +
            property(results.spfOfHelo ? "smtp.helo" : "smtp.mailfrom", results.spf->domain));
    if (results.dkim && results.dkim->empty())
        add("dkim=none");
    for (const DkimVerdict& verdict : results.dkim.value_or(std::vector<DkimVerdict>()))
        add(dkimText(verdict));
    if (results.dmarc)
        add(dmarcText(*results.dmarc));
    if (results.empty())
        field += "; none";
    return field + "\r\n";
}

namespace {

constexpr std::string_view fieldName = "authentication-results";

// Takes blanks and comments from the beginning (RFC 5322 3.2.2). False where a comment does not end.
bool skipComments(std::string_view& text)
{
    std::size_t depth = 0, i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (depth > 0 && c == '\\')
            ++i;
        else if (c == '(')
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
        else if (depth == 0 && c != ' ' && c != '\t' && c != '\r' && c != '\n')
            break;
    }
    text.remove_prefix(std::min(i, text.size()));
    return depth == 0;
}

// The authserv-id of a field's value; "" where it cannot be made out.
std::string serverOf(std::string_view value)
{
    if (!skipComments(value) || value.empty())
        return {};
    if (value.front() != '"')
        return std::string(value.substr(0, value.find_first_of(" \t\r\n;(")));
    std::string name;
    for (std::size_t i = 1; i < value.size() && value[i] != '"'; ++i) {
        if (value[i] == '\\' && i + 1 < value.size())
            ++i;
        name += value[i];
    }
    return name;
}

} // namespace

ResultsFilter::ResultsFilter(const std::string& server)
    : m_server(comparableDomain(server))
{
}

void ResultsFilter::scan(std::string_view content, const Sink& sink)
{
    while (!content.empty())
        content.remove_prefix(step(content, sink));
}

void ResultsFilter::finish(const Sink& sink)
{
    if (m_state == State::Value || (m_state == State::LineStart && m_field == State::Value))
        judge(sink);
    else if (m_state == State::Name)
        release(sink);
    m_state = State::Body;
}

// Takes some octets; how many.
std::size_t ResultsFilter::step(std::string_view content, const Sink& sink)
{
    switch (m_state) {
    case State::LineStart:
        return beginLine(content, sink);
    case State::Name:
        return readName(content, sink);
    case State::Value:
    case State::Keep:
    case State::Drop:
        return readLine(content, sink);
    case State::Body:
        break;
    }
    sink(content);
    return content.size();
}

std::size_t ResultsFilter::beginLine(std::string_view content, const Sink& sink)
{
    if (content.front() == ' ' || content.front() == '\t') {
        m_state = m_field;
        return 0;
    }
    if (m_field == State::Value)
        judge(sink);
    m_field = State::Keep;
    m_state = content.front() == '\r' ? State::Body : State::Name;
    return 0;
}

// The field's name, octet by octet, as long as it is that one; blanks may stand before the colon.
std::size_t ResultsFilter::readName(std::string_view content, const Sink& sink)
{
    const char c = content.front();
    const std::size_t length = m_held.size();
    const bool blank = c == ' ' || c == '\t';
    const bool fits = length < fieldName.size() ? lowerAscii({&c, 1}).front() == fieldName[length]
                                                : (blank || c == ':') && length < maxField;
    if (!fits) {
        release(sink);
        m_state = m_field = State::Keep;
        return 0;
    }
    m_held += c;
    if (c == ':')
        m_state = m_field = State::Value;
    return 1;
}

std::size_t ResultsFilter::readLine(std::string_view content, const Sink& sink)
{
    const std::size_t lf = content.find('\n');
    std::string_view part = content.substr(0, lf == content.npos ? lf : lf + 1);
    if (m_state == State::Keep) {
        sink(part);
    } else if (m_state == State::Value) {
        part = part.substr(0, maxField - m_held.size());
        m_held += part;
        if (m_held.size() == maxField) {
            judge(sink); // what came so far must do
            m_state = m_field;
        }
    }
    if (part.ends_with('\n'))
        m_state = State::LineStart;
    return part.size();
}

void ResultsFilter::judge(const Sink& sink)
{
    if (isOurs()) {
        m_held.clear();
        ++m_removed;
        m_field = State::Drop;
    } else {
        release(sink);
        m_field = State::Keep;
    }
}

bool ResultsFilter::isOurs() const
{
    const std::string_view held = m_held;
    const std::string server = serverOf(held.substr(held.find(':') + 1));
    return server.empty() || comparableDomain(server) == m_server;
}

void ResultsFilter::release(const Sink& sink)
{
    if (!m_held.empty())
        sink(m_held);
    m_held.clear();
}

} // namespace postern::mailauth
