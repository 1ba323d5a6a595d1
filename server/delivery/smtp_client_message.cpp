// SPDX-License-Identifier: GPL-3.0-or-later
// One message of an SmtpClient, from MAIL to the answers.
#include "delivery/smtp_client.h"

#include <algorithm>
#include <utility>

namespace postern::delivery {

namespace {

bool isAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

} // namespace

void SmtpClient::begin(const spool::Message& message, const std::vector<spool::Recipient>& recipients)
{
    m_message = Transaction{message, recipients, {}, {}, 0, false, false, {}};
    m_message->answers.resize(recipients.size());
    if (const auto hindrance = obstacle()) {
        answerRest(*hindrance);
        return finishMessage(false);
    }
    say(mailLine(), Await::Mail);
    for (std::size_t i = 0; i < recipients.size(); ++i)
        say(rcptLine(recipients[i]), Await::Rcpt, i);
    say("DATA", Await::Data);
}

// What the message needs and the server lacks. RFC 6152 3 and RFC 6531 3.2: such a message goes back.
std::optional<Answer> SmtpClient::obstacle() const
{
    const spool::Message& message = m_message->message;
    const auto& recipients = m_message->recipients;
    const bool ascii =
        isAscii(message.sender) &&
        std::all_of(recipients.begin(), recipients.end(), [](const auto& r) { return isAscii(r.address); });
    const std::string who = m_options.peer;
    if ((message.utf8 || !ascii) && !m_extensions.utf8)
        return failed("5.6.7", who + " cannot take addresses or headers beyond ASCII (no SMTPUTF8)");
    if (message.eightBit && !m_extensions.eightBit)
        return failed("5.6.3", who + " cannot take 8-bit text (no 8BITMIME)");
    const std::int64_t size = message.size + std::int64_t(message.header.size());
    if (m_extensions.size && *m_extensions.size > 0 && size > *m_extensions.size)
        return failed("5.3.4", who + " takes messages of " + std::to_string(*m_extensions.size) +
                                   " octets at most, and this one has " + std::to_string(size));
    return std::nullopt;
}

std::string SmtpClient::mailLine() const
{
    const spool::Message& message = m_message->message;
    std::string line = "MAIL FROM:<" + message.sender + '>';
    if (m_extensions.size)
        line += " SIZE=" + std::to_string(message.size + std::int64_t(message.header.size()));
    if (message.eightBit)
        line += " BODY=8BITMIME";
    if (message.utf8)
        line += " SMTPUTF8";
    if (m_extensions.dsn && !message.returnWhat.empty())
        line += " RET=" + message.returnWhat;
    if (m_extensions.dsn && !message.envelopeId.empty())
        line += " ENVID=" + message.envelopeId;
    return line;
}

std::string SmtpClient::rcptLine(const spool::Recipient& recipient) const
{
    std::string line = "RCPT TO:<" + recipient.address + '>';
    if (m_extensions.dsn && !recipient.notify.empty())
        line += " NOTIFY=" + recipient.notify;
    if (m_extensions.dsn && !recipient.original.empty())
        line += " ORCPT=" + recipient.original;
    return line;
}

void SmtpClient::onMail(const SmtpReply& reply)
{
    if (reply.kind() == 2)
        return;
    m_message->refused = true;
    answerRest(answerOf(reply));
    if (!m_extensions.pipelining) {
        m_toSay.clear();
        finishMessage(true);
    }
}

void SmtpClient::onRcpt(const SmtpReply& reply, std::size_t recipient)
{
    if (m_message->refused)
        return;
    if (reply.kind() == 2)
        m_message->accepted.push_back(recipient);
    else
        m_message->answers[recipient] = answerOf(reply);
    const bool last = recipient + 1 == m_message->recipients.size();
    if (last && m_message->accepted.empty() && !m_extensions.pipelining) {
        m_toSay.clear();
        finishMessage(true);
    }
}

void SmtpClient::onData(const SmtpReply& reply)
{
    if (reply.code != 354) {
        // Where nobody was accepted this is as it should be, and everybody has an answer.
        answerRest(answerOf(reply));
        return finishMessage(true);
    }
    if (m_message->refused || m_message->accepted.empty()) {
        // RFC 2920 3.1: it wants the message all the same; an empty one then, which has no recipient.
        m_output += ".\r\n";
        m_said.push_back({{}, Await::End});
        return;
    }
    m_message->sending = true;
    m_needsContent = true;
    content(m_message->message.header);
}

void SmtpClient::content(std::string_view bytes)
{
    if (m_message && m_needsContent)
        m_message->stuffing.add(bytes, m_output);
}

void SmtpClient::contentEnd()
{
    if (!m_message || !m_needsContent)
        return;
    m_needsContent = false;
    m_message->stuffing.end(m_output);
    const std::size_t replies = m_options.lmtp ? m_message->accepted.size() : 1;
    for (std::size_t i = 0; i < replies; ++i)
        m_said.push_back({{}, Await::End});
}

// RFC 2033 4.2: by LMTP there is one reply for each recipient that was accepted, in their order.
void SmtpClient::onEnd(const SmtpReply& reply)
{
    const Answer answer = answerOf(reply);
    if (!m_message->sending) {
        answerRest(answer);
        return finishMessage(false);
    }
    if (!m_options.lmtp) {
        answerRest(answer);
        return finishMessage(false);
    }
    m_message->answers[m_message->accepted[m_message->ended++]] = answer;
    if (m_message->ended == m_message->accepted.size())
        finishMessage(false);
}

void SmtpClient::answerRest(const Answer& answer)
{
    for (auto& each : m_message->answers) {
        if (!each)
            each = answer;
    }
}

void SmtpClient::finishMessage(bool reset)
{
    Done done;
    for (auto& answer : m_message->answers)
        done.answers.push_back(answer ? std::move(*answer) : deferred("4.3.0", "there was no answer"));
    for (Answer& answer : done.answers)
        answer.tls = tlsText();
    m_message.reset();
    m_done = std::move(done);
    if (reset)
        say("RSET", Await::Rset);
}

} // namespace postern::delivery
