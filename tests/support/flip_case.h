// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/flips.h"
#include "support/policy_words.h"

namespace postern::testing {

// A mail exchange and a submission service; jane and jsmith can log in.
struct FlipCase {
    Scene scene;
    policy::Facts facts = session(stranger, "mx.example.org", "joe@example.org", "jane@domain.com");

    FlipCase()
    {
        scene.service.name = "SMTP";
        scene.configuration.mailboxes[0].passwordHash = "x";
        scene.configuration.mailboxes.push_back({2, "jsmith@domain.com", "x", "maildir:/m", {}});
    }

    policy::FlipSite site() const
    {
        auto all = std::make_shared<model::Configuration>(scene.configuration);
        all->services = {scene.service};
        model::Service submission = model::makeService(model::Preset::Submission);
        submission.id = 2;
        all->services.push_back(submission);
        return {policy::compileSnapshot(1, *all, scene.entries, {}), all, {}};
    }
    policy::Flips flips() const { return policy::findFlips(site(), 1, facts); }
};

inline QString inWords(const policy::Flip& flip)
{
    QStringList steps;
    for (const policy::FlipStep& step : flip.steps)
        steps << qt(toEnglish(policy::inWords(step)));
    return steps.join(" + ");
}

inline QStringList inWords(const policy::Flips& flips)
{
    QStringList all;
    for (const policy::Flip& flip : flips.flips)
        all << inWords(flip);
    return all;
}

} // namespace postern::testing
