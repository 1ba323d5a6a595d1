// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/received_field.h"

#include "smtp/command_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postern::smtp {

namespace {

constexpr std::size_t maxComment = 100;

bool isHarmless(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._:@[] ").find(c) != std::string_view::npos;
}

// Nothing that could end the comment or begin another line.
std::string comment(std::string_view text)
{
    std::string clean(text.substr(0, maxComment));
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return !isHarmless(c); }, '?');
    return clean;
}

// Extended-Domain
std::string fromPart(const Receipt& receipt)
{
    const std::string client = addressLiteral(receipt.client);
    if (isDomain(receipt.helo) || isAddressLiteral(receipt.helo))
        return fmt::format("{} ({})", receipt.helo, client);
    return fmt::format("{} ({}) (HELO {})", client, client, comment(receipt.helo));
}

// RFC 3848, RFC 6531 4.3
std::string protocol(const Receipt& receipt)
{
    if (!receipt.esmtp)
        return "SMTP";
    return std::string(receipt.utf8 ? "UTF8SMTP" : "ESMTP") + (receipt.tls.empty() ? "" : "S") +
           (receipt.authenticated ? "A" : "");
}

} // namespace

std::string receivedField(const Receipt& receipt)
{
    std::string field = fmt::format("Received: from {}\r\n\tby {} with {} id {}", fromPart(receipt),
                                    receipt.hostname, protocol(receipt), receipt.id);
    if (!receipt.recipient.empty())
        field += fmt::format("\r\n\tfor <{}>", receipt.recipient);
    if (const std::size_t blank = receipt.tls.find(' '); blank != receipt.tls.npos)
        field += fmt::format("\r\n\ttls {}", receipt.tls.substr(blank + 1));
    return field + fmt::format(";\r\n\t{}\r\n", messageDate(receipt.time));
}

std::string returnPathField(std::string_view sender)
{
    return fmt::format("Return-Path: <{}>\r\n", sender);
}

std::string messageDate(Time time)
{
    static constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    return fmt::format("{}, {} {} {:04} {:02}:{:02}:{:02} +0000",
                       weekdays[std::chrono::weekday(day).c_encoding()], unsigned(date.day()),
                       months[unsigned(date.month()) - 1], int(date.year()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

std::string addressLiteral(const IpAddress& address)
{
    return (address.isV4() ? "[" : "[IPv6:") + address.toString() + ']';
}

} // namespace postern::smtp
