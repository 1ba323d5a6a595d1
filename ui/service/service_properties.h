// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/configuration_dialog.h"
#include "ui/service/service_page.h"

#include <QPointer>

#include <map>

namespace postern::ui {

class BlackListsPage;
class ListDialog;
class RefusalNotes;

// SMTP Service Properties: one service's settings, a tab for each of its functions. Tab ids: "service",
// "security", "access", "authentication", "relaying", "black-lists", "abuse", "content", "limits".
class ServiceProperties final : public ConfigurationDialog<model::Service> {
    Q_OBJECT

public:
    // `tab` as in showTab(): "relaying", or "relaying/relay.ranges".
    ServiceProperties(StoreClient& client, Prompter& prompter, model::Id service, const QString& tab = {},
                      QWidget* parent = nullptr);

    // Takes the list dialogs that were opened from here along; stays where one of them has edits that are not
    // to be lost.
    void done(int result) override;

    // The files that the lists subscribe to, over the window that asks for them; once it is loaded.
    void openListFiles(QWidget* over = nullptr);

Q_SIGNALS:
    void bansWanted(); // to see the clients that are barred now
    void dnsListTestWanted(const postern::model::DnsList& list, const postern::model::Server& server);
    // As it is saved: what is edited here is not in force.
    void connectionTestWanted(const postern::model::Service& service, const postern::model::Server& server);
    void scannerTestWanted(const postern::model::Scanner& scanner); // as it stands here
    // Whose messages the check would refuse: RefusalDialog, over the window that asks.
    void whoWanted(postern::model::Check check, const std::string& service, QWidget* over);

protected:
    const model::Service* pick(const model::Configuration& configuration) const override;
    void put(model::Configuration& configuration, const model::Service& service) const override;
    bool isDirty() const override;
    void prepare(const model::Configuration& all) override;
    void takeTheirs(const model::Configuration& before, const model::Configuration& theirs) override;
    std::vector<model::Problem> problemsOf(const model::Service& service,
                                           const model::Configuration& all) const override;
    QString goneText() const override;
    void follow(const model::Service& service, const model::Configuration& all) override;

private:
    void addServicePage(ServicePage* page);
    void readCounts();
    void readDnsLists();
    void openLists(model::ListColor color);

    model::Id m_service;
    std::vector<ServicePage*> m_pages;
    BlackListsPage* m_blackLists;
    RefusalNotes* m_refusals;
    std::map<model::ListColor, QPointer<ListDialog>> m_lists; // that are open
};

} // namespace postern::ui
