// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/service_notices.h"

#include <QToolButton>

namespace postern::ui {

// Red where the service is down, amber otherwise.
QIcon noticeIcon(const ServiceNotice& notice);

// What should be seen to, in the status bar: a click leads there, or lists the notices where there are more
// than one. Hidden where there is none.
class NoticeButton : public QToolButton {
    Q_OBJECT

public:
    explicit NoticeButton(QWidget* parent = nullptr);

    void showNotices(const std::vector<ServiceNotice>& notices);
    // How wide it may be; what does not fit is left out in the middle.
    void setRoom(int width);

Q_SIGNALS:
    void chosen(const postern::ui::ServiceNotice& notice);

private:
    void fitText();
    void fillMenu();

    std::vector<ServiceNotice> m_notices;
    QMenu* m_menu;
    int m_room = 0;
};

} // namespace postern::ui
