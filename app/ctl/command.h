// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ctl/context.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>

namespace postern::ctl {

// What a command line asks for: gives the exit code, or the error that goes to standard error with exit
// code 1.
using Action = std::function<Result<int>(Context&)>;

// One command's words on the command line. `chosen` becomes its action when it is the one that was typed.
template <class Options>
void onCall(CLI::App* command, Action& chosen, std::shared_ptr<Options> options,
            Result<int> (*run)(Context&, const Options&))
{
    command->callback([&chosen, options, run] {
        chosen = [options, run](Context& context) { return run(context, *options); };
    });
}

void addInit(CLI::App& app, Action& chosen);
void addApply(CLI::App& app, Action& chosen);
void addPreview(CLI::App& app, Action& chosen);
void addExport(CLI::App& app, Action& chosen);
void addExplain(CLI::App& app, Action& chosen);
void addList(CLI::App& app, Action& chosen);
void addLog(CLI::App& app, Action& chosen);
void addStatus(CLI::App& app, Action& chosen);
void addHistory(CLI::App& app, Action& chosen);
void addService(CLI::App& app, Action& chosen);
void addQueue(CLI::App& app, Action& chosen);
void addMailbox(CLI::App& app, Action& chosen);
void addRoute(CLI::App& app, Action& chosen);
void addPins(CLI::App& app, Action& chosen);
void addBans(CLI::App& app, Action& chosen);
void addConnections(CLI::App& app, Action& chosen);
void addBackup(CLI::App& app, Action& chosen);
void addSpf(CLI::App& app, Action& chosen);
void addHealth(CLI::App& app, Action& chosen);

// What stands behind "24h", "90 m", "7d", "2026-11-24" or "2026-11-24T10:00:00Z".
Result<Time> parseSince(std::string_view text, Time now);

// "2026-11-24 10:50:51Z"
std::string shortTime(Time time);

} // namespace postern::ctl
