// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/list_comparison.h"

#include "store/list_entry_table.h"
#include "store/native_statement.h"
#include "store/words.h"

namespace postern::store {

namespace {

using Side = ListDifference::Side;

// The same line in the other service, found by the index of what makes a line unique.
constexpr const char* twin = "SELECT 1 FROM list_entry b WHERE b.service = ? AND b.color = a.color"
                             " AND b.kind = a.kind AND b.pattern = a.pattern AND b.negated = a.negated";
constexpr const char* unlike = " AND (b.enabled <> a.enabled OR b.condition <> a.condition"
                               " OR b.only_from <> a.only_from OR b.expires IS NOT a.expires)";

// The ids of what `owner` has, in the order of ids.
std::string differing(bool both)
{
    return std::string(
               "SELECT a.id FROM list_entry a WHERE a.service = ? AND a.color = ? AND a.kind = ? AND ") +
           (both ? "EXISTS (" : "NOT EXISTS (") + twin + (both ? unlike : "") + ") ORDER BY a.id";
}

ListDifference differenceOf(const Database& database, const ListDifference& list, model::Id owner,
                            model::Id other, std::size_t limit)
{
    ListDifference difference = list;
    NativeStatement statement(database, differing(list.side == Side::Both));
    statement.bindFrom(0, owner, wordOf(list.color), wordOf(list.kind), other);
    std::vector<model::Id> ids;
    while (statement.next()) {
        if (ids.size() < limit)
            ids.push_back(statement.integer(0));
        ++difference.count;
    }
    for (const model::Id id : ids) {
        if (auto entry = ListEntryTable(database).entry(id))
            difference.entries.push_back(std::move(*entry));
    }
    return difference;
}

} // namespace

std::vector<ListDifference> compareLists(const Database& database, model::Id first, model::Id second,
                                         int limit)
{
    std::vector<ListDifference> differences;
    for (const auto color : {model::ListColor::Black, model::ListColor::White}) {
        for (const model::ListKind kind : model::allListKinds) {
            for (const Side side : {Side::First, Side::Second, Side::Both}) {
                const bool turned = side == Side::Second;
                ListDifference found =
                    differenceOf(database, {color, kind, side, 0, {}}, turned ? second : first,
                                 turned ? first : second, std::size_t(limit));
                if (found.count > 0)
                    differences.push_back(std::move(found));
            }
        }
    }
    return differences;
}

} // namespace postern::store
