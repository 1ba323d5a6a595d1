// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/store.h"

#include <QString>

#include <memory>

namespace postern::ui {
class Prompter;
}

namespace postern::console {

// Opens the store, or makes it. Where that cannot be done, says why and offers the way back: try again, put a
// backup in the place of a damaged store, or give up (nullptr).
std::unique_ptr<store::Store> openStore(const QString& where, ui::Prompter& prompter);

// Puts a copy of `backup` in the place of the store; what was there is kept beside it, under a name that ends
// with `mark`. The backup is opened first: another damaged one is refused, and nothing is moved.
Result<> restoreBackup(const QString& where, const QString& backup, const QString& mark);

} // namespace postern::console
