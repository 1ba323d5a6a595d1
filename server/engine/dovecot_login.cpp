// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dovecot_login.h"

#include "base/base64.h"

#include <asio/buffer.hpp>
#include <asio/local/stream_protocol.hpp>
#include <asio/steady_timer.hpp>
#include <asio/write.hpp>

#include <unistd.h>

#include <array>
#include <utility>

namespace postern::engine {

namespace {

using namespace std::chrono_literals;
using asio::local::stream_protocol;

constexpr auto patience = 10s;
constexpr std::size_t longestInput = 65'536; // of lines that are not complete, or not for us

std::string_view cut(std::string_view& text, char end)
{
    const std::size_t at = text.find(end);
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at == text.npos ? text.size() : at + 1);
    return part;
}

// The value of "name=value" among parameters that tabs separate.
std::string_view parameter(std::string_view parameters, std::string_view name)
{
    while (!parameters.empty()) {
        const std::string_view one = cut(parameters, '\t');
        if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
            return one.substr(name.size() + 1);
    }
    return {};
}

bool has(std::string_view parameters, std::string_view name)
{
    while (!parameters.empty()) {
        if (cut(parameters, '\t') == name)
            return true;
    }
    return false;
}

} // namespace

// Lives as long as an answer is waited for. On the reactor's thread.
class DovecotLogin::Exchange : public std::enable_shared_from_this<Exchange> {
public:
    Exchange(net::Reactor& reactor, About about)
        : m_reactor(reactor)
        , m_about(std::move(about))
        , m_socket(reactor.context())
        , m_timer(reactor.context())
    {
    }

    void respond(std::optional<std::string_view> response, Done done)
    {
        m_done = std::move(done);
        m_timer.expires_after(patience);
        m_timer.async_wait([self = shared_from_this()](const asio::error_code& error) {
            if (!error)
                self->finish({LoginResult::Kind::Busy, {}, {}});
        });
        if (m_socket.is_open())
            return write("CONT\t1\t" + toBase64(response.value_or("")) + '\n');
        connect(begin(response));
    }

    void close()
    {
        m_timer.cancel();
        asio::error_code ignored;
        m_socket.close(ignored);
        m_done = nullptr;
    }

private:
    // The log-in may be sent at once: Dovecot reads in order.
    std::string begin(std::optional<std::string_view> response) const
    {
        std::string text = "VERSION\t1\t2\nCPID\t" + std::to_string(::getpid()) + "\nAUTH\t1\t" +
                           m_about.mechanism + "\tservice=smtp\trip=" + m_about.client.toString();
        if (m_about.secured)
            text += "\tsecured";
        if (response)
            text += "\tresp=" + toBase64(*response); // the last one, by the protocol
        return text + '\n';
    }

    void connect(std::string first)
    {
        asio::error_code unusable;
        constexpr std::size_t longestPath = 107; // of a UNIX socket
        if (m_about.socket.size() > longestPath)
            return later({LoginResult::Kind::Busy, {}, {}});
        m_socket.async_connect(
            stream_protocol::endpoint(m_about.socket),
            [self = shared_from_this(), first = std::move(first)](const asio::error_code& error) {
                if (error)
                    return self->finish({LoginResult::Kind::Busy, {}, {}});
                self->write(first);
                self->read();
            });
    }

    void write(std::string text)
    {
        const auto kept = std::make_shared<std::string>(std::move(text));
        asio::async_write(m_socket, asio::buffer(*kept),
                          [self = shared_from_this(), kept](const asio::error_code& error, std::size_t) {
                              if (error)
                                  self->finish({LoginResult::Kind::Busy, {}, {}});
                          });
    }

    void read()
    {
        m_socket.async_read_some(
            asio::buffer(m_buffer),
            [self = shared_from_this()](const asio::error_code& error, std::size_t count) {
                if (error)
                    return self->finish({LoginResult::Kind::Busy, {}, {}});
                self->m_input.append(self->m_buffer.data(), count);
                self->takeLines();
                if (self->m_input.size() > longestInput)
                    self->finish({LoginResult::Kind::Busy, {}, {}});
                else if (self->m_socket.is_open())
                    self->read();
            });
    }

    void takeLines()
    {
        std::size_t end = 0;
        while ((end = m_input.find('\n')) != m_input.npos) {
            const std::string line = m_input.substr(0, end);
            m_input.erase(0, end + 1);
            take(line);
        }
    }

    void take(std::string_view line)
    {
        const std::string_view verb = cut(line, '\t');
        if (verb != "OK" && verb != "FAIL" && verb != "CONT")
            return; // the greeting
        if (cut(line, '\t') != "1")
            return;
        const std::string user(parameter(line, "user"));
        if (verb == "OK")
            return finish({user.empty() ? LoginResult::Kind::Busy : LoginResult::Kind::Succeeded, {}, user});
        if (verb == "FAIL")
            return finish(
                {has(line, "temp") ? LoginResult::Kind::Busy : LoginResult::Kind::Failed, {}, user});
        const auto text = fromBase64(line);
        if (!text)
            return finish({LoginResult::Kind::Busy, {}, {}});
        answer({LoginResult::Kind::Challenge, *text, {}});
    }

    void later(LoginResult result)
    {
        m_reactor.post([self = shared_from_this(), result = std::move(result)] { self->finish(result); });
    }

    void finish(LoginResult result)
    {
        asio::error_code ignored;
        m_socket.close(ignored);
        answer(std::move(result));
    }

    void answer(LoginResult result)
    {
        m_timer.cancel();
        if (const Done done = std::exchange(m_done, nullptr))
            done(std::move(result));
    }

    net::Reactor& m_reactor;
    const About m_about;
    stream_protocol::socket m_socket;
    asio::steady_timer m_timer;
    std::array<char, 2048> m_buffer{};
    std::string m_input;
    Done m_done;
};

DovecotLogin::DovecotLogin(net::Reactor& reactor, About about)
    : m_exchange(std::make_shared<Exchange>(reactor, std::move(about)))
{
}

DovecotLogin::~DovecotLogin()
{
    m_exchange->close();
}

void DovecotLogin::respond(std::optional<std::string_view> response, Done done)
{
    m_exchange->respond(response, std::move(done));
}

} // namespace postern::engine
