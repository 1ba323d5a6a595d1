// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notice_button.h"

#include "ui/widgets/icons.h"

#include <QMenu>

#include <algorithm>

namespace postern::ui {

namespace {

constexpr int shortestText = 16; // in characters; all of it is in the tool tip

// A service's name may have any character.
QString asItIs(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace

QIcon noticeIcon(const ServiceNotice& notice)
{
    return stateIcon(notice.down ? ServiceState::Kind::Failed : ServiceState::Kind::NoEngine);
}

NoticeButton::NoticeButton(QWidget* parent)
    : QToolButton(parent)
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("statusNotices"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
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
    setIcon(noticeIcon(notices.front()));
    const bool several = notices.size() > 1;
    QStringList all;
    for (const ServiceNotice& notice : notices)
        all += notice.text;
    setToolTip(all.join(u'\n'));
    setAccessibleName(all.join(QStringLiteral("; ")));
    setMenu(several ? m_menu : nullptr);
    setPopupMode(several ? QToolButton::InstantPopup : QToolButton::DelayedPopup);
    fillMenu();
    fitText();
}

void NoticeButton::setRoom(int width)
{
    if (width == m_room)
        return;
    m_room = width;
    fitText();
}

void NoticeButton::fitText()
{
    if (m_notices.empty())
        return;
    const int more = int(m_notices.size()) - 1;
    const auto textFor = [more](const QString& first) {
        return asItIs(more == 0 ? first : tr("%1 (and %n more)", nullptr, more).arg(first));
    };
    setText(textFor({}));
    const int least = fontMetrics().averageCharWidth() * shortestText;
    const int room = std::max(m_room - sizeHint().width(), least);
    setText(textFor(fontMetrics().elidedText(m_notices.front().text, Qt::ElideMiddle, room)));
}

void NoticeButton::fillMenu()
{
    m_menu->clear();
    for (const ServiceNotice& notice : m_notices) {
        QAction* action = m_menu->addAction(noticeIcon(notice), asItIs(notice.text));
        connect(action, &QAction::triggered, this, [this, notice] { Q_EMIT chosen(notice); });
    }
}

} // namespace postern::ui
