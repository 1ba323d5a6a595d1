// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/form_places.h"

#include "ui/service/abuse_page.h"
#include "ui/service/access_page.h"
#include "ui/service/authentication_page.h"
#include "ui/service/black_lists_page.h"
#include "ui/service/content_page.h"
#include "ui/service/limits_page.h"
#include "ui/service/listening_page.h"
#include "ui/service/relaying_page.h"
#include "ui/service/security_page.h"
#include "ui/service/server_pages.h"

namespace postern::ui {

namespace {

template <class Page, class... Args>
auto maker(Args&... args)
{
    return [&args...]() -> std::unique_ptr<FormPage> { return std::make_unique<Page>(args...); };
}

} // namespace

std::vector<FormPlace> placesOf(const FormPage& page)
{
    const QString tab = plainLabel(page.title());
    std::vector<FormPlace> places{{page.id(), tab, {}, {}}};
    QString leading;
    for (const FormField& field : page.form().fields()) {
        const bool goesOn = field.label.startsWith(u'…');
        if (!goesOn)
            leading = field.label;
        places.push_back({page.id() + u'/' + field.name, goesOn ? leading + u' ' + field.label : field.label,
                          tab, field.section});
    }
    return places;
}

FormPlaces::FormPlaces(StoreClient& client, Prompter& prompter, QObject* parent)
    : QObject(parent)
{
    const Maker service[] = {maker<ListeningPage>(), maker<SecurityPage>(client, prompter),
                             maker<AccessPage>(),    maker<AuthenticationPage>(),
                             maker<RelayingPage>(),  maker<BlackListsPage>(client, prompter),
                             maker<AbusePage>(),     maker<ContentPage>(),
                             maker<LimitsPage>()};
    const Maker server[] = {maker<ServerNamePage>(), maker<ServerLanPage>(), maker<ServerLogsPage>(),
                            maker<ServerDnsPage>()};
    for (const Maker& make : service)
        m_makers.push_back({make, &m_service});
    for (const Maker& make : server)
        m_makers.push_back({make, &m_server});
}

FormPlaces::~FormPlaces() = default;

void FormPlaces::look()
{
    if (!std::exchange(m_begun, true))
        QMetaObject::invokeMethod(this, &FormPlaces::step, Qt::QueuedConnection);
}

void FormPlaces::step()
{
    const Tab& tab = m_makers[m_next++];
    const auto found = placesOf(*tab.make());
    tab.places->insert(tab.places->end(), found.begin(), found.end());
    if (complete())
        Q_EMIT completed();
    else
        QMetaObject::invokeMethod(this, &FormPlaces::step, Qt::QueuedConnection);
}

} // namespace postern::ui
