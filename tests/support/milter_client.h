// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/endpoint.h"
#include "net/listening.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <cstring>
#include <string>

namespace postern::testing {

// A mail server's side of the milter protocol, as far as a test needs it: hands a filter one message.
class MilterClient {
public:
    explicit MilterClient(int port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_storage raw{};
        const unsigned length = net::toSockaddr({*IpAddress::parse("127.0.0.1"), std::uint16_t(port)}, raw);
        if (::connect(m_socket.get(), reinterpret_cast<const sockaddr*>(&raw), length) != 0)
            m_problem = "there is no filter";
    }

    const std::string& problem() const { return m_problem; } // "": none so far

    // The header fields that the filter adds to a message that comes from `client`, each with CR LF.
    std::string fieldsFor(const std::string& message, const std::string& client)
    {
        send('O', number(6) + number(0x1ff) + number(0)); // version, what may be done, nothing left out
        receive();
        command('C', "client.example" + nul() + "4" + std::string("\x9c\x40", 2) + client + nul());
        command('H', "client.example" + nul());
        command('M', "<joe@ex.org>" + nul());
        command('R', "<jane@domain.com>" + nul());
        const std::size_t end = message.find("\r\n\r\n");
        sendHeader(message.substr(0, end + 2));
        command('N', "");
        command('B', message.substr(end + 4));
        send('E', "");
        std::string fields;
        for (std::string packet = receive(); !packet.empty(); packet = receive()) {
            const bool inserted = packet.front() == 'i';
            if (!inserted && packet.front() != 'h')
                break;
            const std::size_t name = inserted ? 5 : 1;
            const std::string key = packet.c_str() + name;
            fields += key + ": " + withCr(packet.c_str() + name + key.size() + 1) + "\r\n";
        }
        return fields;
    }

private:
    static std::string nul() { return std::string(1, '\0'); }
    static std::string number(std::uint32_t value)
    {
        const std::uint32_t wire = htonl(value);
        return std::string(reinterpret_cast<const char*>(&wire), 4);
    }
    static std::string withCr(std::string text)
    {
        for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 2)
            text.replace(at, 1, "\r\n");
        return text;
    }

    // Folded fields as one, their lines with LF.
    void sendHeader(std::string header)
    {
        while (!header.empty()) {
            std::size_t end = header.find("\r\n");
            while (end + 2 < header.size() && (header[end + 2] == ' ' || header[end + 2] == '\t')) {
                header.erase(end, 1);
                end = header.find("\r\n", end);
            }
            const std::string field = header.substr(0, end);
            header.erase(0, end + 2);
            const std::size_t colon = field.find(':');
            const std::size_t value = field.find_first_not_of(' ', colon + 1);
            command('L',
                    field.substr(0, colon) + nul() + field.substr(std::min(value, field.size())) + nul());
        }
    }

    void command(char name, const std::string& data)
    {
        send(name, data);
        const std::string answer = receive();
        if (answer != "c" && m_problem.empty())
            m_problem = std::string("the filter answers ") + name + " by " + answer.substr(0, 100);
    }

    void send(char name, const std::string& data) const
    {
        const std::string packet = number(std::uint32_t(data.size() + 1)) + name + data;
        if (::send(m_socket.get(), packet.data(), packet.size(), MSG_NOSIGNAL) < 0)
            qWarning("the filter is gone");
    }

    std::string receive()
    {
        const std::string head = read(4);
        if (head.size() < 4)
            return {};
        std::uint32_t wire = 0;
        std::memcpy(&wire, head.data(), 4);
        return read(ntohl(wire));
    }

    std::string read(std::size_t size) const
    {
        std::string bytes;
        while (bytes.size() < size) {
            pollfd waiting{m_socket.get(), POLLIN, 0};
            char buffer[4096];
            const ssize_t count =
                ::poll(&waiting, 1, 10'000) <= 0
                    ? 0
                    : ::recv(m_socket.get(), buffer, std::min(sizeof buffer, size - bytes.size()), 0);
            if (count <= 0)
                return {};
            bytes.append(buffer, std::size_t(count));
        }
        return bytes;
    }

    net::Descriptor m_socket;
    std::string m_problem;
};

} // namespace postern::testing
