// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bulk_insert.h"

#include <QVariant>

namespace postern::store {

namespace {

std::string insertOf(std::string_view head, int columns, int rows, std::string_view tail)
{
    std::string row = "(?";
    for (int i = 1; i < columns; ++i)
        row += ",?";
    row += ')';
    std::string sql = std::string(head) + " VALUES " + row;
    for (int i = 1; i < rows; ++i)
        sql += ',' + row;
    return sql.append(tail);
}

} // namespace

BulkInsert::BulkInsert(const Database& database, std::string_view head, int columns, int rowsAtOnce,
                       std::string_view tail)
    : m_columns(std::size_t(columns))
    , m_rowsAtOnce(std::size_t(rowsAtOnce))
    , m_one(database, insertOf(head, columns, 1, tail))
    , m_many(database, insertOf(head, columns, rowsAtOnce, tail))
{
    m_values.reserve(m_columns * m_rowsAtOnce);
}

void BulkInsert::flush()
{
    for (std::size_t i = 0; i < m_values.size(); ++i)
        m_many.bind(int(i), m_values[i]);
    m_many.execute();
    m_values.clear();
}

void BulkInsert::finish()
{
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        m_one.bind(int(i % m_columns), m_values[i]);
        if (i % m_columns == m_columns - 1)
            m_one.execute();
    }
    m_values.clear();
}

} // namespace postern::store
