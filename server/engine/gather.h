// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/decide.h"

#include <asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace postern::engine {

struct FetchedFact {
    policy::FactId id{};
    std::variant<policy::Unknown, policy::SpfResult, policy::ReverseDns, policy::HeloDns, policy::SenderDns,
                 policy::Dmarc, policy::DnsListAnswers, policy::ScanOpinions>
        value;
    std::string field{};       // of the header of a message that is accepted, to say so: Received-SPF; or ""
    std::string explanation{}; // policy::Facts::spfExplanation
    Time at{};                 // when it came; filled in by the gate
};

// Puts it where decide() looks for it.
void put(policy::Facts& facts, const FetchedFact& fact);

// Knows how to look one fact up.
class FactSource {
public:
    virtual ~FactSource() = default;
    virtual policy::FactId fact() const = 0;
    // How long it may take where that is longer than the gatherer's own deadline.
    virtual std::chrono::milliseconds deadline(const policy::Policy& /*policy*/) const { return {}; }
    // Calls `done` once, now or later, from any thread. Never blocks. The context is that of the session, and
    // outlives the look-up; policy and facts are there for the call.
    virtual void fetch(asio::io_context& context, const policy::Policy& policy, const policy::Facts& facts,
                       std::function<void(FetchedFact)> done) = 0;
};

// Fetches what decide() needs: all at once, in parallel, under one deadline. A fact that nobody can look up,
// or that does not come in time, is Unknown, which is never a hit (policy.md, 4.6). Some may take longer than
// the others.
class Gather {
public:
    // The sources outlive the gatherer and what it has begun.
    Gather(std::vector<FactSource*> sources, std::chrono::milliseconds deadline);

    using Done = std::function<void(std::vector<FetchedFact>)>;
    // `done` runs once, later, in `context`, with an answer for each of the facts. `own` know facts that only
    // this session can look up; nullptr among them is nobody.
    void fetch(asio::io_context& context, const policy::Policy& policy, const policy::Facts& facts,
               const policy::Needs& needs, Done done, const std::vector<FactSource*>& own = {}) const;

private:
    FactSource* sourceOf(policy::FactId fact, const std::vector<FactSource*>& own) const;

    std::vector<FactSource*> m_sources;
    std::chrono::milliseconds m_deadline;
};

} // namespace postern::engine
