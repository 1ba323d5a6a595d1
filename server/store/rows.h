// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "store/database.h"

#include <nlohmann/json.hpp>

#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace postern::store {

// A row as a JSON object by column, the same that the history keeps: integers, texts and null.
using Row = nlohmann::json;

// One table of the configuration, as commits, history and merges see it.
struct Table {
    std::string_view name;
    std::vector<std::string_view> columns; // without id
    // What tells a row from all others of the table, for rows that have no id in the model (the ranges of a
    // LAN): the parent's id and the value. Empty: the id does.
    std::vector<std::string_view> identity;
    std::string_view parent; // column that holds the id of the row that this one belongs to; "": none
    std::string_view parentTable;
    std::string_view unique; // column that must differ between rows, whatever their case; "": none
    bool ordered = false;    // has a position
};

std::span<const Table> configurationTables(); // parents before children
const Table& listEntryRows();
const Table* findTable(std::string_view name); // nullptr: not part of the configuration

using Rows =
    std::map<std::string_view, std::vector<Row>>; // by table; ordered tables by position, others by id

// To rows and back. Rows of the first kind hold their id; a row that is new has a negative one, to which its
// children point. What a row holds that this version does not know (a check) is left out.
Rows rowsOf(const model::Configuration& configuration);
model::Configuration configurationOf(const Rows& rows);

Row rowOf(const model::ListEntry& entry);
model::ListEntry listEntryOf(const Row& row);

// Reading and writing them.
Rows readRows(const Database& database);
std::int64_t insertRow(const Database& database, const Table& table, const Row& row);
void updateRow(const Database& database, const Table& table, std::int64_t id, const Row& columns);
void deleteRow(const Database& database, const Table& table, std::int64_t id);

QVariant variantOf(const Row& value);
Row valueOf(const QVariant& value);

} // namespace postern::store
