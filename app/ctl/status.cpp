// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "ctl/status_words.h"
#include "model/document_keys.h"

#include <algorithm>
#include <charconv>
#include <thread>

namespace postern::ctl {

namespace {

using namespace std::chrono_literals;
using Json = nlohmann::ordered_json;

constexpr auto pollInterval = 20ms;

struct StatusOptions {
    bool json = false;
    std::string wait; // a revision's number, or "saved"
    int timeout = 30; // seconds
};

struct Status {
    std::int64_t saved = 0;
    std::vector<model::NodeStatus> nodes;
    std::vector<model::ListFileStatus> files; // that lists subscribe to
    Time now{};
};

Result<Status> readStatus(Context& context, store::Store& store)
{
    const auto saved = store.revision();
    if (!saved)
        return failFrom(saved);
    auto nodes = store.nodes();
    if (!nodes)
        return failFrom(nodes);
    auto files = store.listFiles();
    if (!files)
        return failFrom(files);
    return Status{*saved, std::move(*nodes), std::move(*files), context.clock.now()};
}

// Whether there is an engine, and all that are there decide by the revision or a later one.
bool inForce(const Status& status, std::int64_t revision)
{
    const auto alive = [&](const model::NodeStatus& node) { return node.alive(status.now); };
    return std::any_of(status.nodes.begin(), status.nodes.end(), alive) &&
           std::all_of(status.nodes.begin(), status.nodes.end(), [&](const model::NodeStatus& node) {
               return !alive(node) || node.revision >= revision;
           });
}

Json toJson(const model::ListenerStatus& listener)
{
    return {{"service", listener.service},
            {"name", listener.name},
            {"state", word(listener.state)},
            {"error", toEnglish(listener.error)},
            {"connections", listener.connections}};
}

std::string_view word(model::ListFileState state)
{
    switch (state) {
    case model::ListFileState::Reading:
        return "reading";
    case model::ListFileState::Current:
        return "current";
    case model::ListFileState::Kept:
        return "kept";
    case model::ListFileState::Failed:
        return "failed";
    }
    return "";
}

Json toJson(const model::ListFileStatus& file)
{
    return {{"service", file.service},
            {"list", model::wordIn(model::listColorWords, file.color)},
            {"kind", model::wordIn(model::listKeys, file.kind)},
            {"file", file.file},
            {"state", word(file.state)},
            {"lines", file.lines},
            {"refused", file.refused},
            {"first_refused", toEnglish(file.firstRefused)},
            {"read", file.read == Time{} ? Json() : Json(toIso8601(file.read))},
            {"error", toEnglish(file.error)}};
}

std::string describeFile(const model::ListFileStatus& file)
{
    std::string text(word(file.state));
    text += ", " + std::to_string(file.lines) + (file.lines == 1 ? " entry" : " entries");
    if (file.refused > 0)
        text += ", " + std::to_string(file.refused) + " not readable (" + toEnglish(file.firstRefused) + ')';
    if (file.read != Time{})
        text += ", read " + shortTime(file.read);
    return file.error.empty() ? text : text + ": " + toEnglish(file.error);
}

Json toJson(const Status& status)
{
    Json nodes = Json::array();
    for (const model::NodeStatus& node : status.nodes) {
        Json files = Json::array();
        for (const model::ListFileStatus& file : status.files) {
            if (file.node == node.node)
                files.push_back(toJson(file));
        }
        Json listeners = Json::array();
        for (const model::ListenerStatus& listener : node.listeners)
            listeners.push_back(toJson(listener));
        nodes.push_back({{"node", node.node},
                         {"alive", node.alive(status.now)},
                         {"version", node.version},
                         {"process", node.process},
                         {"started", toIso8601(node.started)},
                         {"heartbeat", toIso8601(node.heartbeat)},
                         {"revision", node.revision},
                         {"error", toEnglish(node.error)},
                         {"listeners", std::move(listeners)},
                         {"list_files", std::move(files)}});
    }
    return {{"saved", status.saved}, {"nodes", std::move(nodes)}};
}

void show(Context& context, const model::NodeStatus& node, const std::vector<model::ListFileStatus>& files,
          Time now)
{
    if (!node.alive(now)) {
        context.out.line("node " + node.node + ": not running since " + shortTime(node.heartbeat));
        return;
    }
    context.out.line("node " + node.node + ": revision " + std::to_string(node.revision) +
                     " in force, process " + std::to_string(node.process) + " since " +
                     shortTime(node.started) + ", version " + node.version);
    if (!node.error.empty())
        context.out.line("  " + toEnglish(node.error));
    std::vector<std::vector<std::string>> rows;
    for (const model::ListenerStatus& listener : node.listeners)
        rows.push_back({"  " + listener.name, describe(listener)});
    for (const model::ListFileStatus& file : files) {
        if (file.node == node.node)
            rows.push_back({"  list file " + file.file, describeFile(file)});
    }
    context.out.table(rows);
}

void show(Context& context, const Status& status, bool json)
{
    if (json)
        return context.out.json(toJson(status));
    context.out.line("saved revision " + std::to_string(status.saved));
    if (status.nodes.empty())
        context.out.line("no engine has run on this store yet");
    for (const model::NodeStatus& node : status.nodes)
        show(context, node, status.files, status.now);
}

Result<std::int64_t> wantedRevision(const std::string& typed, store::Store& store)
{
    if (typed == "saved")
        return store.revision();
    std::int64_t revision = 0;
    const char* end = typed.data() + typed.size();
    const auto parsed = std::from_chars(typed.data(), end, revision);
    if (parsed.ec != std::errc() || parsed.ptr != end || revision < 1)
        return fail(ErrorKind::Invalid, '"' + typed + "\" is no revision", "--wait",
                    "give its number, or saved");
    return revision;
}

std::string whyNot(const Status& status)
{
    for (const model::NodeStatus& node : status.nodes) {
        if (node.alive(status.now))
            return "node " + node.node + " is at revision " + std::to_string(node.revision) +
                   (node.error.empty() ? "" : ": " + toEnglish(node.error));
    }
    return "no engine runs on this store";
}

Result<int> waitForRevision(Context& context, store::Store& store, const StatusOptions& options)
{
    const auto revision = wantedRevision(options.wait, store);
    if (!revision)
        return failFrom(revision);
    const Time end = context.clock.now() + std::chrono::seconds(options.timeout);
    while (true) {
        const auto status = readStatus(context, store);
        if (!status)
            return failFrom(status);
        if (inForce(*status, *revision)) {
            show(context, *status, options.json);
            return exitDone;
        }
        if (context.clock.now() >= end)
            return fail(ErrorKind::Busy,
                        "is not in force after " + std::to_string(options.timeout) + " s; " + whyNot(*status),
                        "revision " + std::to_string(*revision));
        std::this_thread::sleep_for(pollInterval);
    }
}

Result<int> status(Context& context, const StatusOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    if (!options.wait.empty())
        return waitForRevision(context, **store, options);
    const auto now = readStatus(context, **store);
    if (!now)
        return failFrom(now);
    show(context, *now, options.json);
    return exitDone;
}

} // namespace

std::string_view word(model::ListenerState state)
{
    switch (state) {
    case model::ListenerState::Stopped:
        return "stopped";
    case model::ListenerState::Starting:
        return "starting";
    case model::ListenerState::Running:
        return "running";
    case model::ListenerState::Failed:
        return "failed";
    }
    return "";
}

std::string describe(const model::ListenerStatus& listener)
{
    std::string text(word(listener.state));
    if (listener.state == model::ListenerState::Running)
        text += ", " + std::to_string(listener.connections) +
                (listener.connections == 1 ? " connection" : " connections");
    return listener.error.empty() ? text : text + ": " + toEnglish(listener.error);
}

void addStatus(CLI::App& app, Action& chosen)
{
    auto* command =
        app.add_subcommand("status", "Show the engines, their services and the revision in force");
    const auto options = std::make_shared<StatusOptions>();
    command->add_flag("--json", options->json, "as one JSON object");
    command->add_option("--wait", options->wait,
                        "until this revision (a number, or saved) is in force everywhere");
    command->add_option("--timeout", options->timeout, "seconds to wait at most")
        ->capture_default_str()
        ->check(CLI::Range(0, 86'400));
    onCall(command, chosen, options, status);
}

} // namespace postern::ctl
