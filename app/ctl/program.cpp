// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/program.h"

#include "base/escape.h"
#include "ctl/command.h"

#include <exception>

namespace postern::ctl {

namespace {

constexpr const char* footer = R"(Exit status: 0 done, 1 refused or a problem found, 2 wrong usage.
Each command has its own --help. A first server, from nothing:
  posternctl init --hostname mail.example.com --domain example.com
  posternctl mailbox add jane@example.com
  posternd --store ~/.local/share/postern/postern.db)";

// The order of the help: first steps, then changing, then looking.
void addCommands(CLI::App& app, Action& chosen)
{
    for (const auto add : {addInit, addApply, addPreview, addPins, addExport, addList, addMailbox, addService,
                           addQueue, addRoute, addBans, addConnections, addExplain, addLog, addStatus,
                           addHealth, addHistory, addBackup, addSpf})
        add(app, chosen);
}

std::string usageError(const CLI::App* app, const CLI::Error& error)
{
    std::string command;
    for (const CLI::App* each = app; each != nullptr; each = each->get_parent())
        command = each->get_name() + (command.empty() ? "" : ' ' + command);
    return "posternctl: " + showable(error.what()) + ". See " + command + " --help\n";
}

// CLI11 takes "[192.0.2.1]", a HELO literal, for its own notation of lists and drops the brackets. It does
// not with a blank in front, which commands trim.
std::vector<std::string> shielded(int argc, const char* const* argv)
{
    std::vector<std::string> arguments;
    for (int i = argc - 1; i > 0; --i) { // parse() wants the last one first
        const std::string_view argument = argv[i];
        arguments.push_back((argument.starts_with('[') ? " " : "") + std::string(argument));
    }
    return arguments;
}

int act(const Action& action, Context& context)
{
    try {
        const auto exit = action(context);
        if (exit)
            return *exit;
        context.report(exit.error());
    } catch (const std::exception& bug) {
        context.report({ErrorKind::Internal, bug.what(), context.where, "please report this"});
    }
    return exitRefused;
}

} // namespace

int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err)
{
    const SystemClock clock;
    Context context{defaultStore(), currentUser(), in, Output(out), Output(err), clock};
    Action chosen;

    CLI::App app("Sees and changes what a Postern mail gate lets in, without the console.", "posternctl");
    app.set_version_flag("--version", "posternctl " POSTERN_VERSION);
    app.add_option("--store", context.where, "the store's file")
        ->envname("POSTERN_STORE")
        ->capture_default_str();
    app.require_subcommand(1);
    app.fallthrough();
    app.failure_message(usageError);
    app.footer(footer);
    addCommands(app, chosen);
    try {
        app.parse(shielded(argc, argv));
    } catch (const CLI::ParseError& error) {
        return app.exit(error, out, err) == 0 ? exitDone : exitUsage;
    }
    return act(chosen, context);
}

} // namespace postern::ctl
