// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/configuration_at.h"

#include "store/store.h"

namespace postern::ui {

Result<ConfigurationAt> readConfiguration(store::Store& store)
{
    auto revision = store.revision();
    if (!revision)
        return failFrom(revision);
    for (;;) {
        auto configuration = store.configuration();
        if (!configuration)
            return failFrom(configuration);
        const auto after = store.revision();
        if (!after)
            return failFrom(after);
        if (*after == *revision)
            return ConfigurationAt{*revision, std::move(*configuration)};
        revision = after; // somebody saved in between
    }
}

} // namespace postern::ui
