// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/smtp_dialogue.h"

#include "base/escape.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace postern::health {

namespace {

constexpr std::chrono::milliseconds slice{100}; // between two looks whether it is cancelled

tl::unexpected<Error> unavailable(std::string what)
{
    return fail(ErrorKind::Unavailable, std::move(what));
}

tl::unexpected<Error> systemError(int number)
{
    return unavailable(std::generic_category().message(number));
}

} // namespace

struct SmtpDialogue::Ssl {
    struct Free {
        void operator()(SSL* each) const { SSL_free(each); }
    };
    std::unique_ptr<SSL, Free> ssl;
};

SmtpDialogue::SmtpDialogue(Options options, net::Descriptor socket)
    : m_options(std::move(options))
    , m_socket(std::move(socket))
{
}

SmtpDialogue::~SmtpDialogue() = default;

Result<std::unique_ptr<SmtpDialogue>> SmtpDialogue::connect(Options options)
{
    const int family = options.to.address.isV4() ? AF_INET : AF_INET6;
    net::Descriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.valid())
        return systemError(errno);
    sockaddr_storage raw{};
    if (options.from) {
        const unsigned size = net::toSockaddr({*options.from, 0}, raw);
        if (::bind(socket.get(), reinterpret_cast<sockaddr*>(&raw), size) != 0)
            return systemError(errno);
    }
    const unsigned size = net::toSockaddr(options.to, raw);
    const bool begun = ::connect(socket.get(), reinterpret_cast<sockaddr*>(&raw), size) == 0;
    if (!begun && errno != EINPROGRESS)
        return systemError(errno);
    std::unique_ptr<SmtpDialogue> dialogue(new SmtpDialogue(std::move(options), std::move(socket)));
    if (const auto ready = dialogue->wait(POLLOUT, Clock::now() + dialogue->m_options.patience); !ready)
        return failFrom(ready);
    int error = 0;
    socklen_t length = sizeof error;
    ::getsockopt(dialogue->m_socket.get(), SOL_SOCKET, SO_ERROR, &error, &length);
    if (error != 0)
        return systemError(error);
    return dialogue;
}

Result<> SmtpDialogue::wait(short events, Clock::time_point end) const
{
    while (true) {
        if (m_options.cancelled && m_options.cancelled())
            return fail(ErrorKind::Busy, "cancelled");
        pollfd waited{m_socket.get(), events, 0};
        const int ready = ::poll(&waited, 1, int(slice.count()));
        if (ready > 0)
            return {};
        if (ready < 0 && errno != EINTR)
            return systemError(errno);
        if (Clock::now() >= end)
            return unavailable("time-out");
    }
}

Result<SmtpDialogue::Reply> SmtpDialogue::read()
{
    const auto end = Clock::now() + m_options.patience; // for the whole of it
    while (true) {
        if (const auto reply = m_replies.next())
            return Reply{reply->code, escapeForDisplay(reply->text())};
        if (m_replies.broken())
            return unavailable("the answer is no SMTP");
        if (const auto filled = fill(end); !filled)
            return failFrom(filled);
    }
}

Result<SmtpDialogue::Reply> SmtpDialogue::say(const std::string& line)
{
    if (const auto written = write(line + "\r\n"); !written)
        return failFrom(written);
    return read();
}

Result<> SmtpDialogue::fill(Clock::time_point end)
{
    std::array<char, 4096> buffer{};
    while (true) {
        short events = POLLIN;
        if (m_ssl) {
            ERR_clear_error();
            const int got = SSL_read(m_ssl->ssl.get(), buffer.data(), int(buffer.size()));
            if (got > 0) {
                m_replies.input({buffer.data(), std::size_t(got)});
                return {};
            }
            const int why = SSL_get_error(m_ssl->ssl.get(), got);
            if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE)
                return unavailable("the connection was closed");
            events = why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
        } else {
            const ssize_t got = ::recv(m_socket.get(), buffer.data(), buffer.size(), 0);
            if (got > 0) {
                m_replies.input({buffer.data(), std::size_t(got)});
                return {};
            }
            if (got == 0)
                return unavailable("the connection was closed");
            if (errno != EAGAIN && errno != EINTR)
                return systemError(errno);
        }
        if (auto ready = wait(events, end); !ready)
            return ready;
    }
}

Result<> SmtpDialogue::write(std::string_view bytes)
{
    const auto end = Clock::now() + m_options.patience;
    while (!bytes.empty()) {
        short events = POLLOUT;
        ssize_t sent = 0;
        if (m_ssl) {
            ERR_clear_error();
            sent = SSL_write(m_ssl->ssl.get(), bytes.data(), int(bytes.size()));
            const int why = sent > 0 ? SSL_ERROR_NONE : SSL_get_error(m_ssl->ssl.get(), int(sent));
            if (sent <= 0 && why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE)
                return unavailable("the connection was closed");
            events = why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT;
        } else {
            sent = ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent < 0 && errno != EAGAIN && errno != EINTR)
                return systemError(errno);
        }
        if (sent > 0)
            bytes.remove_prefix(std::size_t(sent));
        else if (auto ready = wait(events, end); !ready)
            return ready;
    }
    return {};
}

Result<> SmtpDialogue::encrypt(const net::TlsClientContext& context, const std::string& name)
{
    m_replies.clear(); // RFC 3207 4.2
    auto made = std::make_unique<Ssl>();
    made->ssl.reset(SSL_new(context.native()));
    if (!made->ssl || SSL_set_fd(made->ssl.get(), m_socket.get()) != 1)
        return fail(ErrorKind::Internal, "OpenSSL makes no connection");
    if (!name.empty())
        SSL_set_tlsext_host_name(made->ssl.get(), name.c_str());
    const auto end = Clock::now() + m_options.patience;
    while (true) {
        ERR_clear_error();
        const int done = SSL_connect(made->ssl.get());
        if (done == 1)
            break;
        const int why = SSL_get_error(made->ssl.get(), done);
        if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) {
            ERR_clear_error();
            return unavailable("no encrypted connection comes about");
        }
        if (auto ready = wait(why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, end); !ready)
            return ready;
    }
    m_ssl = std::move(made);
    return {};
}

} // namespace postern::health
