// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "policy/decide.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace postern::ctl {

std::string_view word(model::Outcome outcome);               // "accepted", "rejected", "deferred"
std::string_view word(policy::Destination destination);      // "", "mailbox", "route", "relay"
nlohmann::ordered_json readable(const policy::Trace& trace); // one object a row, with its evidence in words

} // namespace postern::ctl
