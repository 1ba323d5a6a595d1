// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_health_model.h"

#include "ui/text/translate.h"

#include <QLocale>

namespace postern::ui {

void ListHealthModel::set(SharedHealth data, std::vector<std::uint32_t> shown)
{
    beginResetModel();
    m_data = std::move(data);
    m_shown = std::move(shown);
    endResetModel();
}

int ListHealthModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int ListHealthModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ListHealthModel::text(int row, int column) const
{
    switch (column) {
    case Finding:
        return healthKindText(finding(row).kind);
    case Service:
        return m_data->owner(entry(row));
    case List:
        return healthListText(entry(row));
    case Pattern:
        return qt(entry(row).displayPattern());
    case Hits: {
        const auto hits = m_data->hits.find(entry(row).id);
        return QLocale().toString(qlonglong(hits == m_data->hits.end() ? 0 : hits->second));
    }
    case Why:
        return translate(policy::healthReason(finding(row), m_data->entries));
    default:
        return {};
    }
}

QVariant ListHealthModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::DisplayRole)
        return text(index.row(), index.column());
    if (role == Qt::ToolTipRole) {
        const QString comment = qt(entry(index.row()).comment);
        return index.column() == Pattern && !comment.isEmpty() ? comment : text(index.row(), index.column());
    }
    if (role == Qt::TextAlignmentRole && index.column() == Hits)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant ListHealthModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Finding:
        return tr("Finding");
    case Service:
        return tr("Service");
    case List:
        return tr("List");
    case Pattern:
        return tr("Pattern");
    case Hits:
        return tr("Hits");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

} // namespace postern::ui
