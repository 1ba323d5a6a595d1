// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/connection.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace postern::model {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::array<std::string_view, 7> stages{"greeting", "handshake", "commands", "login",
                                                 "envelope", "message",   "storing"};

} // namespace

std::string_view toId(ConnectionStage stage)
{
    return stages[std::size_t(stage)];
}

ConnectionStage connectionStageOf(std::string_view id)
{
    const auto found = std::find(stages.begin(), stages.end(), id);
    return found == stages.end() ? ConnectionStage::Commands : ConnectionStage(found - stages.begin());
}

std::string toJson(const Disconnection& order)
{
    return OrderedJson{{"node", order.node}, {"ids", order.ids}}.dump(-1, ' ', true,
                                                                      OrderedJson::error_handler_t::replace);
}

Result<Disconnection> disconnectionFromJson(std::string_view text)
{
    const OrderedJson json = OrderedJson::parse(text, nullptr, false);
    const bool whole = json.is_object() && json.size() == 2 && json.contains("node") &&
                       json.contains("ids") && json["node"].is_string() && json["ids"].is_array();
    if (!whole || json["ids"].empty() || json["ids"].size() > Disconnection::mostIds)
        return fail(ErrorKind::Invalid, "an order to end sessions does not name a node and some sessions");
    Disconnection order;
    order.node = json["node"].get<std::string>();
    for (const OrderedJson& id : json["ids"]) {
        if (!id.is_number_integer())
            return fail(ErrorKind::Invalid, "an order to end sessions names one by what is no number");
        order.ids.push_back(id.get<std::int64_t>());
    }
    return order;
}

} // namespace postern::model
