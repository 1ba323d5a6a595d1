// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <string>

namespace postern::store {

// The last copy that Postern itself made of a store.
struct BackupNote {
    Time made{};
    std::string file;
};

} // namespace postern::store
