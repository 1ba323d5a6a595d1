// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_health_data.h"

#include "base/phrase.h"
#include "store/phrase_text.h"
#include "ui/lists/list_dialog.h"
#include "ui/text/translate.h"

#include <QCoreApplication>

#include <algorithm>

namespace postern::ui {

using policy::HealthFinding;
using Kind = HealthFinding::Kind;

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("ListHealth", text);
}

QString searchable(const HealthData& data, const HealthFinding& finding)
{
    const model::ListEntry& entry = data.entries[finding.entry];
    return (qt(entry.displayPattern()) + u' ' + qt(entry.comment) + u' ' + data.owner(entry) + u' ' +
            healthListText(entry) + u' ' + translate(policy::healthReason(finding, data.entries)))
        .toLower();
}

Phrase summaryOf(std::size_t count, bool remove)
{
    if (count == 1)
        return {remove ? POSTERN_TEXT("server", "list health: one entry removed")
                       : POSTERN_TEXT("server", "list health: one entry switched off"),
                false,
                {}};
    return {remove ? POSTERN_TEXT("server", "list health: %1 entries removed")
                   : POSTERN_TEXT("server", "list health: %1 entries switched off"),
            false,
            {Phrase::name(std::to_string(count))}};
}

} // namespace

QString HealthData::owner(const model::ListEntry& entry) const
{
    const auto found = std::find_if(services.begin(), services.end(),
                                    [&](const auto& service) { return service.first == entry.service; });
    return found == services.end() ? words(QT_TRANSLATE_NOOP("ListHealth", "all services"))
                                   : qt(found->second);
}

std::size_t HealthData::count(Kind kind) const
{
    return std::size_t(std::count_if(health.findings.begin(), health.findings.end(),
                                     [kind](const HealthFinding& finding) { return finding.kind == kind; }));
}

Result<std::shared_ptr<HealthData>> readHealth(store::Store& store, std::optional<int> most)
{
    auto data = std::make_shared<HealthData>();
    const auto read = store.readTogether([&]() -> Result<> {
        const auto revision = store.revision();
        const auto configuration = store.configuration();
        store::ListQuery all;
        all.limit = most ? std::optional(*most + 1) : std::nullopt;
        auto entries = store.listEntries(all);
        if (most && entries && entries->size() > std::size_t(*most)) {
            data = nullptr;
            return {};
        }
        const auto hits = store.listHits();
        if (!revision)
            return failFrom(revision);
        if (!configuration)
            return failFrom(configuration);
        if (!entries)
            return failFrom(entries);
        if (!hits)
            return failFrom(hits);
        data->revision = *revision;
        data->files = !configuration->subscriptions.empty();
        for (const model::Service& service : configuration->services) {
            data->services.emplace_back(service.id, service.name);
            data->files |= !service.subscriptions.empty();
        }
        data->entries = std::move(*entries);
        for (const store::ListHit& hit : *hits)
            data->hits.emplace(hit.entry, hit.hits);
        return {};
    });
    if (!read)
        return failFrom(read);
    return data;
}

bool examine(HealthData& data, int unhitDays, Time now, const std::stop_token& stop)
{
    std::vector<model::Id> services;
    for (const auto& [id, name] : data.services)
        services.push_back(id);
    policy::HealthQuestion question;
    question.entries = data.entries;
    question.services = services;
    question.hits = &data.hits;
    question.now = now;
    question.unhitFor = std::chrono::days(unhitDays);
    data.health = policy::findListHealth(question, stop);
    return !stop.stop_requested();
}

QString healthKindText(Kind kind)
{
    switch (kind) {
    case Kind::Shadowed:
        return words(QT_TRANSLATE_NOOP("ListHealth", "Shadowed"));
    case Kind::Contradictory:
        return words(QT_TRANSLATE_NOOP("ListHealth", "Contradictory"));
    case Kind::Duplicate:
        return words(QT_TRANSLATE_NOOP("ListHealth", "Duplicate"));
    case Kind::Expired:
        return words(QT_TRANSLATE_NOOP("ListHealth", "Expired"));
    case Kind::NeverHit:
        return words(QT_TRANSLATE_NOOP("ListHealth", "Never hit"));
    case Kind::Forgeable:
        return words(QT_TRANSLATE_NOOP("ListHealth", "Forgeable"));
    }
    return {};
}

QString healthListText(const model::ListEntry& entry)
{
    static constexpr std::array kinds{
        QT_TRANSLATE_NOOP("ListHealth", "IP Addresses"), QT_TRANSLATE_NOOP("ListHealth", "Senders"),
        QT_TRANSLATE_NOOP("ListHealth", "Recipients"), QT_TRANSLATE_NOOP("ListHealth", "HELO Hosts")};
    const QString list = entry.color == model::ListColor::Black
                             ? words(QT_TRANSLATE_NOOP("ListHealth", "Black List"))
                             : words(QT_TRANSLATE_NOOP("ListHealth", "Exceptions"));
    return list + QStringLiteral(" › ") + words(kinds[std::size_t(entry.kind)]);
}

std::vector<std::uint32_t> filtered(const HealthData& data, const HealthFilter& filter)
{
    std::vector<std::uint32_t> shown;
    const QStringList wanted = filter.words.toLower().split(u' ', Qt::SkipEmptyParts);
    for (std::size_t i = 0; i < data.health.findings.size(); ++i) {
        const HealthFinding& finding = data.health.findings[i];
        if (filter.kind && finding.kind != *filter.kind)
            continue;
        if (!wanted.isEmpty()) {
            const QString text = searchable(data, finding);
            if (!std::all_of(wanted.begin(), wanted.end(),
                             [&](const QString& each) { return text.contains(each); }))
                continue;
        }
        shown.push_back(std::uint32_t(i));
    }
    return shown;
}

store::Edit cleanUp(const HealthData& data, const std::set<std::size_t>& entries, bool remove,
                    const std::string& author)
{
    store::Edit edit;
    edit.base = data.revision;
    edit.author = author;
    edit.summary = store::toText(summaryOf(entries.size(), remove));
    for (const std::size_t index : entries) {
        if (remove) {
            edit.lists.removed.push_back(data.entries[index].id);
        } else {
            edit.lists.saved.push_back(data.entries[index]);
            edit.lists.saved.back().enabled = false;
        }
    }
    return edit;
}

Result<store::Edit> editForUndo(store::Store& store, std::int64_t cleaned, const std::string& author)
{
    const auto newest = store.revision();
    if (!newest)
        return failFrom(newest);
    const auto before = store.history(cleaned, 1); // the one before it
    if (!before)
        return failFrom(before);
    if (*newest != cleaned || before->empty())
        return fail(ErrorKind::Conflict, POSTERN_TEXT("server", "something else was saved since"), {},
                    POSTERN_TEXT("server", "restore the revision before it in History"));
    auto edit = store.editForRestore(before->front().id);
    if (!edit)
        return failFrom(edit);
    edit->author = author;
    edit->summary = store::toText({POSTERN_TEXT("server", "list health: clean-up undone"), false, {}});
    return edit;
}

} // namespace postern::ui
