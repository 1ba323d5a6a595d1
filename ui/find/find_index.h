// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/find/find_hit.h"
#include "ui/find/find_query.h"
#include "ui/find/form_places.h"

#include <QPointer>

#include <span>
#include <vector>

class QMenu;

namespace postern::ui {

// A command of the main window's menus.
struct FindCommand {
    QPointer<QAction> action;
    QString menu; // "Tools", "File › New service"
};
std::vector<FindCommand> commandsIn(const std::vector<QMenu*>& menus);

// All that can be found by what it is called: tabs and fields of the properties of each service and of the
// server, checks, lists, pages, commands; services, domains, mailboxes and routes by name. Knows nothing of
// list entries and of the log. GUI thread; a search takes a millisecond for a dozen services.
class FindIndex {
public:
    void setPlaces(std::vector<FormPlace> service, std::vector<FormPlace> server);
    void setCommands(std::vector<FindCommand> commands);
    void setConfiguration(const model::Configuration& configuration);

    // The best first, at most `limit`.
    std::vector<FindHit> find(const QString& typed, std::size_t limit) const;

private:
    // One thing, in one place, or in each service.
    struct Entry {
        QString title;
        QString where;
        const char* icon = "";
        Findable findable;
        FindQuery around{QString()}; // besides the service
        Place place{};
        QPointer<QAction> action{};
        bool ofService = false;
    };
    struct Owner {
        std::string name;
        QString title; // "SMTP (25)"
        FindQuery words;
    };
    struct Candidate {
        FindRank rank;
        const Entry* entry = nullptr;
        const Owner* service = nullptr; // nullptr: of none
    };

    void rebuildSettings();
    void addServiceSettings();
    void addChecks();
    void addLists();
    void addPages();
    void addServer();
    void addCommands();
    void addRecords(const model::Configuration& configuration);
    void collect(const Entry& entry, const FindQuery& query, std::vector<Candidate>& candidates) const;
    static FindHit hitOf(const Candidate& candidate);

    std::vector<FormPlace> m_servicePlaces;
    std::vector<FormPlace> m_serverPlaces;
    std::vector<FindCommand> m_commands;
    std::vector<Owner> m_services;
    std::vector<Entry> m_settings;
    std::vector<Entry> m_records;
};

} // namespace postern::ui
