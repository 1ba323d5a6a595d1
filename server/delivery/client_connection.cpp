// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/client_connection.h"

#include <utility>

namespace postern::delivery {

namespace {

constexpr int jobsPerConnection = 100;
constexpr std::size_t pieceSize = 65'536;

} // namespace

ClientConnection::ClientConnection(std::shared_ptr<Courier> courier, net::Descriptor socket,
                                   SmtpClient::Options options)
    : Link(courier->reactor(), std::move(socket), std::move(options), courier->carrier().tls)
    , m_courier(std::move(courier))
{
}

void ClientConnection::onBroken(const std::string& what)
{
    m_courier->dispatcher().tools().complain("a delivery broke: " + what);
}

bool ClientConnection::onNextJob()
{
    m_job = m_jobs++ < jobsPerConnection ? m_courier->takeJob() : nullptr;
    if (m_job)
        return loadContent();
    client().quit();
    return true;
}

bool ClientConnection::loadContent()
{
    m_courier->dispatcher().tools().workers.post(
        "reading a message that goes out",
        [self = shared_from_this(), this, &spool = m_courier->dispatcher().tools().spool,
         id = m_job->message.id] {
            auto content = spool.content(id);
            reactor().post([self, this, content = std::move(content)]() mutable {
                onLoaded(std::move(content));
                run();
            });
        });
    return false;
}

void ClientConnection::onLoaded(Result<std::shared_ptr<spool::Content>> content)
{
    noteProgress();
    m_offset = 0;
    if (content) {
        m_content = std::move(*content);
        return client().begin(m_job->message, m_job->recipients);
    }
    Answer answer = deferred("4.3.0", toString(content.error()));
    if (content.error().kind == ErrorKind::NotFound)
        answer.fate = Answer::Fate::Gone;
    const JobPtr job = std::exchange(m_job, nullptr);
    m_courier->dispatcher().finish(job, std::vector<Answer>(job->recipients.size(), answer));
}

bool ClientConnection::onContent()
{
    if (m_content->isInFile())
        return readPiece();
    client().content(m_content->memory());
    client().contentEnd();
    return true;
}

bool ClientConnection::readPiece()
{
    m_courier->dispatcher().tools().workers.post(
        "reading a message that goes out",
        [self = shared_from_this(), this, content = m_content, offset = m_offset] {
            std::string piece(pieceSize, '\0');
            const auto count = content->read(offset, piece);
            piece.resize(count.value_or(0));
            const bool failed = !count;
            reactor().post([self, this, piece = std::move(piece), failed] {
                noteProgress();
                m_offset += std::int64_t(piece.size());
                if (failed)
                    client().lost("the message cannot be read");
                else if (piece.empty())
                    client().contentEnd();
                else
                    client().content(piece);
                run();
            });
        });
    return false;
}

bool ClientConnection::onDone(SmtpClient::Done& done)
{
    m_content.reset();
    m_courier->dispatcher().finish(std::exchange(m_job, nullptr), std::move(done.answers));
    return true;
}

void ClientConnection::onClosed(const SmtpClient::Closed& closed)
{
    m_courier->ended(closed);
}

} // namespace postern::delivery
