// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

#include <string>

namespace postern::ui {

// Where this computer reaches the service: the first address that it listens on.
inline std::string nearAddress(const model::Service& service)
{
    const std::string address = service.addresses.empty() ? "127.0.0.1" : service.addresses.front();
    return address == "0.0.0.0" ? "127.0.0.1" : address == "::" ? "::1" : address;
}

} // namespace postern::ui
