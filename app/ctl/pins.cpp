// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "ctl/pin_words.h"
#include "ctl/trace_words.h"

#include <charconv>

namespace postern::ctl {

namespace {

using Json = nlohmann::ordered_json;
using model::Expected;
using preview::PinCheck;
using preview::PinState;

struct PinsOptions {
    std::string event;
    bool accepted = false;
    bool refused = false;
    std::string note;
    model::Id id = 0;
    bool json = false;
};

std::string_view toId(PinState state)
{
    switch (state) {
    case PinState::Kept:
        return "kept";
    case PinState::Broken:
        return "broken";
    case PinState::Unserved:
        return "unserved";
    case PinState::Unknown:
        break;
    }
    return "unknown";
}

Json toJson(const PinCheck& check)
{
    const auto mail = preview::mailOf(check.pin).value_or(preview::PinnedMail());
    const bool decided = check.state == PinState::Kept || check.state == PinState::Broken;
    return {{"id", check.pin.id},
            {"created", toIso8601(check.pin.created)},
            {"author", check.pin.author},
            {"expected", check.pin.expected == Expected::Accepted ? "accepted" : "refused"},
            {"service", check.service},
            {"client", mail.client},
            {"helo", mail.helo},
            {"sender", mail.sender},
            {"recipient", mail.recipient},
            {"reference", check.pin.reference},
            {"note", check.pin.note},
            {"state", toId(check.state)},
            {"outcome", decided ? Json(word(check.decided.outcome)) : Json()},
            {"check", check.decided.check ? Json(model::info(*check.decided.check).id) : Json()}};
}

Result<int> listPins(Context& context, const PinsOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto checks = preview::checkAll(**store, context.clock.now());
    if (!checks)
        return failFrom(checks);
    std::vector<std::vector<std::string>> rows{{"ID", "SERVICE", "MAIL", "BY SETTINGS NOW", "NOTE"}};
    bool allKept = true;
    for (const PinCheck& check : *checks) {
        allKept = allKept && check.state == PinState::Kept;
        if (options.json)
            context.out.json(toJson(check));
        else
            rows.push_back({std::to_string(check.pin.id), check.service.empty() ? "(gone)" : check.service,
                            mailInWords(check.pin), stateInWords(check), check.pin.note});
    }
    if (!options.json && checks->empty())
        context.out.line("nothing is pinned");
    else if (!options.json)
        context.out.table(rows);
    return allKept ? exitDone : exitRefused;
}

// By its reference, or by its number in the log.
Result<model::Event> findEvent(store::Store& store, const std::string& name)
{
    model::Id id = 0;
    const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), id);
    if (problem == std::errc() && end == name.data() + name.size()) {
        auto found = store.event(id);
        if (!found)
            return failFrom(found);
        if (*found)
            return std::move(**found);
    }
    store::EventQuery query;
    query.search = name;
    query.limit = 100;
    auto events = store.events(query);
    if (!events)
        return failFrom(events);
    for (model::Event& event : *events) {
        if (event.reference == name)
            return std::move(event);
    }
    return fail(ErrorKind::NotFound, "the log has no decision '" + name + "'", "pins",
                "give its reference, or the id that posternctl log --json shows");
}

Result<int> addPin(Context& context, const PinsOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto configuration = (*store)->configuration();
    if (!configuration)
        return failFrom(configuration);
    const auto event = findEvent(**store, options.event);
    if (!event)
        return failFrom(event);
    auto pin = preview::pinOf(*event, *configuration);
    if (!pin)
        return fail(ErrorKind::Unavailable, "this decision cannot be made again", options.event,
                    "it is none of the policy's, its service is gone, or the log does not hold its facts");
    if (options.accepted || options.refused)
        pin->expected = options.accepted ? Expected::Accepted : Expected::Refused;
    pin->note = options.note;
    pin->author = context.author;
    pin->created = context.clock.now();
    const auto id = (*store)->addPin(*pin);
    if (!id)
        return failFrom(id);
    context.out.line("pin " + std::to_string(*id) + ": " + mailInWords(*pin));
    return exitDone;
}

Result<int> removePin(Context& context, const PinsOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto removed = (*store)->removePin(options.id);
    if (!removed)
        return failFrom(removed);
    if (!*removed)
        return fail(ErrorKind::NotFound, "there is no pin " + std::to_string(options.id), "pins",
                    "posternctl pins list shows them");
    context.out.line("pin " + std::to_string(options.id) + " removed");
    return exitDone;
}

} // namespace

void addPins(CLI::App& app, Action& chosen)
{
    auto* pins = app.add_subcommand("pins", "Pin messages of the log, so that whoever saves is told what "
                                            "would become of them");
    pins->require_subcommand(1);
    auto* listing = pins->add_subcommand("list", "Decide them by the settings of now; exit 1 where not all "
                                                 "are kept");
    const auto listed = std::make_shared<PinsOptions>();
    listing->add_flag("--json", listed->json, "one object a line");
    onCall(listing, chosen, listed, listPins);

    auto* adding = pins->add_subcommand("add", "Pin one, to be decided as it was unless said otherwise");
    const auto added = std::make_shared<PinsOptions>();
    adding->add_option("EVENT", added->event, "its reference, or its id in the log")->required();
    auto* accepted = adding->add_flag("--accepted", added->accepted, "it must be accepted");
    adding->add_flag("--refused", added->refused, "it must be refused")->excludes(accepted);
    adding->add_option("--note", added->note, "why");
    onCall(adding, chosen, added, addPin);

    auto* removing = pins->add_subcommand("remove", "Forget a pin");
    const auto removed = std::make_shared<PinsOptions>();
    removing->add_option("ID", removed->id, "as pins list shows it")->required();
    onCall(removing, chosen, removed, removePin);
}

} // namespace postern::ctl
