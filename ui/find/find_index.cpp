// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/find_index.h"

#include "base/domain_name.h"
#include "ui/find/synonyms.h"
#include "ui/forms/form.h"
#include "ui/lists/list_dialog.h"
#include "ui/shell/page_table.h"
#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>

namespace postern::ui {

namespace {

struct FindWords {
    Q_DECLARE_TR_FUNCTIONS(FindIndex)
};

QString placePath(const QString& tab, const QString& section)
{
    return tab.isEmpty() || section.isEmpty() ? tab + section
                                              : FindWords::tr("%1 › %2", "tab, section").arg(tab, section);
}

QString pageTitle(PageId page)
{
    return plainLabel(QCoreApplication::translate("PageTable", pageTable()[std::size_t(page)].title));
}

void addCommandsOf(const QMenu* menu, const QString& path, std::vector<FindCommand>& commands)
{
    for (QAction* action : menu->actions()) {
        if (action->isSeparator())
            continue;
        if (action->menu() != nullptr)
            addCommandsOf(action->menu(),
                          FindWords::tr("%1 › %2", "menu, submenu").arg(path, plainLabel(action->text())),
                          commands);
        else
            commands.push_back({action, path});
    }
}

QString joinedNames(const std::vector<std::string>& names)
{
    QStringList all;
    for (const std::string& each : names)
        all.append(qt(each));
    return all.join(u',');
}

} // namespace

std::vector<FindCommand> commandsIn(const std::vector<QMenu*>& menus)
{
    std::vector<FindCommand> commands;
    for (const QMenu* menu : menus)
        addCommandsOf(menu, plainLabel(menu->title()), commands);
    return commands;
}

void FindIndex::setPlaces(std::vector<FormPlace> service, std::vector<FormPlace> server)
{
    m_servicePlaces = std::move(service);
    m_serverPlaces = std::move(server);
    rebuildSettings();
}

void FindIndex::setCommands(std::vector<FindCommand> commands)
{
    m_commands = std::move(commands);
    rebuildSettings();
}

void FindIndex::setConfiguration(const model::Configuration& configuration)
{
    m_services.clear();
    for (const model::Service& service : configuration.services) {
        const QString title =
            FindWords::tr("%1 (%2)", "service name (port)").arg(qt(service.name)).arg(service.port);
        m_services.push_back({service.name, title, FindQuery(title)});
    }
    m_records.clear();
    addRecords(configuration);
}

// In the order in which they come where they fit equally well.
void FindIndex::rebuildSettings()
{
    m_settings.clear();
    addPages();
    addLists();
    addServiceSettings();
    addChecks();
    addServer();
    addCommands();
}

void FindIndex::addPages()
{
    for (const PageRow& row : pageTable()) {
        const QString title = pageTitle(row.id);
        m_settings.push_back({.title = title,
                              .where = FindWords::tr("Page"),
                              .icon = row.icon,
                              .findable = Findable(title, synonymsOf(row.id)),
                              .place = {.service = {}, .check = {}, .page = row.id}});
    }
}

void FindIndex::addLists()
{
    for (const auto color : {model::ListColor::Black, model::ListColor::White}) {
        for (const model::ListKind kind : model::allListKinds) {
            const QString title = FindWords::tr("%1 › %2", "list, its tab")
                                      .arg(ListDialog::title(color), plainLabel(ListDialog::title(kind)));
            m_settings.push_back({.title = title,
                                  .where = FindWords::tr("List"),
                                  .icon = "edit-select-all",
                                  .findable = Findable(title, synonymsOf(color)),
                                  .place = {.service = {}, .check = {}, .list = ListPlace{color, kind}},
                                  .ofService = true});
        }
    }
}

void FindIndex::addServiceSettings()
{
    for (const FormPlace& each : m_servicePlaces) {
        const QString where = placePath(each.tab, each.section);
        m_settings.push_back({.title = each.label,
                              .where = each.tab.isEmpty() ? FindWords::tr("Service Properties") : where,
                              .icon = "configure",
                              .findable = Findable(each.label, synonymsOf(serviceSynonyms(), each.link)),
                              .around = FindQuery(where),
                              .place = {.service = {}, .check = {}, .tab = bytes(each.link)},
                              .ofService = true});
    }
}

void FindIndex::addChecks()
{
    for (const model::CheckInfo& info : model::checks()) {
        const QString title = translate(info.title);
        const QString id = qt(std::string(info.id));
        m_settings.push_back({.title = title,
                              .where = FindWords::tr("Check"),
                              .icon = "dialog-ok-apply",
                              .findable = Findable(title, id + u',' + synonymsOf(info.check)),
                              .place = {.service = {}, .check = info.check},
                              .ofService = true});
    }
}

void FindIndex::addServer()
{
    for (const FormPlace& each : m_serverPlaces) {
        const QString where =
            placePath(FindWords::tr("Server Properties"), placePath(each.tab, each.section));
        m_settings.push_back({.title = each.label,
                              .where = where,
                              .icon = "network-server",
                              .findable = Findable(each.label, synonymsOf(serverSynonyms(), each.link)),
                              .around = FindQuery(where),
                              .place = {.service = {}, .check = {}, .tab = bytes(each.link)}});
    }
}

void FindIndex::addCommands()
{
    for (const FindCommand& each : m_commands) {
        if (each.action == nullptr)
            continue;
        const QString title = plainLabel(each.action->text());
        m_settings.push_back(
            {.title = title,
             .where = each.menu,
             .icon = "system-run",
             .findable = Findable(title, synonymsOf(commandSynonyms(), each.action->objectName())),
             .around = FindQuery(each.menu),
             .action = each.action});
    }
}

void FindIndex::addRecords(const model::Configuration& configuration)
{
    const auto add = [this](const QString& name, const QString& others, PageId page, model::Id id) {
        m_records.push_back({.title = name,
                             .where = pageTitle(page),
                             .icon = pageTable()[std::size_t(page)].icon,
                             .findable = Findable(name, others),
                             .around = FindQuery(pageTitle(page)),
                             .place = {.service = {}, .check = {}, .page = page, .record = id}});
    };
    for (const Owner& service : m_services)
        m_records.push_back({.title = service.title,
                             .where = FindWords::tr("Service Properties"),
                             .icon = "mail-receive",
                             .findable = Findable(service.title),
                             .place = {.service = service.name, .check = {}}});
    for (const model::Domain& domain : configuration.domains)
        add(qt(displayDomain(domain.name)), joinedNames(domain.aliases), PageId::Domains, domain.id);
    for (const model::Mailbox& mailbox : configuration.mailboxes) {
        std::vector<std::string> others = mailbox.aliases;
        others.insert(others.end(), mailbox.forward.begin(), mailbox.forward.end());
        add(qt(mailbox.address), joinedNames(others), PageId::Mailboxes, mailbox.id);
    }
    for (const model::Route& route : configuration.routes)
        add(FindWords::tr("%1 → %2", "domain, next hop").arg(qt(route.domain), qt(route.to)), {},
            PageId::Routes, route.id);
}

void FindIndex::collect(const Entry& entry, const FindQuery& query, std::vector<Candidate>& candidates) const
{
    if (!entry.ofService) {
        const bool usable =
            entry.action == nullptr || (entry.action->isVisible() && entry.action->isEnabled());
        if (const auto rank = entry.findable.rank(query, entry.around); rank && usable)
            candidates.push_back({*rank, &entry, nullptr});
        return;
    }
    for (const Owner& service : m_services) {
        FindQuery around = entry.around;
        around.add(service.words);
        const auto rank = entry.findable.rank(query, around);
        if (!rank)
            return; // nor in any other service
        candidates.push_back({*rank, &entry, &service});
    }
}

FindHit FindIndex::hitOf(const Candidate& candidate)
{
    const Entry& entry = *candidate.entry;
    FindHit hit{entry.title, entry.where, entry.icon};
    if (entry.action != nullptr) {
        hit.target = entry.action;
        return hit;
    }
    Place place = entry.place;
    if (candidate.service != nullptr) {
        place.service = candidate.service->name;
        hit.title = FindWords::tr("%1 — %2", "setting, service").arg(entry.title, candidate.service->title);
    }
    hit.target = place;
    return hit;
}

// Where nothing has all the words, what has most of them: nobody need know which of his words are the right
// ones.
std::vector<FindHit> FindIndex::find(const QString& typed, std::size_t limit) const
{
    const FindQuery query(typed);
    std::vector<Candidate> candidates;
    for (const auto* entries : {&m_records, &m_settings}) {
        for (const Entry& entry : *entries)
            collect(entry, query, candidates);
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
    std::vector<FindHit> hits;
    for (const Candidate& each : candidates) {
        if (each.rank.missing > candidates.front().rank.missing || hits.size() == limit)
            break;
        hits.push_back(hitOf(each));
    }
    return hits;
}

} // namespace postern::ui
