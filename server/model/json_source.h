// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::model {

// What was found wrong in one document, bounded: the first `limit` errors, then one that counts the rest.
class Findings {
public:
    static constexpr std::size_t limit = 200;

    void add(ErrorKind kind, std::string where, std::string what, std::string hint = {});
    bool empty() const { return m_errors.empty(); }
    std::size_t size() const { return m_errors.size() + m_more; }
    bool has(std::string_view where) const; // something at that place or in it
    std::vector<Error> take();

private:
    std::vector<Error> m_errors;
    std::size_t m_more = 0;
};

inline constexpr std::size_t maxJsonBytes = 256U << 20;
inline constexpr std::size_t maxJsonDepth = 32;

// JSON (RFC 8259) as people send it: bounded in size and depth, no key twice in one object, UTF-8 only. A
// syntax error says line and column; it, or too many levels, leaves nothing to read.
std::optional<nlohmann::json> parseJson(std::string_view text, Findings& findings);

// "key" below "path".
std::string pathTo(std::string_view path, std::string_view key);
std::string pathTo(std::string_view path, std::size_t index);

} // namespace postern::model
