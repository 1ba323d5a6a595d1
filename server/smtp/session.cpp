// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/session.h"

#include "base/base64.h"
#include "smtp/reply_texts.h"
#include "smtp/verbs.h"

#include <algorithm>
#include <utility>

namespace postern::smtp {

namespace {

constexpr std::size_t outputBound = 16'384; // replies to a long pipeline go out in pieces of about this size
constexpr std::size_t keptBuffer = 1'024;   // an idle session keeps no larger buffer

bool isControl(char c)
{
    return (c >= 0 && c < ' ') || c == 0x7f;
}

std::string_view trimBlanks(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(' ');
    return first == text.npos ? std::string_view()
                              : text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

std::string_view problemReply(ContentProblem problem)
{
    switch (problem) {
    case ContentProblem::BareCr:
        return replies::contentBareCr;
    case ContentProblem::Nul:
        return replies::contentNul;
    default:
        return replies::contentBareLf;
    }
}

} // namespace

Session::Session(std::shared_ptr<const SessionConfig> config, Peer peer)
    : m_config(std::move(config))
    , m_peer(peer)
    , m_state(m_config->tls == model::TlsMode::Implicit ? State::Handshaking : State::Deciding)
{
}

void Session::input(std::string_view bytes)
{
    if (m_state == State::Closing)
        return;
    compact();
    m_input += bytes;
}

Step Session::next()
{
    while (true) {
        if (const auto step = waiting())
            return *step;
        if (!runNextLine()) {
            compact();
            return Read{};
        }
    }
}

// The step of every state but those that take command lines.
std::optional<Step> Session::waiting()
{
    if (m_state == State::Closing)
        return Close{};
    if (m_output.size() > outputBound)
        return Write{};
    switch (m_state) {
    case State::LoggingIn:
        return LogIn{m_mechanism, m_response, m_logInBegins};
    case State::StartingTls:
        return StartTls{};
    case State::Handshaking:
        return Handshake{};
    case State::Deciding:
        return Decide{m_stage, m_pending};
    case State::Opening:
        return OpenMessage{};
    case State::Content:
        return nextContent();
    case State::Chunk:
        return nextChunk();
    case State::SkippedChunk:
        return skipChunk();
    case State::Delivering:
        return CloseMessage{};
    case State::Discarded:
        endTransaction();
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

std::string Session::takeOutput()
{
    return std::exchange(m_output, {});
}

void Session::reconfigure(std::shared_ptr<const SessionConfig> config)
{
    m_config = std::move(config);
}

void Session::decide(model::Stage stage, std::string_view argument)
{
    m_state = State::Deciding;
    m_stage = stage;
    m_pending = argument;
}

void Session::decided(const Answer& answer)
{
    if (m_state != State::Deciding)
        return; // ended meanwhile
    m_state = State::Commands;
    if (m_stage == model::Stage::Connect)
        m_talkedEarly = !m_input.empty();
    if (answer.kind == Answer::Kind::Accept)
        accepted(answer);
    else
        refused(answer);
    m_pending.clear();
}

void Session::accepted(const Answer& answer)
{
    switch (m_stage) {
    case model::Stage::Connect:
        return reply(Reply{220, "", m_config->hostname + ' ' + m_config->greeting});
    case model::Stage::Helo:
        m_helo = m_pending;
        m_esmtp = m_pendingEsmtp;
        m_transaction.reset(); // RFC 5321 4.1.4
        return m_esmtp ? greetExtended() : reply(Reply{250, "", m_config->hostname});
    case model::Stage::Mail:
        return reply(replies::senderOk);
    case model::Stage::Rcpt:
        m_transaction->candidate.destination = answer.destination;
        m_transaction->recipients.push_back(std::move(m_transaction->candidate));
        return reply(replies::recipientOk);
    case model::Stage::Data:
        return; // never asked for here: the driver decides it at CloseMessage
    }
}

void Session::refused(const Answer& answer)
{
    if (m_stage == model::Stage::Connect)
        m_state = State::Barred;
    else if (m_stage == model::Stage::Mail)
        m_transaction.reset();
    else if (m_stage == model::Stage::Rcpt)
        ++m_transaction->refusedRecipients;
    reply(answer.reply);
    if (answer.kind == Answer::Kind::Close)
        m_state = State::Closing;
}

void Session::startTls()
{
    if (m_state != State::StartingTls)
        return;
    m_state = State::Handshaking;
    reply(replies::startTls);
}

void Session::noTls()
{
    if (m_state != State::StartingTls)
        return;
    m_state = State::Commands;
    reply(replies::noTls);
}

void Session::secured(std::string tls)
{
    if (m_state != State::Handshaking)
        return;
    m_tls = std::move(tls);
    m_helo.clear();
    m_user.clear();
    m_transaction.reset();
    m_state = m_config->tls == model::TlsMode::Implicit ? State::Deciding : State::Commands;
}

void Session::challenge(std::string_view text)
{
    if (m_state != State::LoggingIn)
        return;
    m_state = State::Challenged;
    reply("334 " + toBase64(text));
}

void Session::loggedIn(std::string user)
{
    if (m_state != State::LoggingIn)
        return;
    m_user = std::move(user);
    m_state = State::Commands;
    m_response.reset();
    reply(replies::loggedIn);
}

void Session::notLoggedIn(const Reply& answer)
{
    if (m_state != State::LoggingIn)
        return;
    m_state = answer.code == 421 ? State::Closing : State::Commands; // RFC 5321 3.8
    m_response.reset();
    reply(answer);
}

void Session::opened()
{
    if (m_state != State::Opening)
        return;
    m_header.start();
    if (m_byChunks) {
        m_state = State::Chunk;
        m_transaction->chunked = true;
        m_chunks.start();
        return;
    }
    m_state = State::Content;
    m_data.start();
    reply(replies::sendMessage);
}

void Session::notOpened(const Reply& answer)
{
    if (m_state != State::Opening)
        return;
    endTransaction();
    if (m_byChunks) { // its octets are on their way all the same (RFC 3030 2)
        m_state = State::SkippedChunk;
        m_chunkRefusal = replies::toLine(answer);
        return;
    }
    reply(answer);
}

Step Session::nextContent()
{
    while (true) {
        const DataReader::Piece piece = m_data.read(std::string_view(m_input).substr(m_taken));
        m_taken += piece.consumed;
        if (piece.end)
            return endContent();
        if (piece.consumed == 0) {
            compact();
            return Read{};
        }
        noteContent(piece.content);
        if (!piece.content.empty() && m_data.problem() == ContentProblem::None && !truncated())
            return Content{piece.content};
    }
}

void Session::noteContent(std::string_view content)
{
    m_transaction->size += std::int64_t(content.size());
    m_header.scan(content);
    m_transaction->header = m_header.facts();
}

// What is there of the chunk.
std::string_view Session::takeChunk()
{
    const std::string_view input = std::string_view(m_input).substr(m_taken);
    const auto size = std::size_t(std::min<std::int64_t>(m_chunkLeft, std::int64_t(input.size())));
    m_taken += size;
    m_chunkLeft -= std::int64_t(size);
    return input.substr(0, size);
}

std::optional<Step> Session::nextChunk()
{
    if (m_chunkLeft == 0)
        return endChunk();
    const std::string_view content = takeChunk();
    if (content.empty()) {
        compact();
        return Read{};
    }
    m_chunks.scan(content);
    noteContent(content);
    if (m_chunks.problem() == ContentProblem::None && !truncated())
        return Content{content};
    return nextChunk();
}

// A last line without its end gets one: RFC 3030 lets it be without, where lines are stored it must not be.
std::optional<Step> Session::endChunk()
{
    if (!m_chunkIsLast) {
        m_state = State::Commands;
        reply("250 2.0.0 " + std::to_string(m_chunkSize) + " octets received");
        return std::nullopt;
    }
    m_chunks.finish();
    if (m_chunks.lineIsOpen() && m_chunks.problem() == ContentProblem::None && !truncated()) {
        m_chunks.scan("\r\n");
        noteContent("\r\n");
        return Content{"\r\n"};
    }
    return endContent();
}

std::optional<Step> Session::skipChunk()
{
    if (m_chunkLeft > 0 && takeChunk().empty()) {
        compact();
        return Read{};
    }
    if (m_chunkLeft > 0)
        return skipChunk();
    m_state = State::Commands;
    replyError(std::exchange(m_chunkRefusal, {}));
    return waiting(); // it may have been one error too many
}

ContentProblem Session::contentProblem() const
{
    return m_transaction->chunked ? m_chunks.problem() : m_data.problem();
}

Step Session::endContent()
{
    if (contentProblem() == ContentProblem::None) {
        m_state = State::Delivering;
        return CloseMessage{};
    }
    const std::string_view text = problemReply(contentProblem());
    m_state = State::Discarded;
    reply(text);
    return DiscardMessage{text};
}

void Session::delivered(const Reply& answer)
{
    if (m_state != State::Delivering)
        return;
    const bool lost = truncated() && answer.code < 400;
    endTransaction();
    if (lost)
        reply(replies::messageTooLarge);
    else
        reply(answer);
}

bool Session::truncated() const
{
    return m_transaction && m_config->sizeLimit > 0 && m_transaction->size > m_config->sizeLimit;
}

void Session::endTransaction()
{
    m_transaction.reset();
    m_state = State::Commands;
}

void Session::end(End why)
{
    static constexpr std::string_view texts[] = {
        replies::timedOut,      replies::shuttingDown, replies::tooManyConnections,
        replies::noProxyHeader, replies::failed,       replies::disconnected};
    if (m_state != State::Closing)
        close(texts[std::size_t(why)]);
}

void Session::end(const Reply& answer)
{
    if (m_state != State::Closing)
        close(replies::toLine(answer));
}

// Runs the next command line. False where none is complete.
bool Session::runNextLine()
{
    const std::string_view input = std::string_view(m_input).substr(m_taken);
    const std::size_t lf = input.find('\n');
    if (lf == input.npos) {
        if (input.size() > longestLine(input))
            skip(input.size() - 1); // the last octet may be the CR of its end
        return false;
    }
    const std::string_view line = input.substr(0, lf + 1);
    m_taken += line.size();
    ++m_commands;
    const bool skipped = std::exchange(m_skipping, false);
    if (!line.ends_with("\r\n"))
        close(replies::bareLf); // whatever stands around a bare LF: nothing of it is run
    else if (skipped || line.size() > longestLine(line))
        tooLong();
    else if (m_state == State::Challenged)
        takeResponse(line.substr(0, line.size() - 2));
    else
        runLine(line.substr(0, line.size() - 2));
    return true;
}

// RFC 4954 4: a response that is too long ends the exchange.
void Session::tooLong()
{
    if (m_state == State::Challenged)
        m_state = State::Commands;
    replyError(replies::lineTooLong);
}

void Session::skip(std::size_t octets)
{
    m_taken += octets;
    m_skipping = true;
}

void Session::runLine(std::string_view line)
{
    if (std::any_of(line.begin(), line.end(), isControl))
        return replyError(replies::badCharacter);
    const std::string_view name = line.substr(0, line.find(' '));
    const Verb* verb = findVerb(name);
    if (verb == nullptr)
        return replyError(replies::unknownCommand);
    if (line.size() + 2 > verb->maxLine)
        return replyError(replies::lineTooLong);
    if (m_state == State::Barred && verb->name != "QUIT")
        return replyError(replies::barred); // RFC 5321 3.1
    run(*verb, trimBlanks(line.substr(name.size())));
}

void Session::run(const Verb& verb, std::string_view argument)
{
    const auto flag = [&verb](std::uint8_t mask) { return (verb.flags & mask) != 0; };
    if (m_config->tls == model::TlsMode::Required && m_tls.empty() && !flag(Verb::InClear))
        return replyError(replies::tlsFirst); // RFC 3207 4
    if (flag(Verb::NeedsHello) && m_helo.empty())
        return replyError(replies::helloFirst);
    if (flag(Verb::NeedsTransaction) && !m_transaction)
        return replyError(replies::mailFirst);
    if (flag(Verb::NoArgument) && !argument.empty())
        return replyError(replies::noArgumentAllowed);
    if (flag(Verb::NeedsArgument) && argument.empty())
        return replyError(replies::argumentMissing);
    (this->*verb.handler)(argument);
}

void Session::reply(std::string_view line)
{
    m_output += line;
    m_output += "\r\n";
}

void Session::reply(const Reply& answer)
{
    reply(std::string_view(replies::toLine(answer)));
}

void Session::replyError(std::string_view line)
{
    if (++m_errors >= m_config->errorLimit)
        close(replies::tooManyErrors);
    else
        reply(line);
}

void Session::close(std::string_view line)
{
    reply(line);
    m_state = State::Closing;
}

void Session::compact()
{
    m_input.erase(0, std::exchange(m_taken, 0));
    if (m_input.empty() && m_input.capacity() > keptBuffer)
        std::string().swap(m_input);
}

} // namespace postern::smtp
