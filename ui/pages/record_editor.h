// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <string>

class QAbstractItemModel;
class QAction;
class QHBoxLayout;
class QIcon;
class QStackedWidget;
class QTreeView;

namespace postern::ui {

class Form;

struct RecordTexts {
    std::string field; // "domains": how problems of these records begin
    QString listName;  // for screen readers: "Domains"
    QString add;       // "&New domain"
    QString remove;    // "&Remove domain"
    QString empty;     // what to do where there is none
};

// A list with its commands above, the fields of the selected row below. Knows nothing of what the rows are.
class RecordEditor : public QWidget {
    Q_OBJECT

public:
    // `records` must outlive it.
    RecordEditor(const RecordTexts& texts, QAbstractItemModel* records, QWidget* parent = nullptr);

    const RecordTexts& texts() const { return m_texts; }
    Form& form() { return *m_form; }
    QTreeView& view() { return *m_view; }
    QList<QAction*> commands() const { return m_commands; }
    // One more command for the selected row, with its button and its place in the menu.
    QAction* addRowCommand(const QString& name, const QIcon& icon, const QString& text);

    int currentRow() const; // -1: none
    void select(int row);
    void selectSomething(); // the first row where none is selected
    void focusFields();

Q_SIGNALS:
    void currentChanged();
    void addWanted();
    void removeWanted(int row);

private:
    void makeButton(QAction* action);
    QWidget* makeList();
    void update();

    RecordTexts m_texts;
    QAbstractItemModel* m_records;
    QAction* m_add;
    QAction* m_remove;
    QList<QAction*> m_commands;
    QList<QAction*> m_rowCommands; // need a selected row
    QHBoxLayout* m_bar;
    QStackedWidget* m_stack;
    QTreeView* m_view;
    Form* m_form;
};

} // namespace postern::ui
