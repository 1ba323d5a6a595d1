// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/import_preview.h"

#include "ui/lists/list_row.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QIcon>

namespace postern::ui {

using Outcome = ImportedFile::Outcome;

void ImportPreview::setFile(SharedFile file)
{
    beginResetModel();
    m_file = std::move(file);
    endResetModel();
}

void ImportPreview::setOutcome(std::optional<Outcome> outcome)
{
    beginResetModel();
    m_outcome = outcome;
    endResetModel();
}

QString ImportPreview::outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Entry:
        return tr("line of the list");
    case Outcome::Inexact:
        return tr("not just the same");
    case Outcome::LeftOut:
        return tr("not needed");
    case Outcome::Refused:
        return tr("refused");
    }
    return {};
}

const std::vector<ImportedFile::Row>& ImportPreview::rows() const
{
    return m_outcome ? m_file->byOutcome[std::size_t(*m_outcome)] : m_file->all;
}

int ImportPreview::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(rows().size());
}

int ImportPreview::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ImportPreview::result(const ImportedFile::Row& row) const
{
    return row.outcome == Outcome::Entry ? qt(m_file->import.entries[row.index].displayPattern())
                                         : outcomeText(row.outcome);
}

QString ImportPreview::meaning(const ImportedFile::Row& row) const
{
    if (row.outcome == Outcome::Entry) {
        const model::ListEntry& entry = m_file->import.entries[row.index];
        return meaningOf(entry.kind, entry.displayPattern());
    }
    const Error& reason = m_file->notes(row.outcome)[row.index].reason;
    const QString what = translatedWhat(reason);
    const QString hint = translatedHint(reason);
    return hint.isEmpty() ? what : tr("%1 — %2", "what is wrong, what to do").arg(what, hint);
}

QVariant ImportPreview::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ImportedFile::Row& row = rows()[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() == Line)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::DecorationRole && index.column() == Result && row.outcome == Outcome::Refused)
        return icon("dialog-cancel");
    if (role == Qt::DecorationRole && index.column() == Result && row.outcome == Outcome::Inexact)
        return icon("help-hint");
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Line:
        return role == Qt::DisplayRole ? QVariant(qulonglong(m_file->lineOf(row))) : QVariant();
    case Text:
        return m_file->textOf(row);
    case Result:
        return result(row);
    case Meaning:
        return meaning(row);
    default:
        return {};
    }
}

QVariant ImportPreview::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Line:
        return tr("Line");
    case Text:
        return tr("In the file");
    case Result:
        return tr("Becomes");
    case Meaning:
        return tr("Meaning");
    default:
        return {};
    }
}

} // namespace postern::ui
