// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/prompter.h"
#include "ui/lists/list_commands.h"
#include "ui/lists/list_table_model.h"
#include "ui/lists/list_tester.h"
#include "ui/lists/list_text.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;
class QUndoStack;
class QVBoxLayout;

namespace postern::ui {

class ListTable;

// One tab of the Black List and Exceptions dialogs: filter, commands, the lines, the tester, and below what
// the dialog adds. Every change is a step on the undo stack.
class ListPage : public QWidget {
    Q_OBJECT

public:
    ListPage(model::ListColor color, model::ListKind kind, model::Id service, QUndoStack& undo,
             Prompter& prompter, std::string author);
    ~ListPage() override;

    ListTableModel& list() { return *m_model; }
    const ListTableModel& list() const { return *m_model; }
    ListTester& tester() { return *m_tester; }
    // Below the tester: check boxes, explanations.
    void addBelow(QWidget* widget);

    // Selects the line, also where the filter hides it.
    void show(int position);
    // Adds what `read` returns at the end; what is there already is left out. Says how many. Both take their
    // time for many lines and happen in the background.
    using Read = std::function<std::vector<ListRow>()>;
    void addLines(Read read, const QString& undoText);
    // Whether lines are on their way into the list: it is not yet what the user means it to be.
    bool isReading() const { return m_reading > 0; }
    void importFile(const QString& file);
    void exportFile(const QString& file);
    // Stops before the lines are loaded anew: a line that was only begun goes away.
    void dropBlank();

Q_SIGNALS:
    void edited();
    void revealed(); // an undone step happened here

private:
    struct Added;
    void makeWidgets();
    void connectAll();
    void makeCommands(class QHBoxLayout& bar);
    QMenu* makeMenu();
    class QAction* command(const QString& text, void (ListPage::*run)());
    void add();
    void editSelected();
    void editPattern();
    void removeSelected();
    void removeLines(const ListTableModel::Positions& positions, const QString& undoText);
    void sortOutKnown(std::shared_ptr<Added> added, const QString& undoText);
    void takeAdded(Added& added, const QString& undoText);
    void import();
    void exportLines();
    void takeImport(const QString& file, TextLines lines);
    void enableSelected()
    {
        changeSelected(tr("Switch On"), [](ListRow& row) { row.entry.enabled = true; });
    }
    void disableSelected()
    {
        changeSelected(tr("Switch Off"), [](ListRow& row) { row.entry.enabled = false; });
    }
    void shareSelected()
    {
        changeSelected(tr("Apply to All Services"), [](ListRow& row) { row.entry.service = 0; });
    }
    void ownSelected();
    void copySelected();
    void pasteLines();
    void addExpiryMenu(QMenu& menu);
    void changeSelected(const QString& undoText, const std::function<void(ListRow&)>& change);
    void takeEdit(int position, const ListRow& row);
    void push(QUndoCommand* step) { m_undo.push(step); }
    void reveal(int position);
    void update();
    void explainCurrent();
    void say(const QString& note);
    QString emptyText() const;

    model::Id m_service;
    QUndoStack& m_undo;
    Prompter& m_prompter;
    std::string m_author;
    ListTableModel* m_model;
    QLineEdit* m_filter;
    ListTable* m_table;
    QLabel* m_note;
    QLabel* m_count;
    ListTester* m_tester;
    QVBoxLayout* m_below;
    QPushButton* m_edit = nullptr;
    QPushButton* m_remove = nullptr;
    QList<class QAction*> m_onSelection; // commands that need a selected line
    model::Id m_blank = 0;               // a line that was begun by Add and in which nothing stands yet
    int m_reading = 0;                   // additions in the background
};

} // namespace postern::ui
