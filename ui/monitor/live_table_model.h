// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/record_table_model.h"

#include <QString>

#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace postern::ui {

// What every row of a list that engines keep up to date has.
struct LiveRow {
    std::string key; // tells it from the others, and stays
    QString words;   // what the filter looks in, in lower case
};

// The rows as a page sees them that does not care what they are.
class LiveRows {
public:
    virtual ~LiveRows() = default;
    virtual const LiveRow& liveRow(int row) const = 0;
};

// Some ten thousand rows that are read again and again. The order is left to a proxy: what is new goes to the
// end. T derives from LiveRow and compares by ==.
template <class T>
class LiveTableModel : public RecordTableModel<T>, public LiveRows {
public:
    LiveTableModel(const char* context, std::span<const Column<T>> columns, QObject* parent)
        : RecordTableModel<T>(
              context, columns, [](const T& a, const T& b) { return a.key == b.key; }, parent)
    {
    }

    const LiveRow& liveRow(int row) const override { return this->record(row); }

    // Takes time in proportion to the rows. False: so many places have changed that views were told to begin
    // anew, and have lost what was selected.
    bool merge(std::vector<T> rows)
    {
        std::unordered_map<std::string_view, std::size_t> wanted;
        for (std::size_t i = 0; i < rows.size(); ++i)
            wanted.emplace(rows[i].key, i);
        const auto gone = this->runsWhere([&](const T& each) { return !wanted.contains(each.key); });
        if (gone.size() > mostRuns) {
            this->beginResetModel();
            this->m_records = std::move(rows);
            this->endResetModel();
            return false;
        }
        for (auto run = gone.rbegin(); run != gone.rend(); ++run) {
            this->beginRemoveRows({}, run->first, run->second);
            this->m_records.erase(this->m_records.begin() + run->first,
                                  this->m_records.begin() + run->second + 1);
            this->endRemoveRows();
        }
        update(rows, wanted);
        return true;
    }

private:
    static constexpr std::size_t mostRuns = 64; // each costs a walk over all rows

    using Runs = std::vector<std::pair<int, int>>; // first and last row
    static void extend(Runs& runs, int row)
    {
        if (!runs.empty() && runs.back().second == row - 1)
            runs.back().second = row;
        else
            runs.emplace_back(row, row);
    }
    template <class Matches>
    Runs runsWhere(Matches matches) const
    {
        Runs runs;
        for (std::size_t row = 0; row < this->m_records.size(); ++row) {
            if (matches(this->m_records[row]))
                extend(runs, int(row));
        }
        return runs;
    }
    void update(std::vector<T>& rows, const std::unordered_map<std::string_view, std::size_t>& wanted)
    {
        std::vector<bool> known(rows.size());
        Runs changed;
        for (std::size_t row = 0; row < this->m_records.size(); ++row) {
            const std::size_t place = wanted.at(this->m_records[row].key);
            known[place] = true;
            if (this->m_records[row] == rows[place])
                continue;
            this->m_records[row] = rows[place]; // the map looks into `rows`
            extend(changed, int(row));
        }
        for (const auto& [first, last] : changed)
            Q_EMIT this->dataChanged(this->index(first, 0), this->index(last, this->columnCount() - 1));
        std::vector<T> added;
        for (std::size_t place = 0; place < rows.size(); ++place) {
            if (!known[place])
                added.push_back(std::move(rows[place]));
        }
        if (added.empty())
            return;
        const int first = this->rowCount();
        this->beginInsertRows({}, first, first + int(added.size()) - 1);
        std::move(added.begin(), added.end(), std::back_inserter(this->m_records));
        this->endInsertRows();
    }
};

} // namespace postern::ui
