// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/service/service_page.h"

class QLabel;

namespace postern::ui {

// Tab Relaying: who may send to domains that are not ours, and what that amounts to.
class RelayingPage final : public ServicePage {
    Q_OBJECT

public:
    RelayingPage();

    void follow(const model::Service& service, const model::Configuration& all) override;

private:
    QLabel* m_summary;
};

} // namespace postern::ui
