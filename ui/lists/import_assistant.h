// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/import_job.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace postern::ui {

class PreviewTable;
class Prompter;

// Shows what each line of a file would become before anything is taken: in which format it is read, which
// lines become entries and what these mean, which are refused and why. Accepted: file() is to be taken; where
// lines were refused, the user has ticked that the rest is to be taken without them.
class ImportAssistant : public QDialog {
    Q_OBJECT

public:
    // Reads `file` in the background, or begins with what was `read` already.
    ImportAssistant(const QString& file, const SharedFile& read, model::ListColor color, model::ListKind kind,
                    Prompter& prompter, QWidget* parent);

    const SharedFile& file() const;

private:
    void makeWidgets();
    QWidget* makeTop();
    QWidget* makeBottom();
    void showFile(const SharedFile& file);
    void fillFormats();
    void chooseFormat();
    void saveRefused();
    void update();
    QString summary() const;

    QString m_name;
    Prompter& m_prompter;
    ImportJob* m_job;
    QComboBox* m_format;
    QLabel* m_hint;
    QLabel* m_summary;
    PreviewTable* m_table;
    QProgressBar* m_progress;
    QCheckBox* m_rest;
    QPushButton* m_save;
    QPushButton* m_take = nullptr;
};

// "CSV with a header", "Postfix access map"
QString formatText(model::ListFormat format);

} // namespace postern::ui
