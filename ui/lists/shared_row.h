// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/list_row.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace postern::ui {

// A line that never changes, in as few bytes as it takes: a list may have a million. Copies share it, and so
// do the list, the steps of undo and what works in the background. Any thread may read it.
class SharedRow {
public:
    SharedRow() = default; // none; nothing may be asked of it
    explicit SharedRow(const ListRow& row);
    SharedRow(const SharedRow& other) noexcept;
    SharedRow(SharedRow&& other) noexcept
        : m_packed(std::exchange(other.m_packed, nullptr))
    {
    }
    SharedRow& operator=(SharedRow other) noexcept
    {
        std::swap(m_packed, other.m_packed);
        return *this;
    }
    ~SharedRow();

    explicit operator bool() const { return m_packed != nullptr; }
    ListRow value() const; // to be edited; the other calls make nothing

    model::Id id() const;
    model::Id service() const;
    bool negated() const;
    bool enabled() const;
    model::Condition condition() const;
    std::optional<Time> expires() const;
    std::string_view
    pattern() const; // without the '~'; where `invalid` stands in the line what was there before
    std::string_view typed() const; // what stands in the line, without the '~' of a pattern
    std::string_view comment() const;
    std::string_view onlyFrom() const;
    bool invalid() const;
    bool wrongExpiry() const;
    bool wrong() const; // something was typed that cannot be saved
    // Whether it can be saved at all: a line in which nothing stands yet is not wrong, and cannot.
    bool sound() const;
    // No letter of what stands there and its comment has to be made a small one.
    bool lowerCase() const;

    SharedRow withId(model::Id id) const;
    // The very same line, not only what says the same.
    bool is(const SharedRow& other) const { return m_packed == other.m_packed; }
    bool operator==(const SharedRow& other) const { return sameButForId(other) && id() == other.id(); }
    bool sameButForId(const SharedRow& other) const;

    std::size_t bytes() const; // that it takes, without what the allocator adds

private:
    struct Packed;
    std::string_view rest(unsigned which) const;

    Packed* m_packed = nullptr;
};

} // namespace postern::ui
