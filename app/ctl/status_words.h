// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/status.h"

#include <string>
#include <string_view>

namespace postern::ctl {

std::string_view word(model::ListenerState state); // "stopped", "starting", "running", "failed"

// "running, 3 connections", "failed: port 25 is in use"
std::string describe(const model::ListenerStatus& listener);

} // namespace postern::ctl
