// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/pins.h"
#include "ui/monitor/monitor_page.h"

#include <memory>

namespace postern::ui {

class SavedPolicies;

// Pinned mail: messages of the log that must be accepted, or refused, and what the saved settings make of
// them now.
class PinsPage : public MonitorPage {
    Q_OBJECT

public:
    explicit PinsPage(Console& console, QWidget* parent = nullptr);
    ~PinsPage() override;

    QString title() const override;
    void activate() override;
    void deactivate() override;

private:
    struct Line : LiveRow {
        preview::PinCheck check;
        preview::PinnedMail mail;
        bool decided = false; // false: the settings are not read yet

        bool operator==(const Line& other) const
        {
            return key == other.key && check == other.check && decided == other.decided;
        }
    };
    static const Column<Line> columns[];
    Line lineOf(const model::Pin& pin) const;

    void read() override;
    void showPins();
    QString emptyText() const override;
    QString countText(int shown) const override;
    void enableCommands() override;
    void unpin();
    void explain();
    void showInLog();

    LiveTableModel<Line>* m_model;
    QAction* m_unpin;
    QAction* m_explain;
    QAction* m_log;
    std::unique_ptr<SavedPolicies> m_policies; // while the page is in view
    std::vector<model::Pin> m_pins;
};

} // namespace postern::ui
