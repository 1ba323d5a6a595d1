// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/list_reader.h"

#include "model/document_keys.h"
#include "model/list_pattern.h"

#include <unordered_set>

namespace postern::model {

namespace {

using Json = nlohmann::json;

void readMoment(ObjectReader& reader, std::string_view key, std::optional<Time>& field)
{
    std::string text;
    reader.text(key, text);
    if (text.empty())
        return;
    const auto time = parseIso8601(text);
    if (time)
        field = *time;
    else
        reader.wrong(key, time.error());
}

void readCondition(ObjectReader& reader, ListEntry& entry)
{
    std::string onlyWhen;
    reader.text("only_when", onlyWhen);
    reader.text("only_from", entry.onlyFrom);
    if (onlyWhen.empty() && entry.onlyFrom.empty())
        return;
    if (entry.color == ListColor::Black)
        reader.wrong(onlyWhen.empty() ? "only_from" : "only_when",
                     "a condition belongs to an exception only");
    if (!onlyWhen.empty() && onlyWhen != "spf-pass")
        reader.wrong("only_when", "found \"" + onlyWhen + '"', R"(expected "spf-pass")");
    if (!onlyWhen.empty() && !entry.onlyFrom.empty())
        reader.wrong("only_from", "an exception has one condition", "leave out only_when or only_from");
    entry.condition = onlyWhen.empty() ? Condition::FromRange : Condition::SpfPass;
    if (const auto range = IpRange::parse(entry.onlyFrom); !entry.onlyFrom.empty() && !range)
        reader.wrong("only_from", range.error());
}

void readPattern(ObjectReader& reader, std::string path, const std::string& typed, ListEntry& entry)
{
    const auto pattern = ListPattern::parse(entry.kind, typed);
    if (!pattern)
        return reader.wrongAt(std::move(path), pattern.error());
    entry.pattern = pattern->text;
    entry.negated = pattern->negated;
}

void readEntry(ObjectReader& reader, ListEntry& entry)
{
    std::string typed;
    reader.requiredText("pattern", typed, "joe@example.com");
    if (!typed.empty())
        readPattern(reader, reader.pathOf("pattern"), typed, entry);
    readCondition(reader, entry);
    readMoment(reader, "expires", entry.expires);
    reader.anyText("comment", entry.comment);
    reader.text("author", entry.author);
    std::optional<Time> created;
    readMoment(reader, "created", created);
    entry.created = created.value_or(Time{});
    reader.flag("enabled", entry.enabled);
}

void readKind(ObjectReader& list, ListColor color, ListKind kind, std::string_view key,
              std::vector<ListEntry>& entries)
{
    std::unordered_set<std::string> seen;
    list.elements(key, [&](const Json& element, const std::string& path) {
        ListEntry entry;
        entry.color = color;
        entry.kind = kind;
        if (element.is_string()) {
            readPattern(list, path, element.get_ref<const std::string&>(), entry);
        } else {
            ObjectReader reader(element, path, list.findings(),
                                R"(a text "…" or an object { "pattern": "…" })");
            readEntry(reader, entry);
            reader.close();
        }
        if (!entry.pattern.empty() && !seen.insert(entry.displayPattern()).second)
            list.wrongAt(path, {ErrorKind::Invalid,
                                entry.displayPattern() + " stands here twice",
                                {},
                                "keep one of the two"});
        entries.push_back(std::move(entry));
    });
}

} // namespace

std::vector<ListEntry> readLists(ObjectReader& owner)
{
    std::vector<ListEntry> entries;
    for (const auto& [color, colorKey] : listColorKeys) {
        owner.object(colorKey, [&, color = color](ObjectReader& list) {
            for (const auto& [kind, key] : listKeys)
                readKind(list, color, kind, key, entries);
        });
    }
    return entries;
}

} // namespace postern::model
