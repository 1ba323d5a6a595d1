// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"
#include "net/endpoint.h"

#include <functional>
#include <optional>
#include <string>

namespace postern::net {

// A connection from a proxy, up to the end of its header (proxy_header.h). Takes not an octet of what comes
// behind it, hands the socket on, and is over.
class ProxyReader final : public Connection {
public:
    // `client`: of the header, or the peer where it names none; nullopt: there is no proper header.
    using Handler = std::function<void(Reactor&, Descriptor, std::optional<Endpoint> client)>;

    ProxyReader(Reactor& reactor, Descriptor socket, const Endpoint& peer, Handler handler);
    // Once, after open().
    void begin() { read(); }

private:
    void onReady() override { read(); }
    void onTimeout() override { handOn(std::nullopt); }
    void read();
    void handOn(std::optional<Endpoint> client);

    const Endpoint m_peer;
    Handler m_handler;
    std::string m_header;
};

} // namespace postern::net
