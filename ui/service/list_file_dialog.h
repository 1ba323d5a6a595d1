// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/lists/import_job.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <vector>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace postern::ui {

class Form;
class PreviewTable;
class ProblemLabel;
class Prompter;

// A file that a list subscribes to, and whether it is the one service's list or that of all.
struct ListFileRow : model::Subscription {
    bool shared = false;

    bool operator==(const ListFileRow&) const = default;
};

// One of these files: where it is and which list its lines belong to. Reads it, as the engine will, and shows
// what its lines become. Changes nothing: value() is what is to be subscribed to.
class ListFileDialog : public QDialog {
    Q_OBJECT

public:
    // `others`: what the service and all services subscribe to besides. `store`: where relative paths begin.
    ListFileDialog(const ListFileRow& file, std::vector<ListFileRow> others, const QString& store,
                   Prompter& prompter, QWidget* parent);

    ListFileRow value() const;

private:
    void fillForm(Form& form);
    QWidget* makePreview();
    void connectAll();
    void choose();
    void readSoon();
    void read();
    void showRead(const SharedFile& file);
    void update();
    QString wrong() const; // what keeps it from being saved; "" where nothing
    QString found() const; // what is in the file
    QString doubt() const; // why that is perhaps not what was meant; "" where it is

    const std::vector<ListFileRow> m_others;
    const std::string m_store;
    Prompter& m_prompter;
    QLineEdit* m_file;
    QPushButton* m_choose;
    QComboBox* m_kind;
    QComboBox* m_color;
    QComboBox* m_scope;
    QCheckBox* m_enabled;
    QLabel* m_found;
    ProblemLabel* m_trouble;
    QWidget* m_show; // the choice of lines, with its label
    PreviewTable* m_preview;
    QDialogButtonBox* m_buttons;
    std::unique_ptr<ImportJob> m_job; // while it is read
    int m_percent = 0;
    SharedFile m_read; // nullptr: not yet
    QTimer m_delay;
};

} // namespace postern::ui
