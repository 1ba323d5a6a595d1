// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/list_files.h"

#include "ctl/read_file.h"
#include "ctl/save.h"
#include "model/list_text.h"

#include <unordered_set>

namespace postern::ctl {

namespace {

void reportWrong(Context& context, const std::string& file, const model::ListText& text)
{
    for (const auto& wrong : text.wrong)
        context.err.line(
            file + ": line " + std::to_string(wrong.line) + ": " + wrong.text + ": " +
            toString({wrong.error.kind, wrong.error.what, {}, wrong.error.hint, wrong.error.args}));
}

std::vector<model::ListEntry> newOnes(Context& context, const OpenList& list, const model::ListText& text)
{
    std::unordered_set<std::string> known;
    for (const model::ListEntry& entry : list.entries)
        known.insert(entry.displayPattern());
    std::vector<model::ListEntry> fresh;
    for (const model::ListEntry& read : text.entries) {
        if (known.contains(read.displayPattern()))
            continue;
        fresh.push_back(read);
        fresh.back().service = list.service;
        fresh.back().author = context.author;
        fresh.back().created = context.clock.now();
    }
    return fresh;
}

std::string counted(std::size_t n, const char* one, const char* many)
{
    return std::to_string(n) + ' ' + (n == 1 ? one : many);
}

} // namespace

Result<int> importList(Context& context, const ListFileOptions& options)
{
    const auto list = openList(context, *options.place);
    if (!list)
        return failFrom(list);
    const auto file = readFile(context, options.file);
    if (!file)
        return failFrom(file);
    const auto text = model::readListText(list->color, list->kind, *file);
    reportWrong(context, options.file == "-" ? "standard input" : options.file, text);
    if (!text.wrong.empty() && !options.skipWrong)
        return fail(ErrorKind::Invalid, counted(text.wrong.size(), "line is wrong", "lines are wrong"), {},
                    "nothing was imported; mend them, or take the others with --skip-wrong");
    store::Edit edit = list->edit();
    edit.lists.saved = newOnes(context, *list, text);
    const std::size_t fresh = edit.lists.saved.size();
    if (fresh != 0) {
        if (const auto saved = save(context, *list->store, std::move(edit)); !saved)
            return failFrom(saved);
    }
    context.out.line(counted(fresh, "entry added", "entries added") + ", " +
                     std::to_string(text.entries.size() - fresh + text.repeated) + " there already, " +
                     std::to_string(text.wrong.size()) + " wrong");
    return exitDone;
}

Result<int> exportList(Context& context, const ListFileOptions& options)
{
    const auto list = openList(context, *options.place);
    if (!list)
        return failFrom(list);
    if (const auto written = writeFile(context, options.file, model::writeListText(list->entries)); !written)
        return failFrom(written);
    return exitDone;
}

} // namespace postern::ctl
