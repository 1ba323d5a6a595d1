// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <asio/generic/stream_protocol.hpp>

#include <string_view>

namespace postern::scan {

// Where a scanner listens: "127.0.0.1:783", "[::1]:11333", "/run/spamd.sock".
Result<asio::generic::stream_protocol::endpoint> placeOf(std::string_view address);

} // namespace postern::scan
