// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"
#include "ui/shell/console_page.h"
#include "ui/widgets/record_table_model.h"

class QLabel;
class QListView;
class QPushButton;
class QStackedWidget;
class QStringListModel;
class QTableView;

namespace postern::ui {

class Console;

// Every revision of the configuration, newest first: who saved it, when, what it changed in words; and the
// way back to any of them.
class HistoryPage : public ConsolePage {
    Q_OBJECT

public:
    explicit HistoryPage(Console& console, QWidget* parent = nullptr);

    QString title() const override;
    QList<QAction*> commands() const override;

private:
    void makeTable();
    void readNewest();
    void readOlder();
    void take(std::vector<store::Revision> newest);
    void showMessage(const QString& text);
    void showCurrent();
    void showChanges(const Result<QStringList>& changes);
    void enableRestore();
    void restore();
    void tellFailure(const QString& why);
    const store::Revision* current() const;

    Console& m_console;
    RecordTableModel<store::Revision> m_model;
    QStackedWidget* m_stack;
    QLabel* m_message;
    QTableView* m_table;
    QLabel* m_heading;
    QListView* m_list;
    QStringListModel* m_changes;
    QPushButton* m_restore;
    QAction* m_restoreAction;
    std::int64_t m_shown = -1;   // the revision whose changes are shown, or on their way
    std::int64_t m_restored = 0; // the revision that a restore made, until it is shown
    bool m_complete = false;     // there is nothing older
    bool m_reading = false;      // older ones are on their way
};

} // namespace postern::ui
