// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/service_notices.h"
#include "ui/data/service_state.h"

#include <QObject>
#include <QSystemTrayIcon>

#include <chrono>
#include <map>
#include <memory>
#include <optional>

class QMenu;

namespace postern::ui {

class LiveStatus;
class LocalEngine;

// The icon beside the clock, where the desktop has a place for one: the state of the engine, what was refused
// in the last hour, and a message for each notice that is new.
class Tray : public QObject {
    Q_OBJECT

public:
    Tray(LiveStatus& live, LocalEngine& local, QObject* parent = nullptr);
    ~Tray() override;

Q_SIGNALS:
    void windowWanted();
    void quitWanted();
    void chosen(const postern::ui::ServiceNotice& notice);
    void announced(const postern::ui::ServiceNotice& notice); // a message was shown

private:
    using Steady = std::chrono::steady_clock;

    void refresh();
    void fillMenu(const std::vector<ServiceNotice>& notices);
    void announce(const std::vector<ServiceNotice>& notices);

    LiveStatus& m_live;
    LocalEngine& m_local;
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon m_icon;
    std::vector<ServiceNotice> m_notices;
    std::map<QString, Steady::time_point> m_announced; // by text
    std::optional<ServiceNotice> m_newest;             // the one whose message is shown
    std::optional<ServiceState::Kind> m_kind;
};

} // namespace postern::ui
