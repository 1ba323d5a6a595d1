// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/service/service_page.h"

namespace postern::ui {

class CheckTable;

// Tab Abuse: what each check does and says.
class AbusePage final : public ServicePage {
    Q_OBJECT

public:
    AbusePage();

    // A check that is set on another tab, too.
    void setMode(model::Check check, model::CheckMode mode);

    QWidget* reveal(const QString& field) override; // "checks.sender.spf": that line of the table
    void load(const model::Service& service) override;
    void writeChanges(model::Service& service, const model::Service& loaded) const override;

private:
    void addGreylisting();

    CheckTable* const m_checks;
};

} // namespace postern::ui
