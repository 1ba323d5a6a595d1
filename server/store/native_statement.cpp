// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/native_statement.h"

#include <sqlite3.h>

namespace postern::store {

NativeStatement::NativeStatement(const Database& database, std::string_view sql)
    : m_database(database)
    , m_sql(sql)
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(m_database.handle(), m_sql.data(), int(m_sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    m_statement.reset(statement);
    check(code);
}

void NativeStatement::bind(int position, std::int64_t number)
{
    check(sqlite3_bind_int64(m_statement.get(), position + 1, number));
}

void NativeStatement::bind(int position, std::string_view text)
{
    const char* start = text.data() == nullptr ? "" : text.data(); // a null pointer would be NULL
    check(
        sqlite3_bind_text64(m_statement.get(), position + 1, start, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void NativeStatement::bind(int position, const std::optional<Time>& time)
{
    if (time)
        bind(position, *time);
    else
        check(sqlite3_bind_null(m_statement.get(), position + 1));
}

void NativeStatement::bind(int position, const Blob& blob)
{
    const std::string_view bytes = blob.bytes;
    check(bytes.empty() ? sqlite3_bind_zeroblob(m_statement.get(), position + 1, 0)
                        : sqlite3_bind_blob64(m_statement.get(), position + 1, bytes.data(), bytes.size(),
                                              SQLITE_STATIC));
}

void NativeStatement::execute()
{
    while (next()) {
        // nothing is asked for
    }
}

bool NativeStatement::next()
{
    switch (sqlite3_step(m_statement.get())) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        finish();
        return false;
    default:
        raise();
    }
}

int NativeStatement::changedRows() const
{
    return sqlite3_changes(m_database.handle());
}

void NativeStatement::finish() noexcept
{
    sqlite3_reset(m_statement.get()); // says once more what the last step said
}

bool NativeStatement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::int64_t NativeStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

std::string_view NativeStatement::text(int column) const
{
    const auto* start = sqlite3_column_text(m_statement.get(), column);
    if (start == nullptr)
        return {};
    return {reinterpret_cast<const char*>(start), // NOLINT: SQLite's letters are unsigned
            std::size_t(sqlite3_column_bytes(m_statement.get(), column))};
}

std::string_view NativeStatement::bytes(int column) const
{
    const auto* start = static_cast<const char*>(sqlite3_column_blob(m_statement.get(), column));
    if (start == nullptr)
        return {};
    return {start, std::size_t(sqlite3_column_bytes(m_statement.get(), column))};
}

std::optional<Time> NativeStatement::optionalTime(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return time(column);
}

void NativeStatement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

void NativeStatement::check(int code)
{
    if (code != SQLITE_OK)
        raise();
}

// Resets first: a statement that failed must not keep its transaction from ending. The words are fetched
// before, since the reset may change them.
void NativeStatement::raise() const
{
    sqlite3* const handle = m_database.handle();
    const int code = sqlite3_extended_errcode(handle);
    const std::string said = sqlite3_errmsg(handle);
    sqlite3_reset(m_statement.get());
    m_database.raise(code, said, m_sql);
}

} // namespace postern::store
