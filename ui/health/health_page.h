// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/health.h"
#include "ui/shell/console_page.h"
#include "ui/shell/place.h"

#include <QPointer>

#include <array>
#include <vector>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace postern::ui {

class Console;
class HealthLook;

// Health check: each thing that a mail server needs to be well, what is wrong with it, and the way there. It
// begins when the page is first seen; what is found is shown as it comes.
class HealthPage : public ConsolePage {
    Q_OBJECT

public:
    explicit HealthPage(Console& console, QWidget* parent = nullptr);

    QString title() const override;
    QList<QAction*> commands() const override { return m_commands; }
    void activate() override;

    // What stands in the table, to be sent to somebody: a line each.
    QString report() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeTable();
    void makeCommands();
    QAction* addCommand(const char* name, const QString& text, const char* icon, void (HealthPage::*act)());
    void start();
    void stop();
    void take(const model::HealthFinding& finding);
    void end(const QString& trouble);
    void showRow(int row);
    void showSummary();
    void hideWell();
    void fitRows();
    void openCurrent();
    void copy();
    void enableCommands();

    Console& m_console;
    QPointer<HealthLook> m_look;
    bool m_begun = false;
    QString m_trouble;
    std::vector<model::HealthFinding> m_findings; // as in the table
    QLabel* m_mark;
    QLabel* m_summary;
    QCheckBox* m_onlyIll;
    QProgressBar* m_busy;
    QTableWidget* m_table;
    QList<QAction*> m_commands;
};

// The way to where it is put right.
Place placeOf(const model::HealthPlace& place);

} // namespace postern::ui
