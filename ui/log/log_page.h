// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/log/log_filter.h"
#include "ui/shell/console_page.h"

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace postern::ui {

class Console;
class EventDetail;
class EventModel;
class LogFilterBar;

// Rejected mail: what was refused (and, behind a filter, what was accepted), why, and the way to the setting
// that made it so.
class LogPage : public ConsolePage {
    Q_OBJECT

public:
    explicit LogPage(Console& console, QWidget* parent = nullptr);
    ~LogPage() override;

    QString title() const override;
    QList<QAction*> commands() const override { return m_commands; }
    void activate() override;
    void deactivate() override;

    // Refused mail of one service; "" for all.
    void showRejections(const std::string& service);
    // Just this.
    void ask(const LogFilter& filter);
    // All that the log has of an address, an IP or a reference.
    void search(const QString& text);

private:
    void makeTable();
    QWidget* makeMessage();
    void makeCommands();
    QAction* addCommand(const char* name, const QString& text, void (LogPage::*act)());
    void followLive();
    void refreshState();
    void showMessage(const QString& text, const QString& button, void (LogPage::*act)());
    void showEmptyState();
    void showTable();
    void showCurrent();
    void holdPosition(int first, int last);
    void enableCommands();
    void searchEverything();
    void tryAgain();

    void copyRow();
    void copyReference();
    void explainSession();
    void pin();
    void unpin();
    void narrowToClient();
    void narrowToSender();
    void narrowToRecipient();
    void narrowTo(const std::string& text);

    Console& m_console;
    EventModel* m_model;
    LogFilterBar* m_bar;
    QStackedWidget* m_stack;
    QTableView* m_table;
    QLabel* m_message;
    QPushButton* m_messageButton;
    EventDetail* m_detail;
    QSplitter* m_splitter;
    QList<QAction*> m_commands;
    void (LogPage::*m_messageAction)() = nullptr;
    model::Id m_pin = 0;   // the pin that holds what is shown, or 0
    model::Id m_shown = 0; // the event in the detail pane, or on its way there
    bool m_active = false;
};

} // namespace postern::ui
