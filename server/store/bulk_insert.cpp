// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bulk_insert.h"

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
    : m_columns(columns)
    , m_rowsAtOnce(std::size_t(rowsAtOnce))
    , m_one(database, insertOf(head, columns, 1, tail))
    , m_many(database, insertOf(head, columns, rowsAtOnce, tail))
{
}

} // namespace postern::store
