// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/replay.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace postern::ui {

// The decisions that a change would make otherwise, newest first; all of them, or those of one effect.
class PreviewModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, Service, Client, Sender, Recipient, Now, Then, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<preview::Row> rows);
    void setEffect(std::optional<preview::Effect> effect); // nullopt: all
    const preview::Row* row(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void choose();

    std::vector<preview::Row> m_rows;
    std::vector<std::size_t> m_shown; // indexes into m_rows
    std::optional<preview::Effect> m_effect;
};

} // namespace postern::ui
