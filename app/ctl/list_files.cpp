// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/list_files.h"

#include "ctl/read_file.h"
#include "ctl/save.h"
#include "model/list_export.h"
#include "model/list_import.h"

#include <array>
#include <unordered_set>

namespace postern::ctl {

namespace {

constexpr std::array importable{model::ListFormat::Text, model::ListFormat::Csv,
                                model::ListFormat::PostfixAccess, model::ListFormat::PostfixCidr,
                                model::ListFormat::Mailtraq};

model::ListFormat formatOf(const std::string& word, std::string_view text)
{
    for (const model::ListFormat format : importable) {
        if (model::formatWord(format) == word)
            return format;
    }
    return model::findListFormat(text);
}

void report(Context& context, const std::string& file, const std::vector<model::ListImport::Note>& notes,
            const char* remark)
{
    for (const auto& note : notes)
        context.err.line(file + ": line " + std::to_string(note.line) + ": " + note.text + ": " + remark +
                         toString(note.reason));
}

void tellEntries(Context& context, const model::ListImport& import)
{
    for (std::size_t i = 0; i < import.entries.size(); ++i) {
        const model::ListEntry& entry = import.entries[i];
        const auto pattern = model::ListPattern::parse(entry.kind, entry.displayPattern());
        context.out.line("line " + std::to_string(import.lines[i]) + ": " + entry.displayPattern() +
                         (pattern ? ": " + toEnglish(pattern->meaning()) : std::string()));
    }
}

std::vector<model::ListEntry> newOnes(Context& context, const OpenList& list, const model::ListImport& import)
{
    std::unordered_set<std::string> known;
    for (const model::ListEntry& entry : list.entries)
        known.insert(entry.displayPattern());
    std::vector<model::ListEntry> fresh;
    for (const model::ListEntry& read : import.entries) {
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
    const auto format = formatOf(options.format, *file);
    const model::ListImport import = model::importList(format, list->color, list->kind, *file);
    const std::string name = options.file == "-" ? "standard input" : options.file;
    if (options.dryRun) {
        context.out.line(name + ": " + std::string(model::formatWord(format)));
        tellEntries(context, import);
        report(context, name, import.needless, "left out: ");
    }
    report(context, name, import.inexact, "not exactly the same: ");
    report(context, name, import.refused, "");
    if (!import.refused.empty() && !options.skipWrong)
        return fail(ErrorKind::Invalid, counted(import.refused.size(), "line is wrong", "lines are wrong"),
                    {}, "nothing was imported; mend them, or take the others with --skip-wrong");
    store::Edit edit = list->edit();
    edit.lists.saved = newOnes(context, *list, import);
    const std::size_t fresh = edit.lists.saved.size();
    if (fresh != 0 && !options.dryRun) {
        if (const auto saved = save(context, *list->store, std::move(edit)); !saved)
            return failFrom(saved);
    }
    context.out.line(counted(fresh, "entry", "entries") +
                     (options.dryRun ? " would be added, " : " added, ") +
                     std::to_string(import.entries.size() - fresh + import.repeated) + " there already, " +
                     std::to_string(import.refused.size()) + " wrong");
    return exitDone;
}

Result<int> exportList(Context& context, const ListFileOptions& options)
{
    const auto list = openList(context, *options.place);
    if (!list)
        return failFrom(list);
    const model::ListFormat format =
        options.format.empty() ? model::ListFormat::Text : formatOf(options.format, {});
    if (format == model::ListFormat::PostfixCidr && list->kind != model::ListKind::Ip)
        return fail(ErrorKind::Invalid, "a cidr map has IP addresses", "--format postfix-cidr",
                    "take postfix-access for names");
    const model::ListExport text = model::exportList(format, list->kind, list->entries);
    if (const auto written = writeFile(context, options.file, text.text); !written)
        return failFrom(written);
    for (const auto& omitted : text.omitted)
        context.err.line(omitted.pattern + ": left out: " + toString(omitted.reason));
    return text.omitted.empty() ? exitDone : exitRefused;
}

} // namespace postern::ctl
