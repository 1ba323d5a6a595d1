// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/monitor/connection_line.h"
#include "ui/monitor/monitor_page.h"

namespace postern::ui {

// Connections: the sessions that are open now, how far each is, and the way to end some.
class ConnectionsPage : public MonitorPage {
    Q_OBJECT

public:
    static constexpr int mostShown = 10'000;   // the newest; an engine shows fewer
    static constexpr int fewestOfMany = 5'000; // so many an engine shows at most

    explicit ConnectionsPage(Console& console, QWidget* parent = nullptr);

    QString title() const override;

private:
    void read() override;
    QString emptyText() const override;
    QString countText(int shown) const override;
    void enableCommands() override;
    void disconnectSelected();
    int open() const; // as the services count them, also those that are not shown

    LiveTableModel<ConnectionLine>* m_model;
    QAction* m_disconnect;
    QAction* m_log;
};

} // namespace postern::ui
