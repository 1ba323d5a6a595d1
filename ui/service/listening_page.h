// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/service/service_page.h"

namespace postern::ui {

class AddressesEdit;

// Tab Service: the name, and where it listens.
class ListeningPage final : public ServicePage {
    Q_OBJECT

public:
    ListeningPage();

    std::vector<model::Problem> ownProblems() const override;

private:
    AddressesEdit* const m_addresses;
};

} // namespace postern::ui
