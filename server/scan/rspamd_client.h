// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scan/scanner.h"

#include <chrono>
#include <string>

namespace postern::scan {

// rspamd by HTTP: POST /checkv2 to a worker of kind 'normal' (port 11333), one connection for each message.
// The envelope goes in the request's fields.
class RspamdClient final : public Scanner {
public:
    RspamdClient(std::string address, std::chrono::seconds timeout);
    void scan(asio::io_context& context, std::shared_ptr<const Request> request, Done done) override;

private:
    const std::string m_address;
    const std::chrono::seconds m_timeout;
};

} // namespace postern::scan
