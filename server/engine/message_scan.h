// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/gather.h"
#include "engine/milters.h"
#include "scan/scanner.h"

#include <memory>
#include <vector>

namespace postern::engine {

// Asks the scanners of a service about one message that has come in: all that are to look at it at once, each
// within its own time-out. What it has begun ends without it. Used by one session, on its reactor's thread.
class MessageScan final : public FactSource {
public:
    // `milters` have been asked about the session from its beginning, and may be nullptr; `toMilters` is what
    // they are told of the message.
    MessageScan(scan::Request request, std::shared_ptr<Milters> milters, Milters::Message toMilters);

    policy::FactId fact() const override { return policy::FactId::Scan; }
    // The scanners' own time-outs end each of them before.
    std::chrono::milliseconds deadline(const policy::Policy& policy) const override;
    // The fact's field holds what is to be put above the message if it is accepted.
    void fetch(asio::io_context& context, const policy::Policy& policy, const policy::Facts& facts,
               std::function<void(FetchedFact)> done) override;

    // Waits no longer: who has not answered yet has failed.
    void cancel();

private:
    class Answers;
    using Scanners = std::vector<const policy::ScannerPolicy*>;
    void askMilters(const policy::Facts& facts, const Scanners& asked,
                    const std::shared_ptr<Answers>& answers);
    std::shared_ptr<const scan::Request> m_request;
    std::shared_ptr<Milters> m_milters;
    Milters::Message m_toMilters;
    std::weak_ptr<Answers> m_answers; // that are waited for; those who answer keep them
};

} // namespace postern::engine
