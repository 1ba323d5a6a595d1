// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/relay_summary.h"

#include "base/domain_name.h"
#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QStringList>

namespace postern::ui {

namespace {

using model::Access;
using model::Check;
using model::CheckMode;
using model::Configuration;
using model::Service;

constexpr std::size_t namesShown = 4;

struct Summary {
    Q_DECLARE_TR_FUNCTIONS(RelaySummary)
};

QString joined(std::vector<QString> names)
{
    QStringList shown;
    for (std::size_t i = 0; i < names.size() && i < namesShown; ++i)
        shown.append(names[i]);
    if (names.size() > namesShown)
        shown.append(Summary::tr("%n more", nullptr, int(names.size() - namesShown)));
    if (shown.size() < 2)
        return shown.join(QString());
    const QString last = shown.takeLast();
    return Summary::tr("%1 and %2", "a, b and c").arg(shown.join(Summary::tr(", ", "a, b")), last);
}

// Where mail goes that needs no right to relay.
std::vector<QString> ownPlaces(const Configuration& all)
{
    std::vector<QString> places;
    for (const model::Domain& domain : all.domains) {
        places.push_back(qt(displayDomain(domain.name)));
        for (const std::string& alias : domain.aliases)
            places.push_back(qt(displayDomain(alias)));
    }
    for (const model::Route& route : all.routes) {
        if (route.domain != "*")
            places.push_back(qt(displayDomain(route.domain)));
    }
    return places;
}

bool enforces(const Service& service, Check check)
{
    return service.mode(check) == CheckMode::Enforce;
}

// Whether clients outside the LAN can get in at all, and which.
bool lanOnly(const Service& service)
{
    return service.access == Access::Lan && enforces(service, Check::AccessClient);
}
bool listedOnly(const Service& service)
{
    return (service.access == Access::Listed || service.access == Access::LanAndListed) &&
           enforces(service, Check::AccessClient);
}
// 'Listed' shuts out the LAN too, where it is not in the list.
bool lanMayBeShutOut(const Service& service)
{
    return service.access == Access::Listed && enforces(service, Check::AccessClient);
}

// Who gets no further than what needs no right to relay.
QString strangers(const Service& service, const Configuration& all)
{
    const bool lanRelays = service.relay.lan && !all.server.lan.empty();
    if (listedOnly(service))
        return lanRelays ? Summary::tr("Listed clients outside the LAN") : Summary::tr("Listed clients");
    return lanRelays ? Summary::tr("Outside clients") : Summary::tr("Clients");
}

QString strangersSentence(const Service& service, const Configuration& all)
{
    if (enforces(service, Check::AuthRequired))
        return Summary::tr("Nobody can send anything without logging in.");
    if (lanOnly(service) && service.relay.lan)
        return Summary::tr("Outside clients cannot use this service.");
    std::vector<QString> places = ownPlaces(all);
    for (const std::string& recipient : service.relay.recipients) {
        if (!recipient.starts_with('~'))
            places.push_back(qt(recipient));
    }
    const QString who = lanOnly(service) ? Summary::tr("Clients in the LAN") : strangers(service, all);
    if (places.empty())
        return Summary::tr("%1 can send to nobody: you have no domain yet.").arg(who);
    return Summary::tr("%1 can send only to %2.").arg(who, joined(std::move(places)));
}

// Who may relay by the address that it comes from.
QString relayingClients(const Service& service, const Configuration& all)
{
    std::vector<QString> clients;
    if (service.relay.lan && !all.server.lan.empty())
        clients.push_back(lanMayBeShutOut(service) ? Summary::tr("Listed clients in the LAN")
                                                   : Summary::tr("Clients in the LAN"));
    if (!service.relay.ranges.empty() && !lanOnly(service)) {
        std::vector<QString> ranges;
        for (const std::string& range : service.relay.ranges)
            ranges.push_back(qt(range));
        clients.push_back(clients.empty() ? Summary::tr("Clients in %1").arg(joined(std::move(ranges)))
                                          : joined(std::move(ranges)));
    }
    return joined(std::move(clients));
}

} // namespace

QString relaySummary(const Service& service, const Configuration& all)
{
    QStringList sentences{strangersSentence(service, all)};
    const QString clients = relayingClients(service, all);
    if (!clients.isEmpty() && !enforces(service, Check::AuthRequired))
        sentences.append(
            service.relay.senderMustBeLocal
                ? Summary::tr("%1 can send anywhere as one of your domains, which they can forge.")
                      .arg(clients)
                : Summary::tr("%1 can send anywhere.").arg(clients));
    if (service.relay.authenticated)
        sentences.append(Summary::tr("Clients that have logged in can send anywhere."));
    return sentences.join(u' ');
}

} // namespace postern::ui
