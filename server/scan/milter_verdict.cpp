// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/milter_verdict.h"

#include "base/ascii.h"
#include "base/domain_name.h"
#include "scan/message_fields.h"

#include <algorithm>
#include <utility>

namespace postern::scan {

namespace {

constexpr std::size_t mostLines = 32; // as libmilter has them
constexpr std::size_t longestLine = 980;
constexpr std::size_t longestText = 400; // leaves room for a reference within the line of RFC 5321 4.5.3.1.5
constexpr std::size_t longestHeaderName = 200;

bool isControl(char c)
{
    return (c >= 0 && c < ' ') || c == 0x7f;
}

std::string_view cutLine(std::string_view& text)
{
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

int codeOf(std::string_view line)
{
    const bool coded = line.size() >= 3 && std::all_of(line.begin(), line.begin() + 3, isDigit) &&
                       (line[0] == '4' || line[0] == '5') &&
                       (line.size() == 3 || line[3] == ' ' || line[3] == '-');
    return coded ? (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0') : 0;
}

// Takes "5.7.1 " from the front (RFC 3463 2), if that is what stands there and it is of this kind.
std::string cutStatus(std::string_view& line, char kind)
{
    const std::string_view word = line.substr(0, line.find(' '));
    const bool proper = word.size() >= 5 && word.size() <= 9 && word[0] == kind && word[1] == '.' &&
                        std::count(word.begin(), word.end(), '.') == 2 && isDigit(word.back()) &&
                        word.find("..") == word.npos &&
                        std::all_of(word.begin(), word.end(), [](char c) { return isDigit(c) || c == '.'; });
    if (!proper)
        return {};
    line.remove_prefix(std::min(line.size(), word.size() + 1));
    return std::string(word);
}

std::string withoutDoubled(std::string_view text) // libmilter wants "%%" for "%"
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        plain += text[i];
        if (text[i] == '%' && i + 1 < text.size() && text[i + 1] == '%')
            ++i;
    }
    return plain;
}

bool isFieldName(std::string_view name) // RFC 5322 2.2
{
    return !name.empty() && name.size() <= longestHeaderName &&
           std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
}

// A line that does not go on with a blank would be another field, or the end of the header.
std::optional<std::string> properValue(std::string_view value)
{
    while (value.ends_with('\n') || value.ends_with('\r'))
        value.remove_suffix(1);
    std::string proper;
    bool first = true;
    do {
        const std::string_view line = cutLine(value);
        const bool folded = line.starts_with(' ') || line.starts_with('\t');
        const bool text = line.find_first_not_of(" \t") != line.npos;
        if ((!first && (!folded || !text)) ||
            std::any_of(line.begin(), line.end(), [](char c) { return isControl(c) && c != '\t'; }))
            return std::nullopt;
        proper += (first ? "" : "\r\n") + std::string(line);
        first = false;
    } while (!value.empty());
    return proper;
}

std::string fieldOf(const MilterChange& change)
{
    const bool blank = change.value.starts_with(' ') || change.value.starts_with('\t');
    return change.name + (blank ? ":" : ": ") + change.value + "\r\n";
}

void apply(std::vector<std::string>& fields, const MilterChange& change)
{
    const auto insert = [&](std::size_t place) {
        fields.insert(fields.begin() + std::ptrdiff_t(std::min(place, fields.size())), fieldOf(change));
    };
    if (change.kind == MilterChange::Kind::Add)
        return insert(fields.size());
    if (change.kind == MilterChange::Kind::Insert)
        return insert(change.index);
    const std::string name = lowerAscii(change.name);
    std::uint32_t left = std::max(change.index, 1U);
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const std::string& field) {
        const std::string_view other = fieldName(field);
        return other.size() == name.size() && lowerAscii(other) == name && --left == 0;
    });
    if (found == fields.end()) {
        if (!change.value.empty())
            insert(fields.size());
    } else if (change.value.empty()) {
        fields.erase(found);
    } else {
        *found = fieldOf(change);
    }
}

} // namespace

std::optional<MilterReply> parseMilterReply(std::string_view words)
{
    words = words.substr(0, words.find('\0'));
    while (words.ends_with('\n') || words.ends_with('\r'))
        words.remove_suffix(1);
    MilterReply reply{codeOf(words), {}, {}};
    if (reply.code == 0)
        return std::nullopt;
    const char kind = reply.code >= 500 ? '5' : '4';
    std::string text;
    for (std::size_t lines = 0; !words.empty(); ++lines) {
        std::string_view line = cutLine(words);
        if (lines == mostLines || line.size() > longestLine || codeOf(line) != reply.code ||
            std::any_of(line.begin(), line.end(), isControl))
            return std::nullopt;
        line.remove_prefix(std::min<std::size_t>(line.size(), 4));
        const std::string status = cutStatus(line, kind);
        if (reply.status.empty())
            reply.status = status;
        text += (lines == 0 || line.empty() ? "" : " ") + std::string(line);
    }
    if (reply.status.empty())
        reply.status = kind == '5' ? "5.7.1" : "4.7.1";
    reply.text = withoutDoubled(text).substr(0, longestText);
    return reply;
}

std::optional<MilterChange> properChange(MilterChange change)
{
    auto value = properValue(change.value);
    if (!isFieldName(change.name) || !value)
        return std::nullopt;
    change.value = std::move(*value);
    return change;
}

std::optional<std::string> properBody(std::string_view body)
{
    if (body.find('\0') != body.npos)
        return std::nullopt;
    std::string proper;
    proper.reserve(body.size() + 2);
    for (std::size_t i = 0; i < body.size(); ++i) {
        const bool ends = body[i] == '\r' || body[i] == '\n';
        if (body[i] == '\r' && i + 1 < body.size() && body[i + 1] == '\n')
            ++i;
        ends ? proper += "\r\n" : proper += body[i];
    }
    if (!proper.empty() && !proper.ends_with('\n'))
        proper += "\r\n";
    return proper;
}

std::string changedHeader(std::string_view header, const std::vector<MilterChange>& changes)
{
    std::vector<std::string> fields = fieldsOf(header);
    for (const MilterChange& change : changes)
        apply(fields, change);
    std::string text;
    for (const std::string& field : fields)
        text += field;
    return text;
}

} // namespace postern::scan
