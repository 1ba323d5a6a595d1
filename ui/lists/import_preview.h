// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/import_job.h"

#include <QAbstractTableModel>

#include <optional>

namespace postern::ui {

// What each line of a file becomes, as a table: its number, its text, what comes of it, and what that means
// or why it is so. Works out what it shows when it is shown: a million lines cost nothing.
class ImportPreview : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Line, Text, Result, Meaning, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setFile(SharedFile file);
    // nullopt: all.
    void setOutcome(std::optional<ImportedFile::Outcome> outcome);
    const SharedFile& file() const { return m_file; }

    static QString outcomeText(ImportedFile::Outcome outcome);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const std::vector<ImportedFile::Row>& rows() const;
    QString meaning(const ImportedFile::Row& row) const;
    QString result(const ImportedFile::Row& row) const;

    SharedFile m_file = std::make_shared<ImportedFile>();
    std::optional<ImportedFile::Outcome> m_outcome;
};

} // namespace postern::ui
