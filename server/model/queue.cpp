// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/queue.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::model {

namespace {

using OrderedJson = nlohmann::ordered_json;

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
    OrderedJson json = OrderedJson::object();
    for (const auto& [name, member] : members) {
        if (!(selection.*member).empty())
            json[name] = selection.*member;
    }
    for (const QueueRow& row : selection.rows)
        json["rows"].push_back({row.message, row.recipient});
    return json.dump(-1, ' ', true, OrderedJson::error_handler_t::replace);
}

namespace {

// None at all would mean every entry.
Result<std::vector<QueueRow>> rowsFromJson(const OrderedJson& json)
{
    if (!json.is_array() || json.empty() || json.size() > QueueSelection::mostRows)
        return fail(ErrorKind::Invalid, "an order to the queue names no rows, or too many");
    std::vector<QueueRow> rows;
    for (const OrderedJson& row : json) {
        if (!row.is_array() || row.size() != 2 || !row[0].is_string() || !row[1].is_string())
            return fail(ErrorKind::Invalid, "a row of an order to the queue is no message and recipient");
        rows.push_back({row[0].get<std::string>(), row[1].get<std::string>()});
    }
    return rows;
}

} // namespace

// Unknown members are refused: a condition that is not understood must not make the order wider.
Result<QueueSelection> queueSelectionFromJson(std::string_view text)
{
    const OrderedJson json = OrderedJson::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorKind::Invalid, "an order to the queue is no JSON object");
    QueueSelection selection;
    for (const auto& [key, value] : json.items()) {
        if (key == "rows") {
            auto rows = rowsFromJson(value);
            if (!rows)
                return failFrom(rows);
            selection.rows = std::move(*rows);
            continue;
        }
        const auto member = std::find_if(members.begin(), members.end(),
                                         [&key = key](const auto& each) { return key == each.first; });
        if (member == members.end() || !value.is_string())
            return fail(ErrorKind::Invalid,
                        "an order to the queue has a member '" + key + "' that is not understood");
        selection.*(member->second) = value.get<std::string>();
    }
    QueueSelection narrow = selection;
    narrow.node.clear();
    narrow.rows.clear();
    if (!selection.rows.empty() && narrow != QueueSelection{})
        return fail(ErrorKind::Invalid, "an order to the queue names rows, and a condition beside them");
    return selection;
}

} // namespace postern::model
