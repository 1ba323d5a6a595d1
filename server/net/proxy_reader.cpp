// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/proxy_reader.h"

#include "net/proxy_header.h"

#include <utility>

namespace postern::net {

namespace {
constexpr auto patience = std::chrono::seconds(10); // a proxy sends its header at once
}

ProxyReader::ProxyReader(Reactor& reactor, Descriptor socket, const Endpoint& peer, Handler handler)
    : Connection(reactor, std::move(socket), patience)
    , m_peer(peer)
    , m_handler(std::move(handler))
{
}

// What comes behind the header may be the beginning of a TLS handshake: look first, then take what is ours.
void ProxyReader::read()
{
    while (true) {
        const Received seen = peek(longestProxyHeader - m_header.size());
        if (seen.io == Io::Closed)
            return drop();
        if (seen.io == Io::Blocked)
            return waitToReceive();
        const std::size_t known = m_header.size();
        m_header += seen.bytes;
        const ProxyHeader header = parseProxyHeader(m_header);
        if (header.state == ProxyHeader::State::Malformed)
            return handOn(std::nullopt);
        const bool complete = header.state == ProxyHeader::State::Complete;
        discard((complete ? header.length : m_header.size()) - known);
        if (complete)
            return handOn(header.client.value_or(m_peer));
    }
}

void ProxyReader::handOn(std::optional<Endpoint> client)
{
    const Handler handler = std::exchange(m_handler, nullptr);
    Reactor& here = reactor();
    if (handler)
        handler(here, release(), client);
}

} // namespace postern::net
