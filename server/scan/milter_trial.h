// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"
#include "scan/milter_client.h"

namespace postern::scan {

// Shows a milter messages as one client's session would, stage by stage. On its reactor's thread; what it has
// begun ends with it, without a word.
class MilterTrial {
public:
    MilterTrial(net::Reactor& reactor, std::string address, std::chrono::seconds timeout);

    // Calls `done` once, later: with what the milter says of the whole message, or before that with the first
    // answer that ends it. One message at a time.
    using Done = std::function<void(model::Stage stage, MilterVerdict verdict)>;
    void show(std::shared_ptr<const Request> message, Done done);

private:
    void ask(model::Stage stage);
    void answered(model::Stage stage, MilterVerdict verdict);

    struct Refusal {
        model::Stage stage{};
        MilterVerdict verdict;
    };

    net::Reactor& m_reactor;
    MilterClient m_client;
    std::shared_ptr<const Request> m_message;
    std::shared_ptr<const Refusal> m_ofClient; // what it has against the client it has against each message
    Done m_done;
};

} // namespace postern::scan
