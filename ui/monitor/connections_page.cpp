// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitor/connections_page.h"

#include "ui/data/live_status.h"
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"

#include <QAction>

#include <map>
#include <set>

namespace postern::ui {

ConnectionsPage::ConnectionsPage(Console& console, QWidget* parent)
    : MonitorPage(console,
                  {.name = QStringLiteral("connections"),
                   .list = tr("Sessions that are open now"),
                   .filter = tr("Client, service, HELO, user or sender")},
                  parent)
    , m_model(new LiveTableModel<ConnectionLine>("ConnectionWords", connectionColumns(), this))
    , m_disconnect(addCommand("disconnect", tr("&Disconnect"), "network-disconnect"))
    , m_log(addCommand("showInLog", tr("Show in the Lo&g"), "mail-mark-junk", false))
{
    m_disconnect->setShortcut(QKeySequence::Delete);
    m_disconnect->setStatusTip(tr("Select the sessions that are to end"));
    connect(m_disconnect, &QAction::triggered, this, &ConnectionsPage::disconnectSelected);
    connect(m_log, &QAction::triggered, this,
            [this] { this->console().showInLog(m_model->record(selected().front()).entry.client); });
    static constexpr int letters[] = {20, 14, 34, 22, 12, 22, 10, 12, 8};
    setList(m_model, m_model, letters, 7);
}

QString ConnectionsPage::title() const
{
    return tr("Connections");
}

// What an engine that is gone has left is no session.
void ConnectionsPage::read()
{
    const Overview& overview = console().live().overview();
    std::map<model::Id, QString> services;
    for (const model::Service& service : overview.configuration.services)
        services[service.id] = qt(service.name);
    const auto work = [services =
                           std::move(services)](store::Store& store) -> Result<std::vector<ConnectionLine>> {
        const auto nodes = store.nodes();
        if (!nodes)
            return failFrom(nodes);
        std::set<std::string> alive;
        for (const model::NodeStatus& node : *nodes) {
            if (node.alive(SystemClock().now()))
                alive.insert(node.node);
        }
        auto entries = store.connections(mostShown);
        if (!entries)
            return failFrom(entries);
        std::vector<ConnectionLine> lines;
        for (model::ConnectionEntry& entry : *entries) {
            if (!alive.contains(entry.node))
                continue;
            const auto service = services.find(entry.service);
            lines.push_back(
                connectionLineOf(std::move(entry), service == services.end() ? QString() : service->second));
        }
        return lines;
    };
    console().store().run(this, work, [this](Result<std::vector<ConnectionLine>> lines) {
        if (lines)
            take(*m_model, std::move(*lines));
        else
            failed(lines.error());
    });
}

int ConnectionsPage::open() const
{
    int count = 0;
    for (const model::NodeStatus& node : console().live().overview().nodes) {
        for (const model::ListenerStatus& listener : node.listeners)
            count += listener.connections;
    }
    return count;
}

QString ConnectionsPage::emptyText() const
{
    if (console().live().overview().nodes.empty())
        return tr("No engine is running, so nobody can connect.");
    return tr("Nobody is connected now.\n\nWhoever brings or sends mail is shown here while his session is "
              "open: who "
              "he is, how far he is, and whether the connection is encrypted.");
}

QString ConnectionsPage::countText(int shown) const
{
    const int all = m_model->rowCount();
    if (all == 0)
        return {};
    const QString rest =
        open() > all && all >= fewestOfMany
            ? u' ' + tr("The services count %L1; of very many, those that were active last are shown.")
                         .arg(open())
            : QString();
    if (shown < all)
        return tr("%L1 of %L2 sessions").arg(shown).arg(all) + rest;
    return tr("%n open session(s)", nullptr, all) + rest;
}

void ConnectionsPage::enableCommands()
{
    const auto rows = selected();
    m_disconnect->setEnabled(!rows.empty());
    m_log->setEnabled(rows.size() == 1);
}

// Who is ended by mistake comes again; many at once are asked about.
void ConnectionsPage::disconnectSelected()
{
    std::map<std::string, std::vector<model::Disconnection>> byNode;
    const auto rows = selected();
    for (const int row : rows) {
        const model::ConnectionEntry& entry = m_model->record(row).entry;
        auto& orders = byNode[entry.node];
        if (orders.empty() || orders.back().ids.size() == model::Disconnection::mostIds)
            orders.push_back({entry.node, {}});
        orders.back().ids.push_back(entry.id);
    }
    std::vector<std::string> arguments;
    for (const auto& [node, orders] : byNode) {
        for (const model::Disconnection& each : orders)
            arguments.push_back(model::toJson(each));
    }
    const bool wanted = rows.size() == 1 ||
                        console().prompter().confirm(
                            this, title(), tr("End %n sessions?", nullptr, int(rows.size())),
                            tr("Messages that are under way are lost here; servers and mail programs send "
                               "them again."),
                            tr("&Disconnect"));
    if (wanted)
        order(model::disconnect, arguments);
}

} // namespace postern::ui
