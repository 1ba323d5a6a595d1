// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"
#include "ui/service/service_page.h"

class QLabel;
class QPushButton;

namespace postern::ui {

// Tab Black Lists: the way to the lists, and whom they and the checks apply to.
class BlackListsPage final : public ServicePage {
    Q_OBJECT

public:
    BlackListsPage();

    void showCounts(const std::vector<store::ListCount>& counts, model::Id service);

Q_SIGNALS:
    void listsWanted(postern::model::ListColor color);

private:
    QWidget* listButtons();
    QPushButton* listButton(model::ListColor color, const char* name, const QString& text);

    QLabel* m_black;
    QLabel* m_white;
};

// "3 addresses · 12 senders · 2 HELO hosts"; what all services share counts too.
QString listCountText(const std::vector<store::ListCount>& counts, model::Id service, model::ListColor color);

} // namespace postern::ui
