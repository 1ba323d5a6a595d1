// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/routes_page.h"

#include "base/domain_name.h"
#include "ui/data/connection_tester.h"
#include "ui/forms/connection_test_dialog.h"
#include "ui/forms/password_edit.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

namespace postern::ui {

namespace {

QString domainText(const model::Route& route)
{
    return route.domain == "*" ? QCoreApplication::translate("RouteTable", "all others (*)")
                               : qt(route.domain);
}

QString tlsText(model::RouteTls tls)
{
    switch (tls) {
    case model::RouteTls::Opportunistic:
        return RoutesPage::tr("Where the next hop offers it");
    case model::RouteTls::None:
        return RoutesPage::tr("None");
    case model::RouteTls::Required:
        return RoutesPage::tr("Required");
    case model::RouteTls::Verified:
        return RoutesPage::tr("Required, with a verified certificate");
    }
    return {};
}

constexpr Column<model::Route> routeColumns[] = {
    {.title = QT_TRANSLATE_NOOP("RouteTable", "Mail for"), .text = domainText},
    {.title = QT_TRANSLATE_NOOP("RouteTable", "Goes to"),
     .text = [](const model::Route& route) { return qt(route.to); }},
    {.title = QT_TRANSLATE_NOOP("RouteTable", "Encryption"),
     .text = [](const model::Route& route) { return tlsText(route.tls); }},
    {.title = QT_TRANSLATE_NOOP("RouteTable", "Logs in as"),
     .text = [](const model::Route& route) { return qt(route.user); }},
};

// What the route does, in a sentence.
QString meaningOf(const model::Route& route)
{
    const QString whose = route.domain == "*"
                              ? RoutesPage::tr("Mail for all domains without a route of their own")
                              : RoutesPage::tr("Mail for %1").arg(qt(route.domain));
    if (route.to.starts_with("lmtp:"))
        return RoutesPage::tr("%1 is handed to the mail store at %2.").arg(whose, qt(route.to.substr(5)));
    return RoutesPage::tr("%1 goes to the server at %2.")
        .arg(whose, qt(route.to.substr(route.to.find(':') + 1)));
}

} // namespace

RoutesPage::RoutesPage(Console& console)
    : RecordPage(
          console, &model::Configuration::routes, "RouteTable", routeColumns,
          {.field = "routes",
           .listName = tr("Routes"),
           .add = tr("&New route"),
           .remove = tr("Re&move route"),
           .empty = tr("There is no route: mail for other domains goes to their own servers, which the DNS "
                       "names (MX). Add one for a smart host, or for a domain whose mail you pass on.")})
    , m_domain(new QLineEdit)
    , m_target(new QLineEdit)
    , m_user(new QLineEdit)
    , m_password(new PasswordEdit)
    , m_tls(new QComboBox)
{
    using model::Route;
    using model::RouteTls;
    setObjectName(QStringLiteral("routesPage"));
    m_domain->setPlaceholderText(QStringLiteral("partner.example"));
    m_domain->setToolTip(tr("* means every domain that has no route of its own."));
    m_target->setPlaceholderText(QStringLiteral("smtp:relay.example.com:587"));
    m_target->setToolTip(
        tr("smtp:HOST:PORT is another mail server, smtps:HOST:PORT one that encrypts from the first octet "
           "(port 465), lmtp:HOST:PORT or lmtp:/SOCKET a mail store."));
    for (const RouteTls tls :
         {RouteTls::Opportunistic, RouteTls::Required, RouteTls::Verified, RouteTls::None})
        addChoice(*m_tls, tls, tlsText(tls));

    form().row(QStringLiteral("domain"), tr("Ma&il for:"), m_domain);
    form().row(QStringLiteral("to"), tr("&Goes to:"), m_target);
    m_meaning = form().note(QString());
    m_meaning->setObjectName(QStringLiteral("routeMeaning"));
    form().row(QStringLiteral("tls"), tr("En&cryption:"), m_tls);
    form().row(QStringLiteral("user"), tr("&Logs in as:"), m_user);
    form().row(QStringLiteral("password"), tr("&Password:"), m_password);
    form().note(
        tr("The next hop wants the password itself, so it is stored readably. Exports leave it out."));

    binder().bind(m_domain, &Route::domain);
    binder().bind(m_target, &Route::to);
    binder().bind(m_tls, &Route::tls);
    binder().bind(m_user, &Route::user);
    binder().bind(m_password, &Route::password);
    const QAction* test =
        editor().addRowCommand(QStringLiteral("test"), icon("network-connect"), tr("Te&st…"));
    connect(test, &QAction::triggered, this, &RoutesPage::testCurrent);
    start();
}

// As it stands in the fields, saved or not.
void RoutesPage::testCurrent()
{
    const model::Route route = stored(*current());
    const auto begin = [&tester = console().tester(), route, server = draft().server](QObject* parent) {
        return tester.testRoute(route, server, parent);
    };
    auto* dialog = new ConnectionTestDialog(
        {.title = route.domain == "*" ? tr("Test of the Route for All Others")
                                      : tr("Test of the Route for %1").arg(qt(route.domain)),
         .intro = tr("%1 As in a delivery, up to the log-in; no mail is sent.").arg(meaningOf(route)),
         .good = tr("Mail can go this way."),
         .bad = tr("Mail for this route waits until this is mended.")},
        begin, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QString RoutesPage::title() const
{
    return tr("Routes");
}

model::Route RoutesPage::shown(const model::Route& stored) const
{
    model::Route route = stored;
    route.domain = displayDomain(route.domain);
    return route;
}

model::Route RoutesPage::stored(const model::Route& shown) const
{
    model::Route route = shown;
    route.domain = comparableDomain(route.domain);
    return route;
}

std::vector<model::Problem> RoutesPage::problemsOf(const model::Route& route,
                                                   const model::Configuration& others) const
{
    return model::validateAmong(route, others);
}

void RoutesPage::follow(const model::Route* route)
{
    const bool complete = route != nullptr && !route->domain.empty() && !route->to.empty();
    m_meaning->setText(complete ? meaningOf(*route) : QString());
}

} // namespace postern::ui
