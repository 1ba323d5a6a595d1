// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/forms/binder.h"

namespace postern::ui {

// A tab of the SMTP Service Properties.
class ServicePage : public BoundPage<model::Service> {
public:
    using BoundPage::BoundPage;

    // What stands in all the tabs now, and the rest of the configuration: for sentences that depend on both.
    virtual void follow(const model::Service& service, const model::Configuration& all)
    {
        static_cast<void>(service);
        static_cast<void>(all);
    }
};

} // namespace postern::ui
