// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/trace_words.h"

namespace postern::ctl {

std::string_view word(model::Outcome outcome)
{
    switch (outcome) {
    case model::Outcome::Accepted:
        return "accepted";
    case model::Outcome::Rejected:
        return "rejected";
    case model::Outcome::Deferred:
        return "deferred";
    }
    return "";
}

std::string_view word(policy::Destination destination)
{
    switch (destination) {
    case policy::Destination::None:
        return "";
    case policy::Destination::Mailbox:
        return "mailbox";
    case policy::Destination::Route:
        return "route";
    case policy::Destination::Relay:
        return "relay";
    }
    return "";
}

nlohmann::ordered_json readable(const policy::Trace& trace)
{
    auto rows = nlohmann::ordered_json::array();
    for (const policy::TraceRow& row : trace) {
        rows.push_back({{"check", model::info(row.check).id},
                        {"mode", model::toId(row.mode)},
                        {"result", policy::toId(row.result)},
                        {"evidence", policy::inEnglish(row)},
                        {"entry", row.entry},
                        {"pattern", row.pattern}});
    }
    return rows;
}

} // namespace postern::ctl
