// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scan/scanner.h"

#include <chrono>
#include <string>

namespace postern::scan {

// SpamAssassin by spamd's own protocol (SPAMC/1.5): one connection for each message, the command SYMBOLS.
// spamd sees the message as it will be stored, with the fields above it and the sender in Return-Path.
class SpamdClient final : public Scanner {
public:
    SpamdClient(std::string address, std::chrono::seconds timeout);
    void scan(asio::io_context& context, std::shared_ptr<const Request> request, Done done) override;

private:
    const std::string m_address;
    const std::chrono::seconds m_timeout;
};

} // namespace postern::scan
