// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/object_reader.h"

#include "base/escape.h"

#include <algorithm>
#include <numeric>

namespace postern::model {

namespace {

using Json = nlohmann::json;

constexpr std::size_t longestKey = 64; // no key of the document is longer; keeps the distance cheap

// Letters to insert, delete or replace (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

std::string describe(const Json& value)
{
    switch (value.type()) {
    case Json::value_t::null:
        return "null";
    case Json::value_t::object:
        return "an object {…}";
    case Json::value_t::array:
        return "a list […]";
    case Json::value_t::string:
        return '"' + escapeForDisplay(value.get_ref<const std::string&>(), 64) + '"';
    default:
        return value.dump();
    }
}

std::string_view describe(Json::value_t type)
{
    switch (type) {
    case Json::value_t::array:
        return "a list […]";
    case Json::value_t::string:
        return "a text \"…\"";
    case Json::value_t::boolean:
        return "true or false";
    default:
        return "another value";
    }
}

bool hasControl(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

std::string joined(const std::vector<std::string>& words)
{
    std::string line;
    for (const std::string& word : words)
        line += (line.empty() ? "" : ", ") + word;
    return line;
}

} // namespace

std::string_view nearest(std::string_view typed, const std::vector<std::string>& known)
{
    if (typed.size() > longestKey)
        return {};
    std::string_view best;
    std::size_t bestDistance = std::max<std::size_t>(3, typed.size() / 2 + 1);
    for (const std::string& candidate : known) {
        const std::size_t d = distance(typed, candidate);
        if (d < bestDistance) {
            bestDistance = d;
            best = candidate;
        }
    }
    return best;
}

ObjectReader::ObjectReader(const Json& value, std::string path, Findings& findings, std::string_view expected)
    : m_value(value)
    , m_path(std::move(path))
    , m_findings(findings)
{
    if (!m_value.is_object())
        unexpected(m_path, m_value, expected);
}

bool ObjectReader::has(std::string_view key) const
{
    return m_value.is_object() && m_value.contains(key);
}

std::vector<std::string> ObjectReader::keysFrom(std::string_view prefix) const
{
    std::vector<std::string> keys;
    for (const auto& item : m_value.items()) {
        if (m_value.is_object() && item.key().starts_with(prefix))
            keys.push_back(item.key());
    }
    return keys;
}

const Json* ObjectReader::take(std::string_view key)
{
    m_known.emplace_back(key);
    if (!m_value.is_object())
        return nullptr;
    const auto found = m_value.find(key);
    return found == m_value.end() ? nullptr : &*found;
}

const Json* ObjectReader::typed(std::string_view key, Json::value_t type)
{
    const Json* value = take(key);
    if (value == nullptr || value->type() == type)
        return value;
    unexpected(pathOf(key), *value, describe(type));
    return nullptr;
}

void ObjectReader::anyText(std::string_view key, std::string& field)
{
    if (const Json* value = typed(key, Json::value_t::string))
        field = value->get<std::string>();
}

void ObjectReader::text(std::string_view key, std::string& field)
{
    std::string read = field;
    anyText(key, read);
    if (hasControl(read))
        wrong(key, "holds a control character", "one line of plain text is expected");
    else
        field = std::move(read);
}

void ObjectReader::requiredText(std::string_view key, std::string& field, std::string_view example)
{
    const bool given = has(key);
    text(key, field);
    if (m_value.is_object() && (!given || (field.empty() && !m_findings.has(pathOf(key)))))
        wrong(key, given ? "is empty" : "is missing", "write it like \"" + std::string(example) + '"');
}

void ObjectReader::flag(std::string_view key, bool& field)
{
    if (const Json* value = typed(key, Json::value_t::boolean))
        field = value->get<bool>();
}

std::optional<std::int64_t> ObjectReader::integer(std::string_view key, std::int64_t max)
{
    const Json* value = take(key);
    if (value == nullptr)
        return std::nullopt;
    if (value->is_number_unsigned() && value->get<std::uint64_t>() <= std::uint64_t(max))
        return value->get<std::int64_t>();
    unexpected(pathOf(key), *value, "a whole number from 0 to " + std::to_string(max));
    return std::nullopt;
}

void ObjectReader::texts(std::string_view key, std::vector<std::string>& field)
{
    if (has(key))
        field.clear();
    elements(key, [&](const Json& element, std::string path) {
        if (!element.is_string())
            unexpected(std::move(path), element, describe(Json::value_t::string));
        else if (hasControl(element.get_ref<const std::string&>()))
            m_findings.add(ErrorKind::Invalid, std::move(path), "holds a control character");
        else
            field.push_back(element.get<std::string>());
    });
}

void ObjectReader::wrong(std::string_view key, std::string what, std::string hint)
{
    m_findings.add(ErrorKind::Invalid, pathOf(key), std::move(what), std::move(hint));
}

void ObjectReader::wrongAt(std::string path, const Error& error)
{
    std::string what = whatIsWrong(error);
    if (!error.where.empty())
        what = '"' + escapeForDisplay(error.where, 100) + "\": " + what;
    m_findings.add(error.kind, std::move(path), std::move(what), whatToDo(error));
}

void ObjectReader::unexpected(std::string path, const Json& found, std::string_view expected)
{
    m_findings.add(ErrorKind::Invalid, std::move(path), "found " + describe(found),
                   "expected " + std::string(expected));
}

void ObjectReader::close()
{
    if (!m_value.is_object())
        return;
    for (const auto& item : m_value.items()) {
        if (std::find(m_known.begin(), m_known.end(), item.key()) != m_known.end())
            continue;
        const std::string_view meant = nearest(item.key(), m_known);
        m_findings.add(
            ErrorKind::Invalid, pathTo(m_path, escapeForDisplay(item.key(), longestKey)), "no such key here",
            meant.empty() ? "known are " + joined(m_known) : "\"" + std::string(meant) + "\" is the nearest");
    }
}

} // namespace postern::model
