// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/client_network.h"
#include "ctl/command.h"

#include <algorithm>

namespace postern::ctl {

namespace {

using Json = nlohmann::ordered_json;

struct BansOptions {
    std::string client;
    bool json = false;
};

Result<int> listBans(Context& context, const BansOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto bans = (*store)->bans(context.clock.now());
    if (!bans)
        return failFrom(bans);
    if (options.json) {
        for (const store::BanRow& ban : *bans)
            context.out.json(
                Json{{"client", ban.client}, {"until", toIso8601(ban.until)}, {"reason", ban.reason}});
        return exitDone;
    }
    if (bans->empty()) {
        context.out.line("no client is barred");
        return exitDone;
    }
    std::vector<std::vector<std::string>> rows{{"CLIENT", "UNTIL", "WHY"}};
    for (const store::BanRow& ban : *bans)
        rows.push_back({ban.client, shortTime(ban.until), ban.reason});
    context.out.table(rows);
    return exitDone;
}

Result<int> liftBans(Context& context, const BansOptions& options)
{
    const auto client = clientKeyOf(options.client);
    if (!client)
        return fail(ErrorKind::Invalid, "'" + options.client + "' is no client's IP address", "bans",
                    "posternctl bans list shows them");
    const std::string name = clientName(*client);
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto bans = (*store)->bans(context.clock.now());
    if (!bans)
        return failFrom(bans);
    const bool barred = std::any_of(bans->begin(), bans->end(), [&](const store::BanRow& ban) {
        return clientKeyOf(ban.client) == client;
    });
    if (!barred)
        return fail(ErrorKind::NotFound, name + " is not barred", "bans",
                    "posternctl bans list shows who is");
    if (const auto lifted = (*store)->liftBan(name); !lifted)
        return failFrom(lifted);
    context.out.line(name + " may come in again");
    return exitDone;
}

} // namespace

void addBans(CLI::App& app, Action& chosen)
{
    auto* bans =
        app.add_subcommand("bans", "Show which clients are barred for a time, and let them in again");
    bans->require_subcommand(1);
    auto* listing = bans->add_subcommand("list", "Show them, with the reason and the end");
    const auto listed = std::make_shared<BansOptions>();
    listing->add_flag("--json", listed->json, "one object a line");
    onCall(listing, chosen, listed, listBans);
    auto* lifting = bans->add_subcommand("lift", "Let a client in again, now");
    const auto lifted = std::make_shared<BansOptions>();
    lifting->add_option("CLIENT", lifted->client, "its IP address, or an IPv6 network of 64 bits")
        ->required();
    onCall(lifting, chosen, lifted, liftBans);
}

} // namespace postern::ctl
