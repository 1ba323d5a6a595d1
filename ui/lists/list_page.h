// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/prompter.h"
#include "ui/lists/list_commands.h"
#include "ui/lists/list_table_model.h"
#include "ui/lists/list_tester.h"
#include "ui/lists/list_text.h"

#include <memory>

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;
class QUndoStack;
class QVBoxLayout;

namespace postern::ui {

class ListTable;
struct ImportedFile;

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
    // How many entries come from files, of how many, and how many more cannot be read here.
    void showFiles(qint64 entries, int files, int unread);
    // Below the tester: check boxes, explanations.
    void addBelow(QWidget* widget);

    // Selects the line, also where the filter hides it.
    void show(int position);
    // The whole list is on its way: until the last line is there nothing can be edited.
    void setArriving(bool arriving);
    // Adds what `read` returns at the end; what is there already is left out. Says how many. Both take their
    // time for many lines and happen in the background.
    using Read = std::function<std::vector<ListRow>()>;
    void addLines(Read read, const QString& undoText);
    // Whether lines are on their way into the list: it is not yet what the user means it to be.
    bool isReading() const { return m_reading > 0; }
    bool isArriving() const { return m_model->isArriving(); }
    // Plain text in which nothing is wrong is taken; anything else is shown by ImportAssistant before.
    void importFile(const QString& file);
    void exportFile(const QString& file);
    // Stops before the lines are loaded anew: a line that was only begun goes away.
    void dropBlank();

Q_SIGNALS:
    void edited();
    void revealed();    // an undone step happened here
    void filesWanted(); // to see the files that entries come from

private:
    struct Added;
    void makeWidgets();
    void connectAll();
    void makeCommands(QHBoxLayout& bar);
    QMenu* makeMenu();
    QAction* command(const QString& text, void (ListPage::*run)());
    void add();
    void editSelected();
    void editPattern();
    void removeSelected();
    void removeLines(const ListTableModel::Positions& positions, const QString& undoText);
    void sortOutKnown(std::shared_ptr<Added> added, const QString& undoText);
    void takeAdded(Added& added, const QString& undoText);
    void import();
    void exportLines();
    void importWithPreview();
    QString askForFile();
    void preview(const QString& file, const std::shared_ptr<const ImportedFile>& read);
    void takeImport(const QString& file, const std::shared_ptr<const ImportedFile>& read);
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
    using ChangeDraft = std::function<ListDraft(ListDraft, ListTableModel::Positions&)>;
    void changeMany(ListTableModel::Positions positions, ChangeDraft change, ListTableModel::Change what,
                    const QString& undoText, std::function<void()> then);
    void takeEdit(int position, const ListRow& row);
    void push(QUndoCommand* step) { m_undo.push(step); }
    void reveal(int position);
    void update();
    void explainCurrent();
    void say(const QString& note);
    QString emptyText() const;
    QString countText() const;

    model::Id m_service;
    QUndoStack& m_undo;
    Prompter& m_prompter;
    std::string m_author;
    ListTableModel* m_model;
    QLineEdit* m_filter;
    ListTable* m_table;
    QLabel* m_note;
    QLabel* m_count;
    QLabel* m_files;
    ListTester* m_tester;
    QVBoxLayout* m_below;
    QPushButton* m_add = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_export = nullptr;
    QAction* m_paste = nullptr;
    QAction* m_preview = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_remove = nullptr;
    QList<QAction*> m_onSelection; // commands that need a selected line
    model::Id m_blank = 0;         // a line that was begun by Add and in which nothing stands yet
    int m_reading = 0;             // additions in the background
};

} // namespace postern::ui
