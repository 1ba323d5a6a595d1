// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notice_button.h"

#include "ui/widgets/icons.h"

#include <QMenu>

namespace postern::ui {

namespace {

constexpr int longestText = 30; // in characters; the rest is in the tool tip

// A service's name may have any character.
QString asItIs(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

NoticeButton::NoticeButton(QWidget* parent)
    : QToolButton(parent)
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("statusNotices"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setIcon(stateIcon(ServiceState::Kind::Failed));
    connect(this, &QToolButton::clicked, this, [this] {
        if (m_notices.size() == 1)
            Q_EMIT chosen(m_notices.front());
    });
    hide();
}

void NoticeButton::showNotices(const std::vector<ServiceNotice>& notices)
{
    if (notices == m_notices)
        return; // a menu that is open stays
    m_notices = notices;
    setVisible(!notices.empty());
    if (notices.empty())
        return;
    const int more = int(notices.size()) - 1;
    const QString whole = notices.front().text;
    const QString first =
        fontMetrics().elidedText(whole, Qt::ElideRight, fontMetrics().averageCharWidth() * longestText);
    setText(asItIs(more == 0 ? first : tr("%1 (and %n more)", nullptr, more).arg(first)));
    QStringList all;
    for (const ServiceNotice& notice : notices)
        all += notice.text;
    setToolTip(all.join(u'\n'));
    setAccessibleName(all.join(QStringLiteral("; ")));
    setMenu(more > 0 ? m_menu : nullptr);
    setPopupMode(more > 0 ? QToolButton::InstantPopup : QToolButton::DelayedPopup);
    fillMenu();
}

void NoticeButton::fillMenu()
{
    m_menu->clear();
    for (const ServiceNotice& notice : m_notices) {
        QAction* action = m_menu->addAction(asItIs(notice.text));
        connect(action, &QAction::triggered, this, [this, notice] { Q_EMIT chosen(notice); });
    }
}

} // namespace postern::ui
