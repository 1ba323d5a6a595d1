// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/verbs.h"

#include "base/base64.h"
#include "base/utf8.h"
#include "smtp/extensions.h"
#include "smtp/reply_texts.h"

#include <algorithm>

namespace postern::smtp {

namespace {

std::string_view pathProblem(PathProblem problem, std::string_view syntax)
{
    switch (problem) {
    case PathProblem::LocalTooLong:
        return replies::localTooLong;
    case PathProblem::DomainTooLong:
        return replies::domainTooLong;
    case PathProblem::PathTooLong:
        return replies::pathTooLong;
    case PathProblem::EightBit:
        return replies::eightBitAddress;
    case PathProblem::Syntax:
        break;
    }
    return syntax;
}

constexpr std::size_t maxHello = 255; // RFC 5321 4.5.3.1.2

} // namespace

std::span<const Session::Verb> Session::verbs()
{
    using V = Verb;
    static constexpr Verb table[] = {
        {"HELO", &Session::onHelo, V::NeedsArgument, commandLine},
        {"EHLO", &Session::onEhlo, V::NeedsArgument | V::InClear, commandLine},
        {"MAIL", &Session::onMail, V::NeedsHello, mailLine},
        {"RCPT", &Session::onRcpt, V::NeedsHello | V::NeedsTransaction, rcptLine},
        {"DATA", &Session::onData, V::NeedsHello | V::NeedsTransaction | V::NoArgument, commandLine},
        {"BDAT", &Session::onBdat, V::InClear, commandLine},
        {"RSET", &Session::onRset, V::NoArgument, commandLine},
        {"NOOP", &Session::onNoop, V::InClear, commandLine},
        {"VRFY", &Session::onVrfy, V::NeedsArgument, commandLine},
        {"HELP", &Session::onHelp, 0, commandLine},
        {"QUIT", &Session::onQuit, V::NoArgument | V::InClear, commandLine},
        {"STARTTLS", &Session::onStartTls, V::NoArgument | V::InClear | V::Hidden, commandLine},
        {"AUTH", &Session::onAuth, V::Hidden, authLine},
        // Known, but not here: 502 and not 500 (RFC 5321 4.2.4).
        {"EXPN", &Session::onUnimplemented, V::Hidden, commandLine},
        {"TURN", &Session::onUnimplemented, V::Hidden, commandLine},
        {"ETRN", &Session::onUnimplemented, V::Hidden, commandLine},
        {"SEND", &Session::onUnimplemented, V::Hidden, commandLine},
        {"SOML", &Session::onUnimplemented, V::Hidden, commandLine},
        {"SAML", &Session::onUnimplemented, V::Hidden, commandLine},
        // A web browser that was lured here: its next lines may have been written by somebody else.
        {"GET", &Session::onHttp, V::Hidden, commandLine},
        {"POST", &Session::onHttp, V::Hidden, commandLine},
        {"PUT", &Session::onHttp, V::Hidden, commandLine},
        {"HEAD", &Session::onHttp, V::Hidden, commandLine},
        {"OPTIONS", &Session::onHttp, V::Hidden, commandLine},
        {"CONNECT", &Session::onHttp, V::Hidden, commandLine},
    };
    return table;
}

std::size_t Session::longestLine(std::string_view input) const
{
    const bool logsIn = m_state == State::Challenged || equalNoCase(input.substr(0, 5), "AUTH ");
    return logsIn ? authLine : mailLine;
}

const Session::Verb* Session::findVerb(std::string_view name)
{
    const auto all = verbs();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [name](const Verb& verb) { return equalNoCase(verb.name, name); });
    return found == all.end() ? nullptr : &*found;
}

void Session::onHelo(std::string_view argument)
{
    hello(argument, false);
}

void Session::onEhlo(std::string_view argument)
{
    hello(argument, true);
}

// Whether the argument is a name at all is the policy's matter (helo.invalid): RFC 5321 4.1.4 bids a server
// not to refuse mail for it by itself.
void Session::hello(std::string_view argument, bool extended)
{
    if (argument.size() > maxHello)
        return replyError(replies::helloTooLong);
    m_pendingEsmtp = extended;
    decide(model::Stage::Helo, argument);
}

void Session::greetExtended()
{
    replies::appendLines(m_output, "250", ehloLines(moment()));
}

Moment Session::moment() const
{
    return {*m_config, !m_tls.empty()};
}

void Session::onMail(std::string_view argument)
{
    if (m_transaction)
        return replyError(replies::mailAlready);
    if (!takePrefix(argument, "FROM:"))
        return replyError(replies::mailSyntax);
    const auto path = parseReversePath(argument, true);
    if (!path)
        return replyError(pathProblem(path.error(), replies::badSender));
    Transaction transaction;
    transaction.sender = path->mailbox;
    std::string_view problem = setMailParameters(transaction, path->rest, moment());
    if (problem.empty() && !transaction.utf8 && !isAscii(transaction.sender))
        problem = replies::eightBitAddress;
    if (!problem.empty())
        return replyError(problem);
    m_transaction = std::move(transaction);
    decide(model::Stage::Mail, m_transaction->sender);
}

void Session::onRcpt(std::string_view argument)
{
    if (!takePrefix(argument, "TO:"))
        return replyError(replies::rcptSyntax);
    if (m_transaction->chunked)
        return replyError(replies::chunksOnly);
    const auto path = parseForwardPath(argument, m_transaction->utf8);
    if (!path)
        return replyError(pathProblem(path.error(), replies::badRecipient));
    Recipient recipient{.address = std::string(path->mailbox)};
    const std::string_view problem = setRcptParameters(recipient, path->rest, moment(), m_transaction->utf8);
    if (!problem.empty())
        return replyError(problem);
    if (m_transaction->recipients.size() >= std::size_t(m_config->recipientLimit))
        return reply(replies::tooManyRecipients); // RFC 5321 4.5.3.1.10
    m_transaction->candidate = std::move(recipient);
    decide(model::Stage::Rcpt, m_transaction->candidate.address);
}

void Session::onData(std::string_view)
{
    if (m_transaction->recipients.empty()) // RFC 5321 3.3
        return replyError(m_transaction->refusedRecipients > 0 ? replies::noValidRecipients
                                                               : replies::rcptFirst);
    if (m_transaction->chunked)
        return replyError(replies::chunksOnly);
    m_byChunks = false;
    m_state = State::Opening;
}

// RFC 3030 2. The octets of a chunk come whatever is said to it, so a refusal waits for their end; where
// their number cannot be read, nothing that follows can be told from commands.
void Session::onBdat(std::string_view argument)
{
    const std::size_t blank = std::min(argument.find(' '), argument.size());
    const auto size = parseOctets(argument.substr(0, blank));
    argument.remove_prefix(blank);
    takePrefix(argument, " ");
    m_chunkIsLast = equalNoCase(argument, "LAST");
    if (!size || (!argument.empty() && !m_chunkIsLast))
        return close(replies::badChunk);
    m_chunkSize = m_chunkLeft = *size;
    m_chunkRefusal = chunkProblem();
    m_byChunks = true;
    if (!m_chunkRefusal.empty())
        m_state = State::SkippedChunk;
    else
        m_state = m_transaction->chunked ? State::Chunk : State::Opening;
}

std::string_view Session::chunkProblem() const
{
    if (m_config->tls == model::TlsMode::Required && m_tls.empty())
        return replies::tlsFirst;
    if (m_helo.empty())
        return replies::helloFirst;
    if (!m_transaction)
        return replies::mailFirst;
    if (m_transaction->recipients.empty())
        return m_transaction->refusedRecipients > 0 ? replies::noValidRecipients : replies::rcptFirst;
    return {};
}

void Session::onRset(std::string_view)
{
    m_transaction.reset();
    reply(replies::ok);
}

void Session::onNoop(std::string_view)
{
    reply(replies::ok);
}

void Session::onVrfy(std::string_view)
{
    reply(replies::cannotVerify);
}

void Session::onHelp(std::string_view)
{
    std::string names = "2.0.0";
    for (const Verb& verb : verbs()) {
        if ((verb.flags & Verb::Hidden) == 0)
            names.append(1, ' ').append(verb.name);
    }
    replies::appendLines(m_output, "214", std::vector<std::string>{"2.0.0 Commands by RFC 5321:", names});
}

void Session::onQuit(std::string_view)
{
    close(replies::goodbye);
}

std::string_view Session::authProblem(std::string_view mechanism) const
{
    if (m_config->mechanisms.empty())
        return replies::notImplemented;
    if (m_helo.empty())
        return replies::helloFirst;
    if (mechanism.empty())
        return replies::argumentMissing;
    if (!m_user.empty())
        return replies::loggedInAlready; // RFC 4954 4
    if (m_transaction)
        return replies::noLoginInMail; // RFC 4954 4
    if (!mayLogIn(moment()))
        return replies::loginNeedsTls; // RFC 4954 6
    const auto offered = mechanismsOffered(moment());
    const bool known = std::find(offered.begin(), offered.end(), mechanism) != offered.end();
    return known ? std::string_view() : replies::unknownMechanism;
}

void Session::onAuth(std::string_view argument)
{
    const std::size_t blank = std::min(argument.find(' '), argument.size());
    m_mechanism = argument.substr(0, blank);
    std::transform(m_mechanism.begin(), m_mechanism.end(), m_mechanism.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    const std::string_view problem = authProblem(m_mechanism);
    if (!problem.empty())
        return replyError(problem);
    m_logInBegins = true;
    argument.remove_prefix(blank);
    takePrefix(argument, " ");
    if (!argument.empty())
        return logIn(argument == "=" ? std::string_view() : argument); // RFC 4954 4: "=" is an empty response
    m_response.reset();
    m_state = State::LoggingIn;
}

void Session::takeResponse(std::string_view line)
{
    m_state = State::Commands;
    m_logInBegins = false;
    if (line == "*") // RFC 4954 4
        return replyError(replies::loginCancelled);
    logIn(line);
}

void Session::logIn(std::string_view encoded)
{
    m_response = fromBase64(encoded);
    if (!m_response)
        return replyError(replies::badBase64);
    m_state = State::LoggingIn;
}

// RFC 3207 6, and 4.2: commands that came in the clear behind STARTTLS may have been put there by somebody in
// the middle, to be run as if they had come encrypted. No honest client sends anything before our answer.
void Session::onStartTls(std::string_view)
{
    if (!m_tls.empty())
        return replyError(replies::tlsAlready);
    if (m_config->tls == model::TlsMode::None)
        return replyError(replies::notImplemented);
    if (m_taken < m_input.size())
        return close(replies::tlsFollowed);
    m_state = State::StartingTls;
}

void Session::onUnimplemented(std::string_view)
{
    replyError(replies::notImplemented);
}

void Session::onHttp(std::string_view)
{
    close(replies::notHttp);
}

} // namespace postern::smtp
