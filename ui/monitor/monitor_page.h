// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "ui/monitor/live_table_model.h"
#include "ui/shell/console_page.h"

#include <QTimer>

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

class QAbstractItemModel;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace postern::ui {

class Console;

// A page over what is now, as the engines write it: a list that is read again while it is looked at, a
// filter, commands for the rows that are selected. Rows keep their selection and the list its place while it
// is refreshed. A derived class reads, and says what the columns and the commands are.
class MonitorPage : public ConsolePage {
    Q_OBJECT

public:
    ~MonitorPage() override;

    QList<QAction*> commands() const override { return m_commands; }
    void activate() override;
    void deactivate() override;

protected:
    struct Texts {
        QString name;   // of the page and of its settings: "bans"
        QString list;   // what the table is called
        QString filter; // the placeholder in the filter
    };
    MonitorPage(Console& console, const Texts& texts, QWidget* parent);

    // Once, at the end of the constructor. `letters`: the widths of the columns; the last has the rest.
    void setList(QAbstractItemModel* model, const LiveRows* rows, std::span<const int> letters, int sortedBy);

    // Reads from the store, and ends in take() or failed(). Never called again before.
    virtual void read() = 0;
    template <class T>
    void take(LiveTableModel<T>& model, std::vector<T> rows)
    {
        const Position before = position();
        if (!model.merge(std::move(rows)))
            restore(before);
        taken();
    }
    void failed(const Error& error);
    void refresh(); // soon, where the page is in view
    // Once a second while it is in view.
    virtual void tick();

    virtual bool accepts(int row) const; // beside what is typed into the filter
    virtual bool filtered() const;       // whether accepts() may say no
    virtual void clearFilter();
    void filterAgain();

    virtual QString emptyText() const = 0;          // what this page is, when there is nothing
    virtual QString countText(int shown) const = 0; // beneath the list
    virtual void enableCommands() = 0;              // whenever something else is selected or shown
    std::vector<int> selected() const;              // rows of the model that are selected and shown

    // Tells the engines; says so where that does not work. `arguments`: one order each.
    void order(std::string_view verb, const std::vector<std::string>& arguments);

    QAction* addCommand(const char* name, const QString& text, const char* icon, bool button = true);
    void addSeparator();
    QHBoxLayout& filterBar() { return *m_bar; }
    void addDetail(QWidget* detail); // below the list
    QTreeView& table() { return *m_table; }
    Console& console() const { return m_console; }

private:
    class Filter;
    void makeTable(const Texts& texts);
    QWidget* makeMessage();
    void makeCommonCommands();
    void readNow();
    void update();
    void showMessage(const QString& text, bool mayClear);
    void copyRows();
    struct Position {
        std::set<std::string> selected; // keys
        int scrolled = 0;
    };
    Position position() const;
    void restore(const Position& position);
    void taken();

    Console& m_console;
    const QString m_name;
    const LiveRows* m_rows = nullptr;
    Filter* m_filtered;
    QLineEdit* m_words;
    QHBoxLayout* m_bar;
    QStackedWidget* m_stack;
    QTreeView* m_table;
    QLabel* m_message;
    QPushButton* m_clear;
    QSplitter* m_splitter;
    QLabel* m_count;
    QHBoxLayout* m_buttons;
    QList<QAction*> m_commands;
    QString m_problem;
    QTimer m_pause; // between two readings
    QTimer m_clock;
    bool m_active = false;
    bool m_read = false; // once at least
    bool m_reading = false;
    bool m_stale = true;
};

} // namespace postern::ui
