// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/draft_page.h"

namespace postern::ui {

class Form;
class LanEdit;

// Which clients are inside: the LAN definition of the server.
class LanPage : public DraftPage {
    Q_OBJECT

public:
    explicit LanPage(Console& console, QWidget* parent = nullptr);

    QString title() const override;

protected:
    void load(const model::Configuration& configuration) override;
    void write(model::Configuration& configuration) const override;
    std::vector<model::Problem> showProblems(const model::Configuration& draft, bool all) override;

private:
    Form* m_form;
    LanEdit* m_lan;
};

} // namespace postern::ui
