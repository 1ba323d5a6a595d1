// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/client_connection.h"

#include <asio/post.hpp>

#include <array>
#include <exception>
#include <utility>

namespace postern::delivery {

namespace {

constexpr auto connectTimeout = std::chrono::seconds(30);
constexpr int jobsPerConnection = 100;
constexpr std::size_t pieceSize = 65'536;

SmtpClient::Options optionsOf(Courier& courier, std::string peer)
{
    const NextHop& hop = courier.hop();
    SmtpClient::Options options;
    options.lmtp = hop.kind == NextHop::Kind::Lmtp;
    options.hostname = courier.dispatcher().tools().router->settings().hostname;
    options.user = hop.user;
    options.password = hop.password;
    options.tls = hop.tls;
    options.peer = std::move(peer);
    return options;
}

} // namespace

ClientConnection::ClientConnection(std::shared_ptr<Courier> courier, net::Descriptor socket, std::string peer)
    : Connection(courier->reactor(), std::move(socket), connectTimeout)
    , m_courier(std::move(courier))
    , m_client(optionsOf(*m_courier, std::move(peer)))
{
}

void ClientConnection::begin()
{
    waitToSend(); // until it is connected, or is not to be
}

void ClientConnection::onTimeout()
{
    m_client.lost("time-out");
    run();
}

void ClientConnection::run()
{
    const auto self = shared_from_this(); // the step may drop the last owner
    try {
        while (isOpen() && step()) {
        }
    } catch (const std::exception& broken) {
        m_courier->dispatcher().tools().complain(std::string("a delivery broke: ") + broken.what());
        m_client.lost(broken.what());
        while (isOpen() && step()) {
        }
    }
}

bool ClientConnection::step()
{
    SmtpClient::Step step = m_client.next();
    return std::visit([this](auto& what) { return on(what); }, step);
}

ClientConnection::Sent ClientConnection::flush()
{
    m_output += m_client.takeOutput();
    if (m_output.empty())
        return Sent::All;
    switch (send(m_output)) {
    case Io::Done:
        noteProgress();
        return Sent::All;
    case Io::Blocked:
        setTimeout(m_client.timeout());
        waitToSend();
        return Sent::Waits;
    case Io::Closed:
        break;
    }
    m_output.clear();
    m_client.lost("it does not take what is sent");
    return Sent::Gone;
}

bool ClientConnection::on(const SmtpClient::Read&)
{
    const Sent sent = flush();
    if (sent != Sent::All)
        return sent == Sent::Gone;
    const Received received = receive();
    switch (received.io) {
    case Io::Done:
        m_client.input(received.bytes);
        noteProgress();
        return true;
    case Io::Closed:
        m_client.lost("it closed the connection, or could not be reached");
        return true;
    case Io::Blocked:
        setTimeout(m_client.timeout());
        waitToReceive();
        return false;
    }
    return false;
}

bool ClientConnection::on(const SmtpClient::NextJob&)
{
    m_job = m_jobs++ < jobsPerConnection ? m_courier->takeJob() : nullptr;
    if (m_job)
        return loadContent();
    m_client.quit();
    return true;
}

bool ClientConnection::loadContent()
{
    asio::post(m_courier->dispatcher().tools().workers,
               [self = shared_from_this(), this, &spool = m_courier->dispatcher().tools().spool,
                id = m_job->message.id] {
                   auto content = spool.content(id);
                   reactor().post([self, this, content = std::move(content)]() mutable {
                       onContent(std::move(content));
                       run();
                   });
               });
    return false;
}

void ClientConnection::onContent(Result<std::shared_ptr<spool::Content>> content)
{
    noteProgress();
    m_offset = 0;
    if (content) {
        m_content = std::move(*content);
        return m_client.begin(m_job->message, m_job->recipients);
    }
    Answer answer = deferred("4.3.0", toString(content.error()));
    if (content.error().kind == ErrorKind::NotFound)
        answer.fate = Answer::Fate::Gone;
    const JobPtr job = std::exchange(m_job, nullptr);
    m_courier->dispatcher().finish(job, std::vector<Answer>(job->recipients.size(), answer));
}

// The next piece only when the one before has gone out: memory does not grow with the message.
bool ClientConnection::on(const SmtpClient::NeedContent&)
{
    const Sent sent = flush();
    if (sent != Sent::All)
        return sent == Sent::Gone;
    if (m_content->isInFile())
        return readPiece();
    m_client.content(m_content->memory());
    m_client.contentEnd();
    return true;
}

bool ClientConnection::readPiece()
{
    asio::post(m_courier->dispatcher().tools().workers,
               [self = shared_from_this(), this, content = m_content, offset = m_offset] {
                   std::string piece(pieceSize, '\0');
                   const auto count = content->read(offset, piece);
                   piece.resize(count.value_or(0));
                   const bool failed = !count;
                   reactor().post([self, this, piece = std::move(piece), failed] {
                       noteProgress();
                       m_offset += std::int64_t(piece.size());
                       if (failed)
                           m_client.lost("the message cannot be read");
                       else if (piece.empty())
                           m_client.contentEnd();
                       else
                           m_client.content(piece);
                       run();
                   });
               });
    return false;
}

bool ClientConnection::on(const SmtpClient::Handshake&)
{
    m_client.tlsFailed("not possible");
    return true;
}

bool ClientConnection::on(SmtpClient::Done& done)
{
    m_content.reset();
    m_courier->dispatcher().finish(std::exchange(m_job, nullptr), std::move(done.answers));
    return true;
}

bool ClientConnection::on(const SmtpClient::Closed& closed)
{
    const auto why = closed.why;
    close();
    m_courier->ended(why);
    return false;
}

} // namespace postern::delivery
