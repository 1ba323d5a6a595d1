// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"
#include "ui/monitor/monitor_page.h"

namespace postern::ui {

// Temporary bans: which clients are kept out for a while, why and until when, and the way to let them in
// again.
class BansPage : public MonitorPage {
    Q_OBJECT

public:
    static constexpr std::size_t mostShown = 10'000; // those that end first

    explicit BansPage(Console& console, QWidget* parent = nullptr);

    QString title() const override;

private:
    struct Line : LiveRow {
        store::BanRow ban;
        bool operator==(const Line& other) const
        {
            return key == other.key && ban.until == other.ban.until && ban.reason == other.ban.reason;
        }
    };
    struct Reading;
    static const Column<Line> columns[];
    static Line lineOf(store::BanRow ban);

    void read() override;
    void tick() override;
    QString emptyText() const override;
    QString countText(int shown) const override;
    void enableCommands() override;
    void lift();

    LiveTableModel<Line>* m_model;
    QAction* m_lift;
    QAction* m_log;
    std::size_t m_total = 0; // also those that are not shown
};

} // namespace postern::ui
