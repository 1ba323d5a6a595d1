// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/monitor/monitor_page.h"
#include "ui/monitor/queue_line.h"

class QComboBox;

namespace postern::ui {

class QueueDetail;

// Queue: what has been accepted and not reached everybody yet, why, and the orders about it: retry now, hold,
// release, remove. Each goes to the rows that are selected and shown, and to no others.
class QueuePage : public MonitorPage {
    Q_OBJECT

public:
    static constexpr int mostShown = 10'000; // recipients, those that are tried next

    explicit QueuePage(Console& console, QWidget* parent = nullptr);

    QString title() const override;

private:
    void makeFilter();
    void makeCommands();
    QAction* addOrder(const char* name, const QString& text, const char* icon, const QString& hint,
                      void (QueuePage::*act)());
    void read() override;
    void readHeader();
    bool accepts(int row) const override;
    bool filtered() const override;
    void clearFilter() override;
    QString emptyText() const override;
    QString countText(int shown) const override;
    void enableCommands() override;

    const model::QueueEntry& entry(int row) const { return m_model->record(row).entry; }
    QueueFilter state() const;
    bool engineLives(const std::string& node) const;
    bool isFor(std::string_view verb, int row) const; // whether an order would change it
    std::vector<std::string> argumentsOf(std::string_view verb, const std::vector<int>& rows) const;
    void send(std::string_view verb);
    void retry() { send(model::queueRetry); }
    void hold() { send(model::queueHold); }
    void release() { send(model::queueRelease); }
    void remove();

    LiveTableModel<QueueLine>* m_model;
    QComboBox* m_state;
    QueueDetail* m_detail;
    QAction* m_retry;
    QAction* m_hold;
    QAction* m_release;
    QAction* m_remove;
    QAction* m_log;
    bool m_more = false; // there are others that are not shown
};

} // namespace postern::ui
