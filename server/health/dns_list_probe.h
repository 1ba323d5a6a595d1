// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/dns_list_names.h"
#include "health/questions.h"
#include "model/probe_step.h"

#include <functional>
#include <optional>
#include <string>

namespace postern::health {

// Asks a DNS list for what every list must have and for what none may have, then for `besides`, where that is
// wanted, and why it has that. Blocks; tells each step. Whether the list can be used.
bool probeDnsList(Questions& questions, dns::Resolver& resolver, const model::DnsList& list,
                  const std::optional<DnsListEntry>& besides, const std::function<bool()>& cancelled,
                  const std::function<void(const model::ProbeStep&)>& step);

} // namespace postern::health
