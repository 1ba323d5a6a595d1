// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"
#include "ctl/document_edit.h"
#include "ctl/trace_words.h"
#include "policy/fact_words.h"
#include "preview/replay.h"

#include <algorithm>

namespace postern::ctl {

namespace {

using Json = nlohmann::ordered_json;
using preview::Decided;
using preview::Effect;
using preview::Report;
using preview::Row;
using preview::Tally;

struct PreviewOptions {
    std::string file;
    std::string since = "7d";
    bool json = false;
};

constexpr std::size_t shownRows = 200;

std::string_view toId(Effect effect)
{
    switch (effect) {
    case Effect::Same:
        return "same";
    case Effect::Admitted:
        return "admitted";
    case Effect::Refused:
        return "refused";
    case Effect::Otherwise:
        return "otherwise";
    case Effect::Noted:
        return "noted";
    }
    return "";
}

std::string wordsOf(const Decided& decided)
{
    std::string words(word(decided.outcome));
    if (decided.check && decided.outcome != model::Outcome::Accepted)
        words += " by " + std::string(model::info(*decided.check).id);
    else if (decided.check)
        words += ", noted by " + std::string(model::info(*decided.check).id);
    return words;
}

std::string missingIn(const Tally& tally)
{
    std::string words;
    for (const auto& [fact, count] : tally.missing)
        words +=
            (words.empty() ? "" : ", ") + std::string(policy::nameOf(fact)) + ' ' + std::to_string(count);
    return words;
}

void show(Context& context, const Report& report)
{
    const Tally& tally = report.tally;
    std::vector<std::vector<std::string>> counts{{"decided again", std::to_string(tally.looked)}};
    const auto add = [&](std::int64_t count, const std::string& what) {
        if (count > 0)
            counts.push_back({what, std::to_string(count)});
    };
    add(tally.of(Effect::Admitted), "would be accepted, not refused");
    add(tally.of(Effect::Refused), "would be refused, not accepted");
    add(tally.of(Effect::Otherwise), "would be refused for another reason");
    add(tally.of(Effect::Noted), "would be noted by a check in monitor");
    add(tally.unserved, "at services that would be gone");
    add(tally.elsewhere, "at services that are not there any more");
    add(tally.withoutFacts, "with nothing recorded to decide by");
    add(tally.uncertain, "not certain, not looked up then (" + missingIn(tally) + ')');
    context.out.table(counts);
    if (tally.changed() == 0)
        context.out.line("nothing would be decided otherwise");
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < std::min(report.rows.size(), shownRows); ++i) {
        const Row& row = report.rows[i];
        rows.push_back({shortTime(row.event.time), row.event.service, row.event.client,
                        "from=" + row.event.sender, "to=" + row.event.recipient,
                        wordsOf(row.saved) + " -> " + wordsOf(row.draft)});
    }
    context.out.table(rows);
    if (std::size_t(tally.changed()) > rows.size())
        context.out.line("and " + std::to_string(std::size_t(tally.changed()) - rows.size()) + " more");
}

Json toJson(const Decided& decided)
{
    return {{"outcome", word(decided.outcome)},
            {"check", decided.check ? Json(model::info(*decided.check).id) : Json()}};
}

Json toJson(const Report& report)
{
    const Tally& tally = report.tally;
    Json missing = Json::object();
    for (const auto& [fact, count] : tally.missing)
        missing[std::string(policy::toId(fact))] = count;
    Json rows = Json::array();
    for (const Row& row : report.rows)
        rows.push_back({{"event", row.event.id},
                        {"time", toIso8601(row.event.time)},
                        {"service", row.event.service},
                        {"client", row.event.client},
                        {"sender", row.event.sender},
                        {"recipient", row.event.recipient},
                        {"effect", toId(row.effect)},
                        {"now", toJson(row.saved)},
                        {"then", toJson(row.draft)}});
    return {{"decided", tally.looked},
            {"admitted", tally.of(Effect::Admitted)},
            {"refused", tally.of(Effect::Refused)},
            {"otherwise", tally.of(Effect::Otherwise)},
            {"noted", tally.of(Effect::Noted)},
            {"unserved", tally.unserved},
            {"elsewhere", tally.elsewhere},
            {"without_facts", tally.withoutFacts},
            {"uncertain", tally.uncertain},
            {"not_looked_up", std::move(missing)},
            {"rows", std::move(rows)}};
}

Result<int> preview(Context& context, const PreviewOptions& options)
{
    const auto since = parseSince(options.since, context.clock.now());
    if (!since)
        return failFrom(since);
    const auto store = context.openStore();
    if (!store)
        return failFrom(store);
    const auto edit = editFromDocument(context, **store, options.file);
    if (!edit)
        return failFrom(edit);
    if (!*edit)
        return exitRefused;
    const auto sides = preview::compileSides(**store, **edit);
    if (!sides)
        return failFrom(sides);
    for (const Error& problem : sides->unread)
        context.err.line("a list file does not count here: " + toString(problem));
    const auto report = preview::replay(**store, *sides, *since, [](double, const Tally&) { return true; });
    if (!report)
        return failFrom(report);
    if (options.json)
        context.out.json(toJson(*report));
    else
        show(context, *report);
    return exitDone;
}

} // namespace

void addPreview(CLI::App& app, Action& chosen)
{
    auto* command =
        app.add_subcommand("preview", "Say what of the log a JSON document would decide otherwise");
    const auto options = std::make_shared<PreviewOptions>();
    command->add_option("FILE", options->file, "the document; - reads standard input")->required();
    command->add_option("--since", options->since, "24h, 7d, or a time such as 2026-11-24")
        ->capture_default_str();
    command->add_flag("--json", options->json, "as one JSON object");
    onCall(command, chosen, options, preview);
}

} // namespace postern::ctl
