// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/refusal_model.h"

#include "ui/preview/refusal_words.h"
#include "ui/text/translate.h"

#include <QLocale>

namespace postern::ui {

using preview::RefusalGroup;

void RefusalModel::show(preview::RefusalKey key, model::Check check, std::vector<RefusalGroup> groups)
{
    beginResetModel();
    m_key = key;
    m_check = check;
    m_groups = std::move(groups);
    endResetModel();
}

const RefusalGroup* RefusalModel::group(const QModelIndex& index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_groups[std::size_t(index.row())] : nullptr;
}

int RefusalModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_groups.size());
}

int RefusalModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString RefusalModel::text(const RefusalGroup& group, int column) const
{
    const model::Event& newest = *group.newest;
    switch (column) {
    case KeyColumn:
        return keyText(m_key, group);
    case CountColumn:
        return QLocale().toString(qlonglong(group.count));
    case LastColumn:
        return relativeTime(newest.time, SystemClock().now());
    case ExampleColumn:
        if (newest.sender.empty())
            return tr("none named yet", "sender and recipient");
        return newest.recipient.empty()
                   ? qt(newest.sender)
                   : tr("%1 → %2", "sender, recipient").arg(qt(newest.sender), qt(newest.recipient));
    }
    return {};
}

QVariant RefusalModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RefusalGroup& it = *group(index);
    if (role == Qt::DisplayRole)
        return text(it, index.column());
    if (role == Qt::ToolTipRole)
        return index.column() == LastColumn ? fullTime(it.newest->time) : text(it, index.column());
    if (role == Qt::TextAlignmentRole && index.column() == CountColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant RefusalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == CountColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {keyTitle(m_key, m_check), tr("Messages"), tr("Last seen"), tr("Newest")};
    return titles[section];
}

} // namespace postern::ui
