// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ip_address.h"
#include "ctl/command.h"
#include "model/connection.h"

#include <algorithm>
#include <map>
#include <set>
#include <thread>

namespace postern::ctl {

namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

constexpr int mostShown = 10'000;

struct ConnectionsOptions {
    std::vector<std::int64_t> ids;
    std::string client;
    bool json = false;
};

// Of engines that are alive; what others have left is no session.
Result<std::vector<model::ConnectionEntry>> selectedConnections(store::Store& store,
                                                                const ConnectionsOptions& options, Time now)
{
    const auto nodes = store.nodes();
    if (!nodes)
        return failFrom(nodes);
    std::set<std::string> alive;
    for (const model::NodeStatus& node : *nodes) {
        if (node.alive(now))
            alive.insert(node.node);
    }
    auto entries = store.connections(mostShown);
    if (!entries)
        return failFrom(entries);
    const auto client = IpAddress::parse(options.client);
    std::erase_if(*entries, [&](const model::ConnectionEntry& entry) {
        const bool named = options.ids.empty() ||
                           std::find(options.ids.begin(), options.ids.end(), entry.id) != options.ids.end();
        return !alive.contains(entry.node) || !named ||
               (!options.client.empty() && IpAddress::parse(entry.client) != client);
    });
    return entries;
}

Json toJson(const model::ConnectionEntry& entry)
{
    return {{"node", entry.node},
            {"id", entry.id},
            {"service", entry.service},
            {"client", entry.client},
            {"helo", entry.helo},
            {"user", entry.user},
            {"tls", entry.tls},
            {"sender", entry.sender},
            {"stage", std::string(model::toId(entry.stage))},
            {"messages", entry.messages},
            {"since", toIso8601(entry.since)},
            {"active", toIso8601(entry.active)}};
}

void show(Context& context, const std::vector<model::ConnectionEntry>& entries)
{
    const auto orDash = [](const std::string& text) { return text.empty() ? std::string("-") : text; };
    std::vector<std::vector<std::string>> rows{
        {"ID", "CLIENT", "STAGE", "SINCE", "MESSAGES", "TLS", "USER", "HELO", "FROM"}};
    for (const model::ConnectionEntry& entry : entries)
        rows.push_back({std::to_string(entry.id), entry.client, std::string(model::toId(entry.stage)),
                        shortTime(entry.since), std::to_string(entry.messages),
                        orDash(entry.tls.substr(0, entry.tls.find(' '))), orDash(entry.user),
                        orDash(entry.helo), orDash(entry.sender)});
    context.out.table(rows);
}

Result<> mustBeAddress(const ConnectionsOptions& options)
{
    if (options.client.empty() || IpAddress::parse(options.client))
        return {};
    return fail(ErrorKind::Invalid, "'" + options.client + "' is no client's IP address", "connections",
                "posternctl connections list shows them");
}

Result<int> listConnections(Context& context, const ConnectionsOptions& options)
{
    if (auto address = mustBeAddress(options); !address)
        return failFrom(address);
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto entries = selectedConnections(**store, options, context.clock.now());
    if (!entries)
        return failFrom(entries);
    if (options.json) {
        for (const model::ConnectionEntry& entry : *entries)
            context.out.json(toJson(entry));
    } else if (entries->empty()) {
        context.out.line("nobody is connected");
    } else {
        show(context, *entries);
    }
    return exitDone;
}

Result<> sendOrders(Context& context, store::Store& store, const std::vector<model::ConnectionEntry>& entries)
{
    std::map<std::string, std::vector<model::Disconnection>> byNode;
    for (const model::ConnectionEntry& entry : entries) {
        auto& orders = byNode[entry.node];
        if (orders.empty() || orders.back().ids.size() == model::Disconnection::mostIds)
            orders.push_back({entry.node, {}});
        orders.back().ids.push_back(entry.id);
    }
    for (const auto& [node, orders] : byNode) {
        for (const model::Disconnection& order : orders) {
            const store::Command command{0, std::string(model::disconnect), model::toJson(order),
                                         context.author, context.clock.now()};
            if (auto sent = store.sendCommand(command); !sent)
                return sent;
        }
    }
    return {};
}

Result<int> disconnectSome(Context& context, const ConnectionsOptions& options)
{
    if (auto address = mustBeAddress(options); !address)
        return failFrom(address);
    if (options.ids.empty() && options.client.empty())
        return fail(ErrorKind::Invalid, "which sessions?", "connections",
                    "name their ids, or --client ADDRESS");
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto entries = selectedConnections(**store, options, context.clock.now());
    if (!entries)
        return failFrom(entries);
    if (entries->empty())
        return fail(ErrorKind::NotFound, "no open session is so", "connections",
                    "posternctl connections list shows them");
    if (const auto sent = sendOrders(context, **store, *entries); !sent)
        return failFrom(sent);
    ConnectionsOptions those;
    for (const model::ConnectionEntry& entry : *entries)
        those.ids.push_back(entry.id);
    for (const Time end = context.clock.now() + patience; context.clock.now() < end;) {
        const auto left = selectedConnections(**store, those, context.clock.now());
        if (!left)
            return failFrom(left);
        if (left->empty()) {
            context.out.line("disconnected: " + std::to_string(those.ids.size()));
            return exitDone;
        }
        std::this_thread::sleep_for(50ms);
    }
    return fail(ErrorKind::Busy, "some sessions have not ended yet", "connections",
                "a message that is being stored is finished first");
}

} // namespace

void addConnections(CLI::App& app, Action& chosen)
{
    auto* connections =
        app.add_subcommand("connections", "Look at the sessions that are open now, and end some");
    connections->require_subcommand(1);
    auto* listing = connections->add_subcommand("list", "Show who is connected, and how far he is");
    const auto listed = std::make_shared<ConnectionsOptions>();
    listing->add_option("--client", listed->client, "of this IP address only");
    listing->add_flag("--json", listed->json, "one object a line");
    onCall(listing, chosen, listed, listConnections);
    auto* ending = connections->add_subcommand("disconnect", "End sessions; the clients are told 421");
    const auto ended = std::make_shared<ConnectionsOptions>();
    ending->add_option("ID", ended->ids, "as the list shows it");
    ending->add_option("--client", ended->client, "all of this IP address");
    onCall(ending, chosen, ended, disconnectSome);
}

} // namespace postern::ctl
