// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/comparison.h"

#include "store/rows.h"

#include <algorithm>

namespace postern::store {

namespace {

constexpr model::Id comparedId = 1;

// With all that a preset decides said aloud, and without a name.
Rows comparableRows(model::Service service)
{
    service.id = comparedId;
    service.name.clear();
    for (const model::CheckInfo& info : model::checks()) {
        if (!info.fixed)
            service.checks[info.check].mode = service.mode(info.check);
    }
    model::Configuration configuration;
    configuration.services.push_back(std::move(service));
    return rowsOf(configuration);
}

bool sameIdentity(const Table& table, const Row& a, const Row& b)
{
    return std::all_of(table.identity.begin(), table.identity.end(), [&](std::string_view column) {
        return a.at(std::string(column)) == b.at(std::string(column));
    });
}

const Row* twinOf(const Table& table, const Row& row, const std::vector<Row>& rows)
{
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& each) { return sameIdentity(table, row, each); });
    return found == rows.end() ? nullptr : &*found;
}

class ServiceComparison {
public:
    void compare(const Table& table, const std::vector<Row>& first, const std::vector<Row>& second)
    {
        for (const Row& row : first)
            add(table, &row, twinOf(table, row, second));
        for (const Row& row : second) {
            if (twinOf(table, row, first) == nullptr)
                add(table, nullptr, &row);
        }
    }
    std::vector<SettingDifference> take() { return std::move(m_differences); }

private:
    void add(const Table& table, const Row* before, const Row* after)
    {
        Change change;
        change.table = table.name;
        change.before = before == nullptr ? std::string() : before->dump();
        change.after = after == nullptr ? std::string() : after->dump();
        for (ChangedField& field : fieldsInParts(change))
            m_differences.push_back({change.table, std::move(field)});
    }

    std::vector<SettingDifference> m_differences;
};

} // namespace

std::vector<SettingDifference> compareServices(const model::Service& first, const model::Service& second)
{
    const Rows before = comparableRows(first);
    const Rows after = comparableRows(second);
    const auto rowsIn = [](const Rows& rows, std::string_view table) {
        const auto found = rows.find(table);
        return found == rows.end() ? std::vector<Row>() : found->second;
    };
    ServiceComparison comparison;
    for (const Table& table : configurationTables()) {
        if (table.name == "service" || table.parentTable == "service")
            comparison.compare(table, rowsIn(before, table.name), rowsIn(after, table.name));
    }
    return comparison.take();
}

} // namespace postern::store
