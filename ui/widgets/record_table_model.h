// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QCoreApplication>
#include <QIcon>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace postern::ui {

// One column of a RecordTableModel. A table of these, constexpr, says all that a list of structs shows:
//
//     constexpr Column<Fruit> columns[] = {
//         {.title = QT_TRANSLATE_NOOP("Fruit", "Name"), .text = [](const Fruit& f) { return f.name; }},
//         {.title = QT_TRANSLATE_NOOP("Fruit", "Price"), .text = …, .sortValue = …, .alignment =
//         Qt::AlignRight},
//     };
template <class T>
struct Column {
    const char* title = "";                    // marked by QT_TRANSLATE_NOOP with the model's context
    QString (*text)(const T&) = nullptr;       // never null
    QVariant (*sortValue)(const T&) = nullptr; // where the text sorts wrongly (numbers, times)
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter;
    QString (*toolTip)(const T&) = nullptr;
    QVariant (*decoration)(const T&) = nullptr;    // an icon or a colour
    QString (*accessibleText)(const T&) = nullptr; // where the text alone says too little
    void (*edit)(T&, const QString&) = nullptr;    // the column edits in place
};

// A list of plain structs as a table: rows are records, columns come from a constexpr table. setRecords()
// tells views only what really changed, so selection, scrolling and an open editor stay while a list is
// refreshed. `identity` says which record of the new list is which of the old one. Meant for lists
// that a person reads, of some hundreds: comparing takes the product of both lengths where all differs.
template <class T>
class RecordTableModel : public QAbstractTableModel {
public:
    static constexpr int SortRole = Qt::UserRole;

    using Identity = bool (*)(const T&, const T&);

    // `columns` must outlive the model. Titles are translated in `context`.
    RecordTableModel(const char* context, std::span<const Column<T>> columns, Identity sameRecord,
                     QObject* parent = nullptr)
        : QAbstractTableModel(parent)
        , m_context(context)
        , m_columns(columns)
        , m_same(sameRecord)
    {
    }

    const std::vector<T>& records() const { return m_records; }
    const T& record(int row) const { return m_records.at(std::size_t(row)); }
    const T* record(const QModelIndex& index) const
    {
        return index.isValid() ? &m_records.at(std::size_t(index.row())) : nullptr;
    }

    void setRecords(std::vector<T> records)
    {
        removeVanished(records);
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (i < m_records.size() && m_same(m_records[i], records[i])) {
                replace(int(i), std::move(records[i]));
            } else if (contains(m_records, records[i], i)) {
                moveUp(records[i], int(i));
                replace(int(i), std::move(records[i]));
            } else {
                insert(int(i), std::move(records[i]));
            }
        }
    }
    void append(T record) { insert(int(m_records.size()), std::move(record)); }
    void replace(int row, T record)
    {
        if (m_records[std::size_t(row)] == record)
            return;
        m_records[std::size_t(row)] = std::move(record);
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
    void remove(int row)
    {
        beginRemoveRows({}, row, row);
        m_records.erase(m_records.begin() + row);
        endRemoveRows();
    }

    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_records.size());
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_columns.size());
    }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        const T& record = m_records[std::size_t(index.row())];
        const Column<T>& column = m_columns[std::size_t(index.column())];
        switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole:
            return column.text(record);
        case SortRole:
            return column.sortValue ? column.sortValue(record) : QVariant(column.text(record));
        case Qt::TextAlignmentRole:
            return int(column.alignment);
        case Qt::ToolTipRole:
            return column.toolTip ? QVariant(column.toolTip(record)) : QVariant();
        case Qt::DecorationRole:
            return column.decoration ? column.decoration(record) : QVariant();
        case Qt::AccessibleTextRole:
            return column.accessibleText ? QVariant(column.accessibleText(record)) : QVariant();
        }
        return {};
    }
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override
    {
        if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
            return false;
        T edited = record(index.row());
        m_columns[std::size_t(index.column())].edit(edited, value.toString());
        replace(index.row(), std::move(edited));
        return true;
    }
    Qt::ItemFlags flags(const QModelIndex& index) const override
    {
        const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
        return index.isValid() && m_columns[std::size_t(index.column())].edit ? flags | Qt::ItemIsEditable
                                                                              : flags;
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
            return {};
        const Column<T>& column = m_columns[std::size_t(section)];
        if (role == Qt::DisplayRole)
            return QCoreApplication::translate(m_context, column.title);
        if (role == Qt::TextAlignmentRole)
            return int(column.alignment);
        return {};
    }

protected:
    std::vector<T> m_records;

private:
    bool contains(const std::vector<T>& records, const T& wanted, std::size_t from) const
    {
        return std::any_of(records.begin() + std::ptrdiff_t(from), records.end(),
                           [&](const T& each) { return m_same(each, wanted); });
    }
    void removeVanished(const std::vector<T>& wanted)
    {
        for (int row = int(m_records.size()) - 1; row >= 0; --row) {
            if (!contains(wanted, m_records[std::size_t(row)], 0))
                remove(row);
        }
    }
    // Brings the record that stands somewhere below `row` up to it.
    void moveUp(const T& wanted, int row)
    {
        const auto to = m_records.begin() + row;
        const auto from =
            std::find_if(to, m_records.end(), [&](const T& each) { return m_same(each, wanted); });
        beginMoveRows({}, int(from - m_records.begin()), int(from - m_records.begin()), {}, row);
        std::rotate(to, from, from + 1);
        endMoveRows();
    }
    void insert(int row, T record)
    {
        beginInsertRows({}, row, row);
        m_records.insert(m_records.begin() + row, std::move(record));
        endInsertRows();
    }

    const char* m_context;
    std::span<const Column<T>> m_columns;
    Identity m_same;
};

} // namespace postern::ui
