// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/service/service_page.h"

namespace postern::ui {

class RangeListEdit;

// Tab Access Control: which clients may use the service at all.
class AccessPage final : public ServicePage {
    Q_OBJECT

public:
    AccessPage();

    void load(const model::Service& service) override;
    void follow(const model::Service& service, const model::Configuration& all) override;

private:
    void addChoice(model::Access access, const char* name, const QString& text);
    void enableList();

    QButtonGroup* const m_access;
    RangeListEdit* const m_ranges;
    QLabel* m_lan = nullptr;
};

} // namespace postern::ui
