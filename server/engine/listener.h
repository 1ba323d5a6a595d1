// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/acceptor.h"
#include "net/listening.h"

#include <functional>
#include <memory>
#include <vector>

namespace postern::engine {

using Reactors = std::vector<std::unique_ptr<net::Reactor>>; // running

// One endpoint, listened on by all reactors. Opened and closed by a thread that is not a reactor's.
class Listener {
public:
    static Result<std::unique_ptr<Listener>> open(const Reactors& reactors, const net::Endpoint& endpoint,
                                                  const net::Acceptor::Handler& handler,
                                                  const std::function<bool()>& mayAccept);
    // Whoever has connected by now is still taken in. Afterwards the port is free.
    ~Listener();

private:
    Listener() = default;

    struct OnReactor {
        net::Reactor* reactor = nullptr;
        std::shared_ptr<net::Acceptor> acceptor;
    };
    std::vector<OnReactor> m_acceptors;
};

} // namespace postern::engine
