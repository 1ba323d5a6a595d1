// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <string_view>
#include <vector>

namespace postern::store {

// Inserts many rows by few statements, which are prepared once: a statement of many rows costs a fraction of
// many statements.
class BulkInsert {
public:
    // `head` is "INSERT INTO table (columns)"; `tail` follows the rows.
    BulkInsert(const Database& database, std::string_view head, int columns, int rowsAtOnce,
               std::string_view tail = {});

    template <class... Values>
    void add(const Values&... values)
    {
        (m_values.push_back(Statement::variant(values)), ...);
        if (m_values.size() == m_columns * m_rowsAtOnce)
            flush();
    }
    void finish();                     // writes what is left
    void clear() { m_values.clear(); } // forgets it

private:
    void flush();

    std::size_t m_columns;
    std::size_t m_rowsAtOnce;
    Statement m_one;
    Statement m_many;
    std::vector<QVariant> m_values;
};

} // namespace postern::store
