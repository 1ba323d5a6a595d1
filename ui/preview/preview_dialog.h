// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/log/log_filter.h"
#include "ui/preview/preview_job.h"
#include "ui/preview/preview_model.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace postern::ui {

class TextBlock;

// "What would this change?": the log of the last days, decided again by what stands in a dialog and is not
// saved yet. Says how much would come out otherwise, shows what, and why.
class PreviewDialog : public QDialog {
    Q_OBJECT

public:
    // `where`: the store. `about`: the title of the dialog that is edited.
    PreviewDialog(const QString& where, const QString& about, EditMaker edit, QWidget* parent = nullptr);
    ~PreviewDialog() override;

    // [What would this change?], for the dialogs and pages that have it.
    static QPushButton* makeButton(QWidget* parent);
    // Shows one over the dialog that is edited; gone when it is closed.
    static void open(const QString& where, const QString& about, EditMaker edit, QWidget* over);

private:
    QWidget* makeTop();
    void makeTable();
    void begin();
    void setBusy(bool busy);
    void take(const PreviewJob::Answer& answer);
    void showFailure(const QString& why);
    void fillEffects();
    QString summary() const;
    QStringList notes() const;
    void showCurrent();
    static QString reason(const policy::Explanation& explanation, const preview::Decided& decided);

    PreviewJob m_job;
    PreviewJob::Answer m_answer;
    PreviewModel* m_model;
    QComboBox* m_period;
    QProgressBar* m_progress;
    QPushButton* m_stop;
    QLabel* m_summary;
    QLabel* m_notes;
    QComboBox* m_effect;
    QTableView* m_table;
    TextBlock* m_reason;
};

} // namespace postern::ui
