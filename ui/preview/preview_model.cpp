// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/preview_model.h"

#include "ui/log/event_words.h"
#include "ui/text/translate.h"

namespace postern::ui {

namespace {

using preview::Decided;
using preview::Effect;
using preview::Row;

QString wordsOf(const Decided& decided)
{
    if (!decided.check)
        return outcomeText(decided.outcome);
    const QString title = translate(model::info(*decided.check).title);
    return decided.outcome == model::Outcome::Accepted ? PreviewModel::tr("Accepted; noted: %1").arg(title)
                                                       : title;
}

QString textOf(const Row& row, int column)
{
    switch (column) {
    case PreviewModel::TimeColumn:
        return clockTime(row.event.time);
    case PreviewModel::Service:
        return qt(row.event.service);
    case PreviewModel::Client:
        return qt(row.event.client);
    case PreviewModel::Sender:
        return qt(row.event.sender);
    case PreviewModel::Recipient:
        return qt(row.event.recipient);
    case PreviewModel::Now:
        return wordsOf(row.saved);
    case PreviewModel::Then:
        return wordsOf(row.draft);
    }
    return {};
}

QVariant decided(const Decided& side, int role)
{
    if (role == Qt::DecorationRole)
        return outcomeIcon(side.outcome);
    return PreviewModel::tr("%1: %2", "outcome, check").arg(outcomeText(side.outcome), wordsOf(side));
}

} // namespace

void PreviewModel::setRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    choose();
}

void PreviewModel::setEffect(std::optional<Effect> effect)
{
    m_effect = effect;
    choose();
}

void PreviewModel::choose()
{
    beginResetModel();
    m_shown.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_effect || m_rows[i].effect == *m_effect)
            m_shown.push_back(i);
    }
    endResetModel();
}

const Row* PreviewModel::row(const QModelIndex& index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_rows[m_shown[std::size_t(index.row())]] : nullptr;
}

int PreviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int PreviewModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant PreviewModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row& it = *row(index);
    const int column = index.column();
    const bool side = column == Now || column == Then;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(it, column);
    case Qt::ToolTipRole:
        return column == TimeColumn ? fullTime(it.event.time) : textOf(it, column);
    case Qt::DecorationRole:
    case Qt::AccessibleTextRole:
        if (side)
            return decided(column == Now ? it.saved : it.draft, role);
        return role == Qt::AccessibleTextRole ? QVariant(textOf(it, column)) : QVariant();
    }
    return {};
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Time"),      tr("Service"), tr("Client"),           tr("Sender"),
                              tr("Recipient"), tr("Now"),     tr("With your changes")};
    return titles[section];
}

} // namespace postern::ui
