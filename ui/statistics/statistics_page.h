// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/console_page.h"
#include "ui/statistics/statistics_view.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTreeWidget;

namespace postern::ui {

class Console;
class StatisticsChart;

// Statistics: what was accepted and refused over time, by outcome, check, service, client network or sender's
// domain, and who or what is refused most. From counters; a bar and a row lead into the log.
class StatisticsPage : public ConsolePage {
    Q_OBJECT

public:
    explicit StatisticsPage(Console& console, QWidget* parent = nullptr);
    ~StatisticsPage() override;

    QString title() const override;
    QList<QAction*> commands() const override { return m_commands; }
    void activate() override;
    void deactivate() override;

    StatisticsChoice choice() const;

private:
    void makeChoices();
    QWidget* makeContent();
    QWidget* makeMessage();
    void makeCommands();
    QAction* addCommand(const char* name, const QString& text, const char* icon,
                        void (StatisticsPage::*act)());
    QComboBox* addBox(const char* name, const QString& label);

    void choose();
    void refresh();
    void readNow();
    void take(StatisticsReading reading);
    void showReading();
    void showTable();
    void showMessage(const QString& text, const QString& button, void (StatisticsPage::*act)());
    void openBar(int series, int span);
    void openRow();
    void openServices();
    void showAll();
    void enableCommands();
    void exportPicture();
    void exportTable();
    void save(const QString& file, std::function<bool(const QString& file)> write);
    QString proposal(const char* suffix) const;

    Console& m_console;
    QComboBox* m_period = nullptr;
    QComboBox* m_group = nullptr;
    QComboBox* m_shown = nullptr;
    QLabel* m_sum;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    StatisticsChart* m_chart;
    QTreeWidget* m_table;
    QLabel* m_message;
    QPushButton* m_messageButton;
    void (StatisticsPage::*m_messageAction)() = nullptr;
    QList<QAction*> m_commands;
    std::optional<StatisticsReading> m_reading; // what is shown
    std::vector<StatisticsLine> m_lines;
    std::vector<StatisticsRow> m_rows;
    QTimer m_pause;
    int m_asked = 0; // number of the newest question: answers of older ones do not count
    bool m_busy = false;
    bool m_stale = false;
    bool m_active = false;
};

} // namespace postern::ui
