// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "model/document.h"

namespace postern::ctl {

namespace {

struct ExportOptions {};

Result<int> exportDocument(Context& context, const ExportOptions& /*options*/)
{
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto document = (*store)->document();
    if (!document)
        return failFrom(document);
    context.out.document(model::writeDocument(*document));
    return exitDone;
}

} // namespace

void addExport(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand("export", "Print the whole configuration as JSON, for apply");
    onCall(command, chosen, std::make_shared<ExportOptions>(), exportDocument);
}

} // namespace postern::ctl
