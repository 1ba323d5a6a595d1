// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/service/service_page.h"

namespace postern::ui {

// Tab Limits: how much of everything there may be, from connections to passwords that are guessed.
class LimitsPage final : public ServicePage {
    Q_OBJECT

public:
    LimitsPage();

Q_SIGNALS:
    void bansWanted();

private:
    void addConnections();
    void addMessage();
    void addRates();
    void addGuessing();
};

} // namespace postern::ui
