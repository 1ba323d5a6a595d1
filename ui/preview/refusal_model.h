// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/refusals.h"

#include <QAbstractTableModel>

namespace postern::ui {

// Groups of messages that a check would refuse, the largest first.
class RefusalModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { KeyColumn, CountColumn, LastColumn, ExampleColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(preview::RefusalKey key, model::Check check, std::vector<preview::RefusalGroup> groups);
    const preview::RefusalGroup* group(const QModelIndex& index) const; // nullptr: none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const preview::RefusalGroup& group, int column) const;

    preview::RefusalKey m_key = preview::RefusalKey::Client;
    model::Check m_check{};
    std::vector<preview::RefusalGroup> m_groups;
};

} // namespace postern::ui
