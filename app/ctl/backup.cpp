// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

namespace postern::ctl {

namespace {

struct BackupOptions {
    std::string file;
};

Result<int> backup(Context& context, const BackupOptions& options)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    if (const auto copied = (*store)->backup(options.file); !copied)
        return failFrom(copied);
    context.out.line("copied to " + options.file);
    return exitDone;
}

} // namespace

void addBackup(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("backup", "Copy the store to a new file, also while engines use it");
    const auto options = std::make_shared<BackupOptions>();
    command->add_option("FILE", options->file, "must not exist yet")->required();
    onCall(command, chosen, options, backup);
}

} // namespace postern::ctl
