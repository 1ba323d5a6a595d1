// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/smtp_client.h"

#include "base/domain_name.h"

#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace postern::delivery {

namespace {

std::string base64(const std::string& bytes)
{
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    ::sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                        bytes.size(), variant);
    text.pop_back(); // the NUL
    return text;
}

bool hasWord(std::string_view text, std::string_view word)
{
    return (' ' + lowerAscii(text) + ' ').find(' ' + std::string(word) + ' ') != std::string::npos;
}

} // namespace

SmtpClient::SmtpClient(Options options)
    : m_options(std::move(options))
    , m_handshaking(m_options.implicitTls)
{
    m_said.push_back({{}, Await::Greeting});
}

std::string SmtpClient::takeOutput()
{
    return std::exchange(m_output, {});
}

SmtpClient::Step SmtpClient::next()
{
    while (true) {
        if (m_done)
            return *std::exchange(m_done, std::nullopt);
        if (m_closed)
            return *m_closed;
        if (m_handshaking)
            return Handshake{};
        if (m_needsContent)
            return NeedContent{};
        if (m_said.empty())
            return NextJob{};
        const auto reply = m_replies.next();
        if (reply)
            onReply(*reply);
        else if (m_replies.broken())
            lost("it says what is no SMTP");
        else
            return Read{};
    }
}

std::chrono::seconds SmtpClient::timeout() const
{
    const TimeLimits& limits = m_options.limits;
    if (m_handshaking)
        return limits.handshake;
    if (m_needsContent)
        return limits.piece;
    if (m_said.empty())
        return limits.command;
    switch (m_said.front().await) {
    case Await::Data:
        return limits.data;
    case Await::End:
        return limits.end;
    case Await::Quit:
        return limits.quit;
    default:
        return limits.command;
    }
}

void SmtpClient::say(std::string line, Await await, std::size_t recipient)
{
    m_toSay.push_back({std::move(line), await, recipient});
    pump();
}

// What follows a command that the server has not answered yet may go out with it, where it can pipeline.
void SmtpClient::pump()
{
    while (!m_toSay.empty() && (m_extensions.pipelining || m_said.empty())) {
        Command command = std::move(m_toSay.front());
        m_toSay.pop_front();
        m_output += std::exchange(command.line, {});
        m_output += "\r\n";
        m_said.push_back(std::move(command));
    }
}

void SmtpClient::onReply(const SmtpReply& reply)
{
    const Command command = std::move(m_said.front());
    m_said.pop_front();
    ++m_replyCount;
    tell(command.await, reply);
    if (reply.code == 421 && command.await != Await::Quit) // RFC 5321 3.8
        return close(answerOf(reply));
    switch (command.await) {
    case Await::Greeting:
        return reply.kind() == 2 ? hello() : close(answerOf(reply));
    case Await::Ehlo:
        return onEhlo(reply);
    case Await::Helo:
        return reply.kind() == 2 ? secure() : close(answerOf(reply));
    case Await::StartTls:
        return onStartTls(reply);
    case Await::Auth:
        return onAuth(reply);
    case Await::Mail:
        onMail(reply);
        break;
    case Await::Rcpt:
        onRcpt(reply, command.recipient);
        break;
    case Await::Data:
        return onData(reply);
    case Await::End:
        return onEnd(reply);
    case Await::Rset:
        break;
    case Await::Quit:
        return close(std::nullopt);
    }
    pump();
}

void SmtpClient::tell(Await await, const SmtpReply& reply) const
{
    if (!m_options.watch)
        return;
    if (await == Await::Greeting)
        m_options.watch(Stage::Greeting, reply);
    else if (await == Await::Ehlo || await == Await::Helo)
        m_options.watch(Stage::Hello, reply);
    else if (await == Await::StartTls)
        m_options.watch(Stage::StartTls, reply);
    else if (await == Await::Auth)
        m_options.watch(Stage::LogIn, reply);
}

void SmtpClient::hello()
{
    m_extensions = {};
    say((m_options.lmtp ? "LHLO " : "EHLO ") + m_options.hostname, Await::Ehlo);
}

void SmtpClient::onEhlo(const SmtpReply& reply)
{
    if (reply.kind() != 2) {
        if (reply.kind() == 5 && !m_options.lmtp && !isEncrypted())
            return say("HELO " + m_options.hostname, Await::Helo); // RFC 5321 3.2
        return close(answerOf(reply));
    }
    for (std::size_t i = 1; i < reply.lines.size(); ++i)
        readExtension(reply.lines[i]);
    secure();
}

void SmtpClient::readExtension(std::string_view line)
{
    const std::string keyword = lowerAscii(line.substr(0, line.find(' ')));
    const std::string_view rest = line.substr(std::min(line.size(), keyword.size() + 1));
    Extensions& e = m_extensions;
    e.pipelining |= keyword == "pipelining";
    e.eightBit |= keyword == "8bitmime";
    e.utf8 |= keyword == "smtputf8";
    e.dsn |= keyword == "dsn";
    e.startTls |= keyword == "starttls";
    if (keyword == "auth") {
        e.authPlain |= hasWord(rest, "plain");
        e.authLogin |= hasWord(rest, "login");
    }
    if (keyword == "size") { // RFC 1870 3: without a number it says nothing of a limit
        std::int64_t size = 0;
        std::from_chars(rest.data(), rest.data() + rest.size(), size);
        e.size = size;
    }
}

void SmtpClient::secure()
{
    const model::RouteTls level = m_options.protection.level;
    if (level == model::RouteTls::None || m_options.local || isEncrypted())
        return logIn();
    if (m_extensions.startTls)
        return say("STARTTLS", Await::StartTls);
    refuseTls("it does not offer STARTTLS");
}

// There is no encryption, and the connection is as good as before.
void SmtpClient::refuseTls(const std::string& why)
{
    if (m_options.protection.level != model::RouteTls::Opportunistic)
        return tlsFailed(why);
    m_clearBecause = why;
    logIn();
}

void SmtpClient::onStartTls(const SmtpReply& reply)
{
    if (reply.code != 220)
        return refuseTls(reply.text());
    // RFC 3207 6: whatever came behind the answer in the clear may be somebody else's.
    if (m_replies.hasInput())
        return close(deferred("4.7.5", "no encrypted connection: it sent more than its answer to STARTTLS; "
                                       "somebody in between may have put that in"));
    m_handshaking = true;
}

// RFC 3207 4.2: what was said before counts no more.
void SmtpClient::secured(Encryption encryption)
{
    m_handshaking = false;
    m_encryption = std::move(encryption);
    const std::string shortcoming = shortcomingOf(m_encryption, m_options.protection);
    if (!shortcoming.empty())
        return close(deferred("4.7.5", shortcoming)); // RFC 3463 3.8: cryptographic failure
    m_replies.clear();
    if (!m_options.implicitTls)
        hello();
}

bool SmtpClient::mayGoClear() const
{
    return m_options.protection.level == model::RouteTls::Opportunistic && m_options.user.empty() &&
           !m_options.implicitTls;
}

void SmtpClient::tlsFailed(const std::string& why)
{
    m_handshaking = false;
    close(deferred("4.7.5", "no encrypted connection: " + why), mayGoClear());
}

void SmtpClient::logIn()
{
    if (m_options.user.empty())
        return; // next() asks for a message
    const bool mayBeRead =
        !isEncrypted() && !m_options.local && m_options.protection.level != model::RouteTls::None;
    if (mayBeRead)
        return close(deferred("4.7.0", "the password would travel unencrypted (" + m_clearBecause +
                                           "); set the encryption of the route to none where nobody can "
                                           "listen"));
    if (m_extensions.authPlain)
        return say("AUTH PLAIN " + base64('\0' + m_options.user + '\0' + m_options.password), Await::Auth);
    if (m_extensions.authLogin)
        return say("AUTH LOGIN", Await::Auth);
    close(deferred("4.7.0", "it offers no way to log in that this server knows (PLAIN, LOGIN)"));
}

void SmtpClient::onAuth(const SmtpReply& reply)
{
    if (reply.kind() == 2)
        return;
    const bool asks = reply.code == 334 && !m_extensions.authPlain && m_loginStep < 2;
    if (asks)
        return say(base64(m_loginStep++ == 0 ? m_options.user : m_options.password), Await::Auth);
    // Wrong for now: the administrator can mend it.
    Answer answer = answerOf(reply);
    answer.fate = Answer::Fate::Deferred;
    answer.text = "logging in failed: " + answer.text;
    close(std::move(answer));
}

Answer SmtpClient::answerOf(const SmtpReply& reply) const
{
    Answer answer;
    answer.fate = reply.kind() == 2   ? Answer::Fate::Delivered
                  : reply.kind() == 5 ? Answer::Fate::Failed
                                      : Answer::Fate::Deferred;
    answer.status = reply.kind() == 3 ? "4.5.0" : reply.status();
    answer.text = reply.text();
    answer.peer = m_options.peer;
    answer.tellsSuccess = m_extensions.dsn;
    return answer;
}

void SmtpClient::quit()
{
    if (!m_closed)
        say("QUIT", Await::Quit);
}

void SmtpClient::lost(const std::string& why)
{
    if (m_handshaking)
        return tlsFailed(why);
    const bool ending = !m_said.empty() && m_said.front().await == Await::Quit;
    if (ending)
        return close(std::nullopt);
    const bool ended = m_message && m_message->sending && !m_needsContent;
    close(deferred(ended ? "4.4.2" : "4.4.1", "the connection to " + m_options.peer + " failed: " + why));
}

std::string SmtpClient::tlsText() const
{
    if (m_options.local)
        return {};
    Protection protection = m_options.protection;
    if (protection.note.empty())
        protection.note = m_clearBecause;
    return toText(m_encryption, protection);
}

void SmtpClient::close(std::optional<Answer> why, bool clearMayHelp)
{
    if (m_closed)
        return;
    // What is wrong with the connection is no verdict on a message.
    if (why && why->fate != Answer::Fate::Deferred)
        why->fate = Answer::Fate::Deferred;
    if (m_message) {
        answerRest(why ? *why : deferred("4.4.2", "the connection ended"));
        finishMessage(false);
    }
    m_needsContent = m_handshaking = false;
    m_said.clear();
    m_toSay.clear();
    if (why)
        why->tls = tlsText();
    m_closed = Closed{std::move(why), clearMayHelp};
}

} // namespace postern::delivery
