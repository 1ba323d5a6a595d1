// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/spamd_client.h"

#include "scan/exchange.h"
#include "scan/spamd_answer.h"

#include <utility>

namespace postern::scan {

namespace {

std::string headFor(const Request& request)
{
    const std::string above =
        "Return-Path: <" + shortLine(request.sender, request.sender.size()) + ">\r\n" + request.fields;
    const auto length = std::int64_t(above.size()) + request.content->size();
    return "SYMBOLS SPAMC/1.5\r\nContent-length: " + std::to_string(length) + "\r\n\r\n" + above;
}

} // namespace

SpamdClient::SpamdClient(std::string address, std::chrono::seconds timeout)
    : m_address(std::move(address))
    , m_timeout(timeout)
{
}

void SpamdClient::scan(asio::io_context& context, std::shared_ptr<const Request> request, Done done)
{
    std::string head = headFor(*request);
    exchange(
        context, {m_address, m_timeout, std::move(head), true, std::move(request)},
        [](const AnswerReader& answer) { return spamdOpinion(answer).failed(); },
        [address = m_address, done = std::move(done)](const Result<AnswerReader>& answer) {
            ScanResult result =
                answer ? ScanResult{spamdOpinion(*answer), {}} : failedScan({}, answer.error().what);
            result.opinion.scanner = address;
            done(std::move(result));
        });
}

} // namespace postern::scan
