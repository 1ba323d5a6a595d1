// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/configuration.h"

#include <cstdint>

namespace postern::store {
class Store;
}

namespace postern::ui {

// The configuration and the revision that it is of: what an edit starts from.
struct ConfigurationAt {
    std::int64_t revision = 0;
    model::Configuration configuration;
};

// On the store's thread. Both from the same moment, also while others write.
Result<ConfigurationAt> readConfiguration(store::Store& store);

} // namespace postern::ui
