// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tray.h"

#include "ui/data/live_status.h"
#include "ui/data/local_engine.h"
#include "ui/shell/notice_button.h"
#include "ui/shell/status_summary.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace postern::ui {

namespace {

using Kind = ServiceState::Kind;

constexpr auto quiet = std::chrono::minutes(10); // what comes and goes is not told each time

// The program's own mark, with the state in its corner where that is not as it should be.
QIcon trayIcon(Kind kind)
{
    const QIcon mark(QStringLiteral(":/icons/postern.svg"));
    if (kind == Kind::Running)
        return mark;
    QIcon icon;
    for (const int side : {16, 22, 32, 48, 64}) {
        QPixmap pixmap = mark.pixmap(QSize(side, side), 1.0);
        QPainter painter(&pixmap);
        const int badge = side * 5 / 8;
        stateIcon(kind).paint(&painter, QRect(side - badge, side - badge, badge, badge));
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace

Tray::Tray(LiveStatus& live, LocalEngine& local, QObject* parent)
    : QObject(parent)
    , m_live(live)
    , m_local(local)
    , m_menu(std::make_unique<QMenu>())
    , m_icon(this)
{
    m_icon.setObjectName(QStringLiteral("tray"));
    m_icon.setContextMenu(m_menu.get());
    connect(&live, &LiveStatus::changed, this, &Tray::refresh);
    connect(&local, &LocalEngine::changed, this, &Tray::refresh);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            Q_EMIT windowWanted();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] {
        if (m_newest)
            Q_EMIT chosen(*m_newest);
    });
    fillMenu({});
    refresh();
    m_icon.setVisible(QSystemTrayIcon::isSystemTrayAvailable());
}

Tray::~Tray() = default;

void Tray::refresh()
{
    const Overview& overview = m_live.overview();
    const StatusTexts texts =
        statusTexts(overview, m_live.trouble(), m_local, QCoreApplication::applicationPid());
    const auto notices = serviceNotices(overview);
    const bool noted = texts.kind == Kind::Running && !notices.empty();
    const Kind kind = noted ? Kind::NoEngine : texts.kind; // whose mark is the amber one
    if (m_kind != kind)
        m_icon.setIcon(trayIcon(kind));
    m_kind = kind;
    QStringList lines{overview.configuration.server.hostname.empty()
                          ? tr("Postern")
                          : qt(overview.configuration.server.hostname),
                      texts.engine};
    if (!texts.traffic.isEmpty())
        lines += texts.traffic;
    for (const ServiceNotice& notice : notices)
        lines += notice.text;
    m_icon.setToolTip(lines.join(u'\n'));
    if (notices == m_notices)
        return;
    fillMenu(notices);
    announce(notices);
    m_notices = notices;
}

void Tray::fillMenu(const std::vector<ServiceNotice>& notices)
{
    m_menu->clear();
    for (const ServiceNotice& notice : notices) {
        QString text = notice.text;
        QAction* action = m_menu->addAction(noticeIcon(notice), text.replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, notice] { Q_EMIT chosen(notice); });
    }
    if (!notices.empty())
        m_menu->addSeparator();
    QAction* window = m_menu->addAction(tr("&Show the window"));
    m_menu->setDefaultAction(window);
    connect(window, &QAction::triggered, this, &Tray::windowWanted);
    connect(m_menu->addAction(icon("application-exit"), tr("&Quit")), &QAction::triggered, this,
            &Tray::quitWanted);
}

void Tray::announce(const std::vector<ServiceNotice>& notices)
{
    const auto now = Steady::now();
    std::erase_if(m_announced, [now](const auto& item) { return now - item.second > quiet; });
    for (const ServiceNotice& notice : notices) {
        const bool known = std::find(m_notices.begin(), m_notices.end(), notice) != m_notices.end();
        if (known || !m_announced.emplace(notice.text, now).second)
            continue;
        m_newest = notice;
        m_icon.showMessage(tr("Postern"), notice.text, QSystemTrayIcon::Warning);
        Q_EMIT announced(notice);
    }
}

} // namespace postern::ui
