// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/verbs.h"

#include "base/base64.h"
#include "smtp/reply_texts.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace postern::smtp {

namespace {

// RFC 1870 4: up to 20 digits, so more than 64 bits may hold. What is beyond is as good as the most there is.
std::optional<std::int64_t> parseSize(std::string_view text)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (text.empty() || text.size() > 20 || !digits)
        return std::nullopt;
    std::int64_t size = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), size);
    return result.ec == std::errc() ? size : std::numeric_limits<std::int64_t>::max();
}

std::string_view setSize(Transaction& transaction, std::string_view value)
{
    transaction.declaredSize = parseSize(value);
    return transaction.declaredSize ? std::string_view() : replies::badSize;
}

std::string_view setBody(Transaction& transaction, std::string_view value)
{
    const bool eightBit = equalNoCase(value, "8BITMIME"); // RFC 6152
    if (!eightBit && !equalNoCase(value, "7BIT"))
        return replies::badBody;
    transaction.body = eightBit ? BodyType::EightBitMime : BodyType::SevenBit;
    return {};
}

// What EHLO's list depends on.
struct Moment {
    const SessionConfig& config;
    bool secured;
};

bool mayLogIn(const SessionConfig& config, bool secured)
{
    return !config.mechanisms.empty() && (secured || config.loginWithoutTls);
}

bool offersAuth(const Moment& now)
{
    return mayLogIn(now.config, now.secured);
}

bool offersStartTls(const Moment& now) // RFC 3207 4.2: not any more once there is TLS
{
    const bool possible =
        now.config.tls == model::TlsMode::StartTls || now.config.tls == model::TlsMode::Required;
    return possible && !now.secured;
}

// RFC 4954 5: who has sent the message first, by the word of a client that we do not take for it.
std::string_view ignoreAuth(Transaction& /*transaction*/, std::string_view value)
{
    return value.empty() ? replies::badAuthParameter : std::string_view();
}

// The service extensions: EHLO's keyword, and the parameter of MAIL that comes with it.
struct Extension {
    std::string_view keyword;
    std::string_view mailParameter;                                            // "": none
    std::string_view (*set)(Transaction& transaction, std::string_view value); // returns an error reply or ""
    bool (*offered)(const Moment& now) = nullptr;                              // always
};
constexpr Extension extensions[] = {
    {"PIPELINING", "", nullptr},               // RFC 2920
    {"SIZE", "SIZE", setSize},                 // RFC 1870
    {"8BITMIME", "BODY", setBody},             // RFC 6152
    {"ENHANCEDSTATUSCODES", "", nullptr},      // RFC 2034
    {"STARTTLS", "", nullptr, offersStartTls}, // RFC 3207
    {"AUTH", "AUTH", ignoreAuth, offersAuth},  // RFC 4954
    {"CHUNKING", "", nullptr},                 // RFC 3030
    {"HELP", "", nullptr},                     // RFC 5321 4.1.1.1
};

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

// "" where all is well, else the reply.
std::string_view setParameter(Transaction& transaction, const Parameter& parameter, const Moment& now)
{
    for (const Extension& extension : extensions) {
        if (extension.offered != nullptr && !extension.offered(now))
            continue;
        if (extension.set != nullptr && equalNoCase(parameter.keyword, extension.mailParameter))
            return extension.set(transaction, parameter.value.value_or(""));
    }
    return replies::unknownParameter; // RFC 5321 4.1.1.11
}

bool hasTwice(const std::vector<Parameter>& parameters, const Parameter& parameter)
{
    return std::count_if(parameters.begin(), parameters.end(), [&](const Parameter& other) {
               return equalNoCase(other.keyword, parameter.keyword);
           }) > 1;
}

std::string_view setParameters(Transaction& transaction, std::string_view text, const Moment& now)
{
    const auto parameters = parseParameters(text);
    if (!parameters)
        return replies::badParameters;
    for (const Parameter& parameter : *parameters) {
        const std::string_view problem = hasTwice(*parameters, parameter)
                                             ? replies::badParameters
                                             : setParameter(transaction, parameter, now);
        if (!problem.empty())
            return problem;
    }
    return {};
}

std::string words(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts)
        all += ' ' + text;
    return all;
}

constexpr std::size_t maxHello = 255; // RFC 5321 4.5.3.1.2

} // namespace

// RFC 5321 4.5.3.1.4: 512 octets with CR LF; an extension that adds a parameter adds its length: SIZE 26 (RFC
// 1870 3), BODY 17 (RFC 6152 2), AUTH 500 (RFC 4954 3).
constexpr std::size_t commandLine = 512;
constexpr std::size_t mailLine = commandLine + 26 + 17 + 500;
// RFC 4954 4, for AUTH and for the lines of the exchange.
constexpr std::size_t authLine = 12'288;

std::span<const Session::Verb> Session::verbs()
{
    using V = Verb;
    static constexpr Verb table[] = {
        {"HELO", &Session::onHelo, V::NeedsArgument, commandLine},
        {"EHLO", &Session::onEhlo, V::NeedsArgument | V::InClear, commandLine},
        {"MAIL", &Session::onMail, V::NeedsHello, mailLine},
        {"RCPT", &Session::onRcpt, V::NeedsHello | V::NeedsTransaction, commandLine},
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
    std::vector<std::string> lines{m_config->hostname};
    const Moment now{*m_config, !m_tls.empty()};
    for (const Extension& extension : extensions) {
        if (extension.offered != nullptr && !extension.offered(now))
            continue;
        lines.emplace_back(extension.keyword);
        if (extension.keyword == "AUTH")
            lines.back() += words(mechanismsOffered());
        if (extension.keyword == "SIZE")
            lines.back() += ' ' + std::to_string(m_config->sizeLimit); // RFC 1870 3: 0 is no limit
    }
    replies::appendLines(m_output, "250", lines);
}

void Session::onMail(std::string_view argument)
{
    if (m_transaction)
        return replyError(replies::mailAlready);
    if (!takePrefix(argument, "FROM:"))
        return replyError(replies::mailSyntax);
    const auto path = parseReversePath(argument);
    if (!path)
        return replyError(pathProblem(path.error(), replies::badSender));
    Transaction transaction;
    transaction.sender = path->mailbox;
    const std::string_view problem = setParameters(transaction, path->rest, {*m_config, !m_tls.empty()});
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
    const auto path = parseForwardPath(argument);
    if (!path)
        return replyError(pathProblem(path.error(), replies::badRecipient));
    const auto parameters = parseParameters(path->rest);
    if (!parameters || !parameters->empty())
        return replyError(parameters ? replies::unknownParameter : replies::badParameters);
    if (m_transaction->recipients.size() >= std::size_t(m_config->recipientLimit))
        return reply(replies::tooManyRecipients); // RFC 5321 4.5.3.1.10
    decide(model::Stage::Rcpt, path->mailbox);
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
    const auto size = parseSize(argument.substr(0, blank));
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

// With a channel to be bound to, there is the mechanism that does so, too (RFC 5802 6).
std::vector<std::string> Session::mechanismsOffered() const
{
    std::vector<std::string> offered = m_config->mechanisms;
    const auto scram = std::find(offered.begin(), offered.end(), "SCRAM-SHA-256");
    if (scram != offered.end() && m_config->channelBinding && !m_tls.empty())
        offered.insert(scram, "SCRAM-SHA-256-PLUS");
    return offered;
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
    if (!mayLogIn(*m_config, !m_tls.empty()))
        return replies::loginNeedsTls; // RFC 4954 6
    const auto offered = mechanismsOffered();
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
