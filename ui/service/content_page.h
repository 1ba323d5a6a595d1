// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/service/service_page.h"

namespace postern::ui {

class CheckModeBox;
class ScannersEdit;

// Tab Content: the scanners that look at messages, and what their verdict does. The check's mode and its
// reply stand here and not among those of the tab Abuse, whose page is written before.
class ContentPage final : public ServicePage {
    Q_OBJECT

public:
    // What problems of the check are shown under, in place of "checks.message.spam".
    static constexpr const char* checkField = "message_spam";

    ContentPage();

    CheckModeBox& mode() { return *m_mode; }

    QWidget* reveal(const QString& field) override; // "checks.message.spam", too
    void load(const model::Service& service) override;
    void write(model::Service& service) const override;
    void writeChanges(model::Service& service, const model::Service& loaded) const override;
    void follow(const model::Service& service, const model::Configuration& all) override;

Q_SIGNALS:
    void testWanted(const postern::model::Scanner& scanner);

private:
    void writeCheck(model::Service& service) const;

    CheckModeBox* m_mode;
    QLineEdit* m_reply;
    ScannersEdit* m_scanners;
    QLabel* m_exempt;
};

} // namespace postern::ui
