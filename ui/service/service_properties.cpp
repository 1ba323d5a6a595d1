// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/service_properties.h"

#include "model/subscription.h"
#include "ui/lists/list_dialog.h"
#include "ui/preview/refusal_notes.h"
#include "ui/service/abuse_page.h"
#include "ui/service/access_page.h"
#include "ui/service/authentication_page.h"
#include "ui/service/black_lists_page.h"
#include "ui/service/content_page.h"
#include "ui/service/limits_page.h"
#include "ui/service/list_files_button.h"
#include "ui/service/listening_page.h"
#include "ui/service/relaying_page.h"
#include "ui/service/security_page.h"

#include <algorithm>

namespace postern::ui {

namespace {

template <class Services>
auto* findService(Services& services, model::Id id)
{
    const auto found = std::find_if(services.begin(), services.end(),
                                    [id](const auto& service) { return service.id == id; });
    return found == services.end() ? nullptr : &*found;
}

} // namespace

ServiceProperties::ServiceProperties(StoreClient& client, Prompter& prompter, model::Id service,
                                     const QString& tab, QWidget* parent)
    : ConfigurationDialog(client, prompter, parent)
    , m_service(service)
    , m_blackLists(new BlackListsPage(client, prompter))
    , m_refusals(new RefusalNotes(client, this))
{
    setObjectName(QStringLiteral("serviceProperties"));
    setWindowTitle(tr("SMTP Service Properties"));
    addServicePage(new ListeningPage);
    auto* security = new SecurityPage(client, prompter);
    addServicePage(security);
    addServicePage(new AccessPage);
    addServicePage(new AuthenticationPage);
    addServicePage(new RelayingPage);
    addServicePage(m_blackLists);
    auto* abuse = new AbusePage;
    addServicePage(abuse);
    auto* content = new ContentPage;
    addServicePage(content);
    connect(content, &ContentPage::testWanted, this, &ServiceProperties::scannerTestWanted);
    m_refusals->add(&m_blackLists->verification());
    m_refusals->add(&content->mode());
    connect(m_refusals, &RefusalNotes::whoWanted, this, [this](model::Check check) {
        if (const model::Service* saved = pick(configuration()))
            Q_EMIT whoWanted(check, saved->name, this);
    });
    auto* limits = new LimitsPage;
    addServicePage(limits);
    connect(limits, &LimitsPage::bansWanted, this, &ServiceProperties::bansWanted);
    connect(m_blackLists, &BlackListsPage::listsWanted, this, &ServiceProperties::openLists);
    connect(m_blackLists, &BlackListsPage::verificationChosen, abuse,
            [abuse](model::CheckMode mode) { abuse->setMode(model::Check::IpDnsbl, mode); });
    connect(m_blackLists, &BlackListsPage::dnsListTestWanted, this,
            [this](const model::DnsList& list) { Q_EMIT dnsListTestWanted(list, configuration().server); });
    connect(security, &SecurityPage::connectionTestWanted, this, [this] {
        if (const model::Service* saved = pick(configuration()))
            Q_EMIT connectionTestWanted(*saved, configuration().server);
    });
    connect(&client, &StoreClient::revisionChanged, this, &ServiceProperties::readCounts);
    connect(&client, &StoreClient::changed, this, &ServiceProperties::readDnsLists);
    showTab(tab);
    reload();
    readCounts();
    readDnsLists();
}

void ServiceProperties::addServicePage(ServicePage* page)
{
    m_pages.push_back(page);
    addStructPage(page);
}

const model::Service* ServiceProperties::pick(const model::Configuration& configuration) const
{
    return findService(configuration.services, m_service);
}

void ServiceProperties::put(model::Configuration& configuration, const model::Service& service) const
{
    if (model::Service* place = findService(configuration.services, m_service))
        *place = service;
    configuration.subscriptions = m_blackLists->files().shared();
}

bool ServiceProperties::isDirty() const
{
    return ConfigurationDialog::isDirty() || m_blackLists->files().shared() != configuration().subscriptions;
}

void ServiceProperties::prepare(const model::Configuration& all)
{
    m_blackLists->files().setShared(all.subscriptions);
}

void ServiceProperties::takeTheirs(const model::Configuration& before, const model::Configuration& theirs)
{
    if (m_blackLists->files().shared() == before.subscriptions)
        m_blackLists->files().replaceShared(theirs.subscriptions);
}

std::vector<model::Problem> ServiceProperties::problemsOf(const model::Service& service,
                                                          const model::Configuration& all) const
{
    std::vector<model::Problem> problems = model::validateAmong(service, all);
    // Has its place on the tab Content; that of all the other checks, on the tab Abuse, would take it.
    constexpr std::string_view spam = "checks.message.spam";
    for (model::Problem& problem : problems) {
        if (problem.field.starts_with(spam))
            problem.field.replace(0, spam.size(), ContentPage::checkField);
    }
    model::Problems shared;
    model::checkSubscriptions(shared, m_blackLists->files().shared());
    for (model::Problem& problem : shared.take())
        problems.push_back(std::move(problem));
    return problems;
}

QString ServiceProperties::goneText() const
{
    return tr("This service is not there any more: somebody has deleted it.");
}

void ServiceProperties::follow(const model::Service& service, const model::Configuration& all)
{
    const model::Service* stored = pick(all);
    setWindowTitle(
        tr("SMTP Service Properties — %1").arg(qt(stored != nullptr ? stored->name : service.name)));
    for (ServicePage* page : m_pages)
        page->follow(service, all);
    m_refusals->setService(m_service);
}

void ServiceProperties::readCounts()
{
    client().run(
        this, [](store::Store& store) { return store.listCounts(); },
        [this](const Result<std::vector<store::ListCount>>& counts) {
            if (counts)
                m_blackLists->showCounts(*counts, m_service);
        });
}

void ServiceProperties::readDnsLists()
{
    client().run(
        this, [](store::Store& store) { return store.dnsLists(); },
        [this](const Result<std::vector<model::DnsListState>>& states) {
            if (states)
                m_blackLists->showDnsLists(*states);
        });
}

// Both may be open at a time: lines are dragged from one to the other.
void ServiceProperties::openLists(model::ListColor color)
{
    QPointer<ListDialog>& lists = m_lists[color];
    if (lists == nullptr) {
        lists = new ListDialog(client(), prompter(), m_service, color, this);
        lists->setAttribute(Qt::WA_DeleteOnClose);
        connect(lists, &ListDialog::filesWanted, this, [this, over = lists.data()] { openListFiles(over); });
        connect(lists, &ListDialog::whoWanted, this,
                [this, over = lists.data()](model::Check check, const std::string& service) {
                    Q_EMIT whoWanted(check, service, over);
                });
        lists->show();
    }
    lists->raise();
    lists->activateWindow();
}

void ServiceProperties::openListFiles(QWidget* over)
{
    if (isLoaded())
        return m_blackLists->files().open(over != nullptr ? over : this);
    connect(
        this, &ServiceProperties::loaded, this, [this] { openListFiles(); },
        Qt::ConnectionType(Qt::SingleShotConnection | Qt::QueuedConnection));
}

void ServiceProperties::done(int result)
{
    for (const auto& [color, lists] : m_lists) {
        if (lists == nullptr)
            continue;
        lists->raise();
        lists->reject(); // asks where it has edits
        if (lists != nullptr && lists->isVisible())
            return;
    }
    ConfigurationDialog::done(result);
}

} // namespace postern::ui
