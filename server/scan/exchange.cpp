// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/exchange.h"

#include "scan/place.h"

#include <asio/buffer.hpp>
#include <asio/steady_timer.hpp>
#include <asio/write.hpp>

#include <array>
#include <utility>

namespace postern::scan {

namespace {

using asio::generic::stream_protocol;

// Lives as long as its time runs, or until it is finished.
class Exchange : public std::enable_shared_from_this<Exchange> {
public:
    Exchange(asio::io_context& context, Errand errand, std::function<bool(const AnswerReader&)> mayBeEarly,
             Answered done)
        : m_errand(std::move(errand))
        , m_mayBeEarly(std::move(mayBeEarly))
        , m_done(std::move(done))
        , m_socket(context)
        , m_timer(context)
        , m_pause(context)
    {
    }

    void start()
    {
        const auto place = placeOf(m_errand.address);
        if (!place)
            return finish(failFrom(place));
        m_place = *place;
        m_timer.expires_after(m_errand.timeout);
        m_timer.async_wait([self = shared_from_this()](const asio::error_code& error) {
            if (!error)
                self->broken("no answer within " + std::to_string(self->m_errand.timeout.count()) + " s");
        });
        connect();
    }

private:
    void connect()
    {
        m_socket.async_connect(m_place, [self = shared_from_this()](const asio::error_code& error) {
            if (!self->m_done)
                return;
            if (error == asio::error::try_again)
                return self->connectLater();
            if (error)
                return self->broken("it cannot be reached: " + error.message());
            self->m_piece = std::move(self->m_errand.head);
            self->write();
            self->read();
        });
    }

    // A UNIX socket whose queue is full says so at once.
    void connectLater()
    {
        asio::error_code ignored;
        m_socket.close(ignored);
        m_pause.expires_after(std::chrono::milliseconds(50));
        m_pause.async_wait([self = shared_from_this()](const asio::error_code& error) {
            if (!error && self->m_done)
                self->connect();
        });
    }

    void write()
    {
        asio::async_write(m_socket, asio::buffer(m_piece),
                          [self = shared_from_this()](const asio::error_code& error, std::size_t) {
                              // Whoever takes no more of it may have said why: the answer is waited for.
                              if (error || !self->m_done)
                                  return;
                              if (!self->m_allGiven)
                                  self->nextPiece();
                              else if (self->m_errand.endsWriting)
                                  self->endWriting();
                          });
    }

    void nextPiece()
    {
        m_errand.request->content->read(m_offset, [self = shared_from_this()](Result<std::string> piece) {
            if (!self->m_done)
                return;
            if (!piece)
                return self->broken("the message cannot be read: " + toString(piece.error()));
            self->take(std::move(*piece));
        });
    }

    void take(std::string piece)
    {
        m_piece = std::move(piece);
        m_offset += std::int64_t(m_piece.size());
        m_allGiven = m_offset >= m_errand.request->content->size();
        if (m_piece.empty() && !m_allGiven)
            return broken("the message cannot be read to its end");
        if (!m_piece.empty())
            write();
        else if (m_errand.endsWriting)
            endWriting();
    }

    void endWriting()
    {
        asio::error_code ignored;
        m_socket.shutdown(stream_protocol::socket::shutdown_send, ignored);
    }

    void read()
    {
        m_socket.async_read_some(
            asio::buffer(m_buffer),
            [self = shared_from_this()](const asio::error_code& error, std::size_t count) {
                if (!self->m_done)
                    return;
                if (error)
                    self->m_answer.close();
                else
                    self->m_answer.take({self->m_buffer.data(), count});
                if (self->m_answer.isOver())
                    self->answered();
                else
                    self->read();
            });
    }

    void answered()
    {
        if (!m_answer.problem().empty())
            broken(m_answer.problem());
        else if (!m_allGiven && !m_mayBeEarly(m_answer))
            broken("it answered before it had the whole message");
        else
            finish(std::move(m_answer));
    }

    void broken(const std::string& what) { finish(fail(ErrorKind::Unavailable, what)); }

    void finish(Result<AnswerReader> answer)
    {
        asio::error_code ignored;
        m_timer.cancel();
        m_pause.cancel();
        m_socket.close(ignored);
        if (const Answered done = std::exchange(m_done, nullptr))
            done(std::move(answer));
    }

    Errand m_errand;
    std::function<bool(const AnswerReader&)> m_mayBeEarly;
    Answered m_done;
    stream_protocol::socket m_socket;
    stream_protocol::endpoint m_place;
    asio::steady_timer m_timer;
    asio::steady_timer m_pause; // until it is tried again
    std::string m_piece;        // that is being sent
    std::int64_t m_offset = 0;
    bool m_allGiven = false; // the last of the content is at least on its way
    std::array<char, 8192> m_buffer{};
    AnswerReader m_answer;
};

} // namespace

void exchange(asio::io_context& context, Errand errand, std::function<bool(const AnswerReader&)> mayBeEarly,
              Answered done)
{
    std::make_shared<Exchange>(context, std::move(errand), std::move(mayBeEarly), std::move(done))->start();
}

} // namespace postern::scan
