// SPDX-License-Identifier: GPL-3.0-or-later
// The first octet says how a connection is to be protected, the rest is what a server says.
#include "delivery/smtp_client.h"
#include "require.h"

#include <cstdint>
#include <string>

using namespace postern;
using delivery::SmtpClient;

namespace {

constexpr const char* secret = "c2VjcmV0"; // "secret" as it travels
constexpr int jobs = 3;

SmtpClient::Options optionsOf(std::uint8_t choice)
{
    SmtpClient::Options options;
    options.lmtp = (choice & 1U) != 0;
    options.implicitTls = (choice & 2U) != 0;
    options.protection.level = model::RouteTls((choice >> 2U) & 3U);
    options.user = (choice & 16U) != 0 ? "u" : "";
    options.password = options.user.empty() ? "" : "secret";
    options.hostname = "mail.example";
    options.peer = "there";
    return options;
}

spool::Message message()
{
    spool::Message message;
    message.sender = "joe@example.com";
    message.size = 20;
    message.eightBit = true;
    return message;
}

struct Conversation {
    Conversation(std::uint8_t choice, std::string_view says)
        : client(optionsOf(choice))
        , handshakes((choice & 32U) != 0)
        , said(says)
    {
    }

    bool mayBeRead() const
    {
        return !encrypted && client.options().protection.level != model::RouteTls::None;
    }

    void lookAt(const std::string& output) const
    {
        require(output.find(secret) == output.npos || !mayBeRead(), "a password travels encrypted");
        const auto level = client.options().protection.level;
        const bool insists = level == model::RouteTls::Required || level == model::RouteTls::Verified;
        require(output.find("MAIL FROM") == output.npos || !insists || encrypted,
                "no message in the clear where encryption is a must");
        require(output.empty() || output.ends_with("\r\n"), "whole lines go out");
    }

    void operator()(const SmtpClient::Read&)
    {
        lookAt(client.takeOutput());
        constexpr std::size_t piece = 7;
        if (said.empty())
            return client.lost("the end");
        client.input(said.substr(0, piece));
        said.remove_prefix(std::min(piece, said.size()));
    }
    void operator()(const SmtpClient::NextJob&)
    {
        if (begun++ == jobs)
            return client.quit();
        spool::Recipient recipient;
        recipient.address = "ann@example.com";
        client.begin(message(), {recipient, recipient});
    }
    void operator()(const SmtpClient::NeedContent&)
    {
        lookAt(client.takeOutput());
        client.content(".a\r\n.\r\nb\n.\r");
        client.contentEnd();
    }
    void operator()(const SmtpClient::Handshake&)
    {
        lookAt(client.takeOutput());
        if (!handshakes)
            return client.tlsFailed("so");
        encrypted = true;
        delivery::Encryption encryption{"TLS", {}};
        encryption.proof.verified = true;
        client.secured(encryption);
    }
    void operator()(const SmtpClient::Done& done)
    {
        require(done.answers.size() == 2, "each recipient has an answer");
        ++finished;
    }
    void operator()(const SmtpClient::Closed&) { over = true; }

    SmtpClient client;
    const bool handshakes;
    std::string_view said;
    bool encrypted = false;
    bool over = false;
    int begun = 0;
    int finished = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    Conversation talk(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1});
    for (std::size_t steps = 0; !talk.over; ++steps) {
        require(steps < 10 * size + 1000, "a conversation ends");
        SmtpClient::Step step = talk.client.next();
        std::visit(talk, step);
    }
    require(talk.finished == std::min(talk.begun, jobs), "each message has its answers");
    return 0;
}
