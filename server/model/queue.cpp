// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/queue.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::model {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> states{"queued", "active", "held"};

constexpr std::array<std::pair<const char*, std::string QueueSelection::*>, 5> members{{
    {"node", &QueueSelection::node},
    {"message", &QueueSelection::message},
    {"sender", &QueueSelection::sender},
    {"recipient", &QueueSelection::recipient},
    {"destination", &QueueSelection::destination},
}};

} // namespace

std::string_view toId(QueueState state)
{
    return states[std::size_t(state)];
}

QueueState queueStateOf(std::string_view id)
{
    const auto found = std::find(states.begin(), states.end(), id);
    return found == states.end() ? QueueState::Queued : QueueState(found - states.begin());
}

std::string toJson(const QueueSelection& selection)
{
    Json json = Json::object();
    for (const auto& [name, member] : members) {
        if (!(selection.*member).empty())
            json[name] = selection.*member;
    }
    return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

// Unknown members are refused: a condition that is not understood must not make the order wider.
Result<QueueSelection> queueSelectionFromJson(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorKind::Invalid, "an order to the queue is no JSON object");
    QueueSelection selection;
    for (const auto& [key, value] : json.items()) {
        const auto member = std::find_if(members.begin(), members.end(),
                                         [&key = key](const auto& each) { return key == each.first; });
        if (member == members.end() || !value.is_string())
            return fail(ErrorKind::Invalid,
                        "an order to the queue has a member '" + key + "' that is not understood");
        selection.*(member->second) = value.get<std::string>();
    }
    return selection;
}

} // namespace postern::model
