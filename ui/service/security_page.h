// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/service/service_page.h"

namespace postern::ui {

class CertificatesEdit;
class Prompter;
class StoreClient;

// Tab Security: encryption, certificates, and which proxies are believed.
class SecurityPage final : public ServicePage {
    Q_OBJECT

public:
    SecurityPage(StoreClient& client, Prompter& prompter);

    std::vector<model::Problem> ownProblems() const override;
    void follow(const model::Service& service, const model::Configuration& all) override;

Q_SIGNALS:
    void connectionTestWanted();

private:
    CertificatesEdit* m_certificates;
};

} // namespace postern::ui
