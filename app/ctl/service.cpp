// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "ctl/status_words.h"

#include <algorithm>
#include <thread>

namespace postern::ctl {

namespace {

using namespace std::chrono_literals;

struct ServiceOptions {
    std::string service;
};

// What each live node says of the service now.
Result<std::vector<model::ListenerStatus>> listenersOf(store::Store& store, model::Id service, Time now)
{
    const auto nodes = store.nodes();
    if (!nodes)
        return failFrom(nodes);
    std::vector<model::ListenerStatus> found;
    for (const model::NodeStatus& node : *nodes) {
        for (const model::ListenerStatus& listener : node.listeners) {
            if (node.alive(now) && listener.service == service)
                found.push_back(listener);
        }
    }
    return found;
}

// Waits until every engine says `wanted`, then says what they say.
Result<int> waitFor(Context& context, store::Store& store, const model::Service& service,
                    model::ListenerState wanted)
{
    const auto isWanted = [wanted](const model::ListenerStatus& listener) {
        return listener.state == wanted;
    };
    std::vector<model::ListenerStatus> listeners;
    for (const Time end = context.clock.now() + patience; context.clock.now() < end;) {
        auto now = listenersOf(store, service.id, context.clock.now());
        if (!now)
            return failFrom(now);
        listeners = std::move(*now);
        if (!listeners.empty() && std::all_of(listeners.begin(), listeners.end(), isWanted)) {
            context.out.line(service.name + ": " + std::string(word(wanted)));
            return exitDone;
        }
        std::this_thread::sleep_for(50ms);
    }
    const auto other = std::find_if_not(listeners.begin(), listeners.end(), isWanted);
    return fail(ErrorKind::Busy, other == listeners.end() ? "no engine answered" : "is " + describe(*other),
                service.name, "posternctl status shows what it does now");
}

Result<int> order(Context& context, const ServiceOptions& options, const char* verb,
                  model::ListenerState wanted)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto configuration = (*store)->configuration();
    if (!configuration)
        return failFrom(configuration);
    const auto service = findService(*configuration, options.service);
    if (!service)
        return failFrom(service);
    const auto engine = anyEngine(**store, context.clock.now());
    if (!engine)
        return failFrom(engine);
    if (!*engine)
        return fail(ErrorKind::Unavailable, "no engine runs on this store", context.where,
                    "start posternd or the console first");
    store::Command command;
    command.verb = verb;
    command.argument = std::to_string(service->id);
    command.author = context.author;
    command.created = context.clock.now();
    if (const auto sent = (*store)->sendCommand(command); !sent)
        return failFrom(sent);
    return waitFor(context, **store, *service, wanted);
}

Result<int> start(Context& context, const ServiceOptions& options)
{
    return order(context, options, "service.start", model::ListenerState::Running);
}

Result<int> stop(Context& context, const ServiceOptions& options)
{
    return order(context, options, "service.stop", model::ListenerState::Stopped);
}

} // namespace

void addService(CLI::App& app, Action& chosen)
{
    auto* service = app.add_subcommand("service", "Start and stop services until the engine's next start");
    service->require_subcommand(1);
    const auto options = std::make_shared<ServiceOptions>();
    const auto command = [&](const char* name, const char* words, auto run) {
        auto* sub = service->add_subcommand(name, words);
        sub->add_option("SERVICE", options->service, "its name")->required();
        onCall(sub, chosen, options, run);
    };
    command("start", "Start a service", start);
    command("stop", "Stop a service", stop);
}

} // namespace postern::ctl
