// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/flips.h"

// Between the parts of findFlips().
namespace postern::policy {

// Whether a step changes what all services share.
bool isOfServer(FlipAct act);
void applyToServer(const FlipStep& step, model::Configuration& configuration);
// But for list entries.
void applyToService(const FlipStep& step, model::Service& service);

// A session at a service, as it would be after some steps.
struct FlipWorld {
    const FlipSite& site;
    std::shared_ptr<const model::Configuration> configuration;
    std::shared_ptr<const Policy> policy;
    Facts facts;

    FlipWorld after(const FlipStep& step) const;
    Explanation explain(Tracing tracing) const { return policy::explain(*policy, facts, tracing); }
};

// What may let in a session that is refused, or refuse one that is accepted; whether it does is still to be
// tried.
std::vector<FlipStep> stepsIn(const FlipWorld& world, const Verdict& verdict);
std::vector<FlipStep> stepsOut(const FlipWorld& world, const Verdict& verdict);

} // namespace postern::policy
