// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/import_preview.h"

#include <QTableView>

class QComboBox;

namespace postern::ui {

// What each line of a file becomes, to be looked at before anything is taken, and the choice which lines of
// it are shown.
class PreviewTable : public QTableView {
    Q_OBJECT

public:
    explicit PreviewTable(QWidget* parent = nullptr);

    // The choice: to be placed, with its label, by whoever shows the table.
    QComboBox* choice() const { return m_choice; }

    void setFile(SharedFile file); // what is chosen stays chosen
    void showOnly(std::optional<ImportedFile::Outcome> outcome);
    const SharedFile& file() const { return m_preview->file(); }

private:
    void fillChoice();
    void choose();

    ImportPreview* m_preview;
    QComboBox* m_choice;
};

} // namespace postern::ui
