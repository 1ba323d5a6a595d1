// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "model/probe_step.h"

#include <QDialog>
#include <QPointer>

#include <functional>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace postern::ui {

class ConnectionTest;

// Runs a test of a connection and shows each step as it comes: what was tried, what came of it, how long it
// took.
class ConnectionTestDialog : public QDialog {
    Q_OBJECT

public:
    struct Texts {
        QString title;
        QString intro; // what is tried
        QString good;  // what it means that all went well
        QString bad;
    };
    // Makes a test that runs, and is the given object's.
    using Begin = std::function<ConnectionTest*(QObject* parent)>;

    ConnectionTestDialog(Texts texts, Begin begin, QWidget* parent = nullptr);

    // A field over the steps, for what is to be tried besides; Return tries again.
    QLineEdit* addInput(const QString& label, const QString& placeholder);

    // What stands in the window, to be sent to somebody: a line each.
    QString report() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Column { Step, Result, Took, Text, ColumnCount };

    void makeTable();
    void start();
    void cancel();
    void take(const model::ProbeStep& step);
    void end(model::ProbeStep::Verdict verdict, const QString& words);
    void fitRows();

    Texts m_texts;
    Begin m_begin;
    QPointer<ConnectionTest> m_test;
    bool m_noted = false; // a step says to take note
    QTableWidget* m_steps;
    QProgressBar* m_busy;
    QLabel* m_mark;
    QLabel* m_state;
    QPushButton* m_copy;
    QPushButton* m_again;
    QPushButton* m_cancel;
};

} // namespace postern::ui
