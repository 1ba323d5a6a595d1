// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pin.h"
#include "store/database.h"

#include <vector>

namespace postern::store {

// The pinned decisions. Writing is done within a transaction.
class PinTable {
public:
    explicit PinTable(const Database& database)
        : m_database(database)
    {
    }

    std::vector<model::Pin> pins() const; // the oldest first
    // The id it is given. Failure: Full where there are model::maxPins, Invalid where the note is too long.
    model::Id add(const model::Pin& pin) const;
    bool remove(model::Id id) const; // whether it was there

private:
    const Database& m_database;
};

} // namespace postern::store
