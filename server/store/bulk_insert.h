// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/native_statement.h"

#include <span>
#include <string_view>

namespace postern::store {

// Inserts many rows by few statements, which are prepared once: a statement of many rows costs a fraction of
// many statements, not least where a table counts its rows' numbers (AUTOINCREMENT).
class BulkInsert {
public:
    // `head` is "INSERT INTO table (columns)"; `tail` follows the rows.
    BulkInsert(const Database& database, std::string_view head, int columns, int rowsAtOnce,
               std::string_view tail = {});

    // `bind(statement, position, row)` binds one row's columns from `position` on; texts of rows stay as they
    // are meanwhile (NativeStatement).
    template <class Row, class Bind>
    void insert(std::span<const Row> rows, const Bind& bind)
    {
        for (; rows.size() >= m_rowsAtOnce; rows = rows.subspan(m_rowsAtOnce))
            insertTogether(rows.first(m_rowsAtOnce), bind);
        for (const Row& row : rows)
            insertOne(row, bind);
    }

    // For callers that ask how many rows went in (with a tail ON CONFLICT DO NOTHING).
    std::size_t rowsAtOnce() const { return m_rowsAtOnce; }
    template <class Row, class Bind>
    int insertTogether(std::span<const Row> rows, const Bind& bind) // as many as rowsAtOnce()
    {
        int position = 0;
        for (const Row& row : rows) {
            bind(m_many, position, row);
            position += m_columns;
        }
        m_many.execute();
        return m_many.changedRows();
    }
    template <class Row, class Bind>
    int insertOne(const Row& row, const Bind& bind)
    {
        bind(m_one, 0, row);
        m_one.execute();
        return m_one.changedRows();
    }

private:
    int m_columns;
    std::size_t m_rowsAtOnce;
    NativeStatement m_one;
    NativeStatement m_many;
};

} // namespace postern::store
