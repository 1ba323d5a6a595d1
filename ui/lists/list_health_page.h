// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/save_edit.h"
#include "ui/lists/list_health_model.h"
#include "ui/shell/console_page.h"

#include <QTimer>

#include <set>
#include <stop_token>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;

namespace postern::ui {

class Console;

// List health: entries of all lists that are superfluous or doubtful, and why; the way to each of them, and
// to remove many at once, as one revision that can be taken back. Looks at the lists when it comes into view
// and when a revision was saved, in the background.
class ListHealthPage : public ConsolePage {
    Q_OBJECT

public:
    explicit ListHealthPage(Console& console, QWidget* parent = nullptr);
    ~ListHealthPage() override;

    QString title() const override;
    QList<QAction*> commands() const override { return m_commands; }
    void activate() override;
    void deactivate() override;

private:
    QWidget* makeTop();
    void makeTable();
    QWidget* makeMessage();
    QWidget* makeBottom();
    QAction* addCommand(const char* name, const QString& text, const char* icon);
    void makeCommands();
    void refresh(); // soon
    void look();
    void examined(const SharedHealth& data);
    void stop();
    void fillKinds();
    void filter();
    void showMessage(const QString& text);
    void update();

    std::vector<int> selectedRows() const;
    std::set<std::size_t> selectedEntries() const;
    void goTo();
    void cleanUpSelected(bool remove);
    void saved(const SaveAnswer& answer);
    void undo();
    void undone(const SaveAnswer& answer);
    void selectHarmless();

    Console& m_console;
    ListHealthModel* m_model;
    QComboBox* m_kind;
    QLineEdit* m_words;
    QSpinBox* m_unhit;
    QStackedWidget* m_stack;
    QTableView* m_table;
    QLabel* m_message;
    QLabel* m_count;
    QProgressBar* m_busy;
    QHBoxLayout* m_buttons;
    QList<QAction*> m_commands;
    QAction* m_goTo = nullptr;
    QAction* m_switchOff = nullptr;
    QAction* m_remove = nullptr;
    QAction* m_undo = nullptr;
    QTimer m_soon;
    std::stop_source m_stop; // of what is under way
    int m_run = 0;           // counts them, and the filters
    int m_filtering = 0;
    std::int64_t m_cleaned = 0; // the revision of the last clean-up; 0: none, or taken back
    std::int64_t m_newest = 0;  // of the store, as far as is known
    bool m_active = false;
    bool m_looked = false; // once at least
    bool m_stale = true;
    bool m_looking = false;
    bool m_saving = false;
};

} // namespace postern::ui
