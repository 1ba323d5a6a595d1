// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/list_health_data.h"

#include <QAbstractTableModel>

namespace postern::ui {

// Findings as a table. What is shown is worked out when it is shown: hundreds of thousands cost nothing.
class ListHealthModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Finding, Service, List, Pattern, Hits, Why, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    // `shown` are indices of findings.
    void set(SharedHealth data, std::vector<std::uint32_t> shown);
    const SharedHealth& health() const { return m_data; }
    const policy::HealthFinding& finding(int row) const
    {
        return m_data->health.findings[m_shown.at(std::size_t(row))];
    }
    const model::ListEntry& entry(int row) const { return m_data->entries[finding(row).entry]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, int column) const;

    SharedHealth m_data = std::make_shared<HealthData>();
    std::vector<std::uint32_t> m_shown;
};

} // namespace postern::ui
