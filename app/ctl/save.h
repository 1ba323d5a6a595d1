// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/context.h"
#include "store/edit.h"

namespace postern::ctl {

// Commits and says which revision it became, and which pinned messages it breaks. Where somebody else saved
// meanwhile, the error says who and what.
Result<std::int64_t> save(Context& context, store::Store& store, store::Edit edit);

// In words for standard error: who saved what meanwhile.
Error toError(const store::CommitFailure& failure);

// Names on standard error the pinned messages that the edit breaks. To be called before it is saved.
void warnOfPins(Context& context, store::Store& store, const store::Edit& edit);

// The edit that replaces the configuration; nothing is merged unless asked.
store::Edit editOf(std::int64_t base, model::Configuration before, model::Configuration after);

// Everything that validate() says about it: warnings go to standard error, the errors become one Error.
Result<> checkValid(Context& context, const model::Configuration& configuration);

} // namespace postern::ctl
