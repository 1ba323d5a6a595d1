// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/service/service_page.h"

class QLabel;

namespace postern::ui {

// Tab Authentication: how clients log in, and what follows when they fail.
class AuthenticationPage final : public ServicePage {
    Q_OBJECT

public:
    AuthenticationPage();

    void follow(const model::Service& service, const model::Configuration& all) override;

private:
    QLabel* m_summary;
};

} // namespace postern::ui
