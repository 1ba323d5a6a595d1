// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/rspamd_client.h"

#include "scan/exchange.h"
#include "scan/rspamd_answer.h"

#include <utility>

namespace postern::scan {

namespace {

constexpr std::size_t longestValue = 1'000; // an address has 320 octets at most

// HTTP/1.0, so that nobody on the way answers in chunks (RFC 9112 7.1).
std::string headFor(const Request& request)
{
    std::string head = "POST /checkv2 HTTP/1.0\r\nHost: postern\r\nConnection: close\r\n"
                       "Content-Type: application/octet-stream\r\nContent-Length: " +
                       std::to_string(request.content->size()) + "\r\n";
    const auto add = [&head](std::string_view name, std::string_view value) {
        if (!value.empty()) // what came from the wire must not begin another line
            head.append(name).append(": ").append(shortLine(value, longestValue)).append("\r\n");
    };
    add("Ip", request.client.toString());
    add("Hostname", request.reverseName);
    add("Helo", request.helo);
    add("From", '<' + request.sender + '>');
    for (const std::string& recipient : request.recipients)
        add("Rcpt", '<' + recipient + '>');
    add("User", request.user);
    add("Queue-Id", request.id);
    add("MTA-Name", request.hostname);
    return head + "\r\n";
}

} // namespace

RspamdClient::RspamdClient(std::string address, std::chrono::seconds timeout)
    : m_address(std::move(address))
    , m_timeout(timeout)
{
}

void RspamdClient::scan(asio::io_context& context, std::shared_ptr<const Request> request, Done done)
{
    std::string head = headFor(*request);
    exchange(
        context, {m_address, m_timeout, std::move(head), false, std::move(request)},
        [](const AnswerReader& answer) { return rspamdOpinion(answer).failed(); },
        [address = m_address, done = std::move(done)](const Result<AnswerReader>& answer) {
            ScanResult result =
                answer ? ScanResult{rspamdOpinion(*answer), {}} : failedScan({}, answer.error().what);
            result.opinion.scanner = address;
            done(std::move(result));
        });
}

} // namespace postern::scan
