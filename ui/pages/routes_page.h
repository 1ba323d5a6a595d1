// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/record_page.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace postern::ui {

class PasswordEdit;

// Where mail for other domains goes on to.
class RoutesPage : public RecordPage<model::Route> {
    Q_OBJECT

public:
    explicit RoutesPage(Console& console);

    QString title() const override;

protected:
    model::Route shown(const model::Route& stored) const override;
    model::Route stored(const model::Route& shown) const override;
    std::vector<model::Problem> problemsOf(const model::Route& route,
                                           const model::Configuration& others) const override;
    void follow(const model::Route* route) override;

private:
    void testCurrent();

    QLineEdit* m_domain;
    QLineEdit* m_target;
    QLineEdit* m_user;
    PasswordEdit* m_password;
    QComboBox* m_tls;
    QLabel* m_meaning;
};

} // namespace postern::ui
