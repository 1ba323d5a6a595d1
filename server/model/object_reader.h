// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/json_source.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::model {

// Of `known`, the one that was probably meant; "" where none is near.
std::string_view nearest(std::string_view typed, const std::vector<std::string>& known);

// Reads one JSON object key by key into plain fields; a field whose key is absent keeps its default. What is
// wrong goes to the findings with its path, and reading goes on. Each key that is asked for is known; close()
// refuses the others.
class ObjectReader {
public:
    ObjectReader(const nlohmann::json& value, std::string path, Findings& findings,
                 std::string_view expected = "an object {…}");

    const std::string& path() const { return m_path; }
    std::string pathOf(std::string_view key) const { return pathTo(m_path, key); }
    Findings& findings() { return m_findings; }

    bool has(std::string_view key) const;
    std::vector<std::string> keysFrom(std::string_view prefix) const;
    const nlohmann::json* take(std::string_view key); // nullptr: absent

    void text(std::string_view key, std::string& field);    // one line: no control characters
    void anyText(std::string_view key, std::string& field); // whatever UTF-8
    void requiredText(std::string_view key, std::string& field, std::string_view example);
    void flag(std::string_view key, bool& field);
    template <class Integer>
    void number(std::string_view key, Integer& field)
    {
        if (const auto read = integer(key, std::numeric_limits<Integer>::max()))
            field = Integer(*read);
    }
    void texts(std::string_view key, std::vector<std::string>& field);
    template <class Each> // each(const json& element, std::string path)
    void elements(std::string_view key, Each each)
    {
        const nlohmann::json* list = typed(key, nlohmann::json::value_t::array);
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
            each((*list)[i], pathTo(pathOf(key), i));
    }
    template <class Read> // read(ObjectReader&)
    void object(std::string_view key, Read read)
    {
        if (const nlohmann::json* value = take(key)) {
            ObjectReader reader(*value, pathOf(key), m_findings);
            read(reader);
            reader.close();
        }
    }
    // A word out of few: `byId` gives an optional.
    template <class Enum, class ById>
    void word(std::string_view key, Enum& field, ById byId, std::string_view expected)
    {
        const nlohmann::json* value = take(key);
        if (value == nullptr)
            return;
        const auto read = value->is_string() ? byId(value->get_ref<const std::string&>()) : std::nullopt;
        if (read)
            field = *read;
        else
            unexpected(pathOf(key), *value, expected);
    }

    void wrong(std::string_view key, std::string what, std::string hint = {});
    void wrong(std::string_view key, const Error& error) { wrongAt(pathOf(key), error); }
    void wrongAt(std::string path, const Error& error); // an error of the value itself
    void unexpected(std::string path, const nlohmann::json& found, std::string_view expected);
    void close();

private:
    const nlohmann::json* typed(std::string_view key, nlohmann::json::value_t type);
    std::optional<std::int64_t> integer(std::string_view key, std::int64_t max);

    const nlohmann::json& m_value;
    std::string m_path;
    Findings& m_findings;
    std::vector<std::string> m_known;
};

} // namespace postern::model
