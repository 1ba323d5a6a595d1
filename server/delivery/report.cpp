// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/report.h"

#include "base/reference.h"
#include "base/utf8.h"
#include "smtp/dsn_parameters.h"
#include "smtp/received_field.h"

#include <fmt/format.h>

#include <algorithm>

namespace postern::delivery {

namespace {

// What peers say goes into fields and text of our own: nothing in it may end a line, and none grows too long
// (RFC 5322 2.1.1).
std::string oneLine(std::string_view text, std::size_t limit = 800)
{
    std::string clean;
    for (const char c : text.substr(0, limit)) {
        const auto byte = static_cast<unsigned char>(c);
        clean += byte >= 0x20 && byte != 0x7f ? c : ' ';
    }
    return clean;
}

struct Words {
    const char* subject;
    const char* text;
    const char* action; // RFC 3464 2.3.3
};

Words wordsOf(ReportKind kind)
{
    switch (kind) {
    case ReportKind::Delayed:
        return {
            "Not delivered yet: your message waits",
            "Your message could not be delivered yet to the addresses below. It will be tried again; you\r\n"
            "need not send it again.",
            "delayed"};
    case ReportKind::Delivered:
        return {
            "Delivered: your message",
            "Your message was delivered to the addresses below, or handed on to a mail server that sends\r\n"
            "no such notice itself.",
            "delivered"};
    case ReportKind::Lost:
        return {"Undeliverable notice",
                "A message that has no sender to be told, most likely a notice of a failure, could not be\r\n"
                "delivered to the addresses below. It is given up.",
                "failed"};
    case ReportKind::Failed:
        break;
    }
    return {"Undeliverable: your message was not delivered",
            "Your message could not be delivered to the addresses below, and will not be tried again.",
            "failed"};
}

std::string forPeople(const std::vector<Reported>& recipients)
{
    std::string text;
    for (const Reported& each : recipients) {
        text += fmt::format("  {}\r\n    {}", oneLine(each.recipient.address), oneLine(each.answer.text));
        if (!each.answer.peer.empty())
            text += fmt::format("\r\n    (said {})", oneLine(each.answer.peer));
        text += "\r\n\r\n";
    }
    return text;
}

// RFC 3464 2.3; addresses beyond ASCII as RFC 6533 3 has them.
std::string recipientFields(const Reported& each, const char* action, Time now, const spool::Message& about,
                            const Router::Settings& settings)
{
    std::string fields;
    if (!each.recipient.original.empty())
        fields += "Original-Recipient: " + oneLine(smtp::fromXtext(each.recipient.original)) + "\r\n";
    const bool ascii = isAscii(each.recipient.address);
    fields += fmt::format("Final-Recipient: {}; {}\r\n", ascii ? "rfc822" : "utf-8",
                          oneLine(each.recipient.address));
    const bool relayed = each.relayed && std::string_view(action) == "delivered"; // RFC 3461 5.2.2
    fields += fmt::format("Action: {}\r\nStatus: {}\r\n", relayed ? "relayed" : action, each.answer.status);
    if (!each.answer.peer.empty()) {
        fields +=
            "Remote-MTA: dns; " + oneLine(each.answer.peer.substr(0, each.answer.peer.find(' '))) + "\r\n";
        fields += "Diagnostic-Code: smtp; " + oneLine(each.answer.text) + "\r\n";
    }
    fields += "Last-Attempt-Date: " + smtp::messageDate(now) + "\r\n";
    if (std::string_view(action) == "delayed")
        fields += "Will-Retry-Until: " + smtp::messageDate(about.arrival + settings.giveUp) + "\r\n";
    return fields;
}

std::string statusPart(const Words& words, const spool::Message& about,
                       const std::vector<Reported>& recipients, Time now, const Router::Settings& settings)
{
    std::string part;
    if (!about.envelopeId.empty())
        part += "Original-Envelope-Id: " + oneLine(smtp::fromXtext(about.envelopeId)) + "\r\n";
    part += "Reporting-MTA: dns; " + settings.hostname + "\r\n";
    part += "Arrival-Date: " + smtp::messageDate(about.arrival) + "\r\n";
    for (const Reported& each : recipients)
        part += "\r\n" + recipientFields(each, words.action, now, about, settings);
    return part;
}

std::string build(const Words& words, const std::string& to, const spool::Message& about,
                  const std::vector<Reported>& recipients, const Excerpt& original, Time now,
                  const Router::Settings& settings)
{
    const std::string id = makeReference() + makeReference();
    const std::string boundary = "postern-" + id; // random: no original can hold it
    const std::string status = statusPart(words, about, recipients, now, settings);
    const std::string people = forPeople(recipients);
    const bool global = !isAscii(status) || !isAscii(original.text) || !isAscii(people);
    std::string text = fmt::format(
        "Date: {}\r\nFrom: Mail Delivery System <postmaster@{}>\r\nTo: <{}>\r\nSubject: {}\r\n"
        "Message-ID: <{}@{}>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"{}\"\r\n{}\r\n",
        smtp::messageDate(now), settings.hostname, to, words.subject, id, settings.hostname, boundary,
        global ? "Content-Transfer-Encoding: 8bit\r\n" : "");
    text += fmt::format("--{}\r\nContent-Type: text/plain; charset=utf-8\r\n{}\r\n", boundary,
                        isAscii(people) ? "" : "Content-Transfer-Encoding: 8bit\r\n");
    text +=
        fmt::format("This is the mail server {}.\r\n\r\n{}\r\n\r\n{}", settings.hostname, words.text, people);
    text += fmt::format("Its queue id was {}; it came on {}.\r\n\r\n", about.name,
                        smtp::messageDate(about.arrival));
    text += fmt::format("--{}\r\nContent-Type: message/{}delivery-status\r\n{}\r\n{}\r\n", boundary,
                        isAscii(status) ? "" : "global-",
                        isAscii(status) ? "" : "Content-Transfer-Encoding: 8bit\r\n", status);
    const bool plain = isAscii(original.text);
    const char* type = original.whole ? "message/rfc822"
                       : plain        ? "text/rfc822-headers"
                                      : "message/global-headers";
    text += fmt::format("--{}\r\nContent-Type: {}\r\n{}\r\n{}", boundary, type,
                        plain ? "" : "Content-Transfer-Encoding: 8bit\r\n", original.text);
    return text + fmt::format("\r\n--{}--\r\n", boundary);
}

} // namespace

std::string_view headerOf(std::string_view content)
{
    std::size_t end = 0;
    while (end < content.size() && content.substr(end, 2) != "\r\n") {
        const std::size_t lf = content.find('\n', end);
        if (lf == content.npos || lf + 1 > longestHeader)
            break;
        end = lf + 1;
    }
    return content.substr(0, end);
}

spool::NewMessage makeReport(ReportKind kind, const spool::Message& about,
                             const std::vector<Reported>& recipients, const Excerpt& original, Time now,
                             const Router::Settings& settings)
{
    spool::NewMessage report;
    const std::string to = kind == ReportKind::Lost ? settings.postmaster : about.sender;
    auto content = std::make_shared<spool::Content>(std::string());
    content->append(build(wordsOf(kind), to, about, recipients, original, now, settings));
    spool::Message& message = report.message;
    message.name = makeReference();
    message.kind = kind == ReportKind::Lost ? spool::Kind::DoubleBounce : spool::Kind::Report;
    message.arrival = now;
    message.size = content->size();
    message.eightBit = content->hasEightBit();
    message.utf8 = !isAscii(to);
    message.service = about.service;
    spool::Recipient& recipient = report.recipients.emplace_back();
    recipient.address = to;
    recipient.nextTry = now;
    report.content = std::move(content);
    return report;
}

} // namespace postern::delivery
