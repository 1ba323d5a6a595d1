// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/server_properties.h"

#include "ui/service/server_pages.h"

namespace postern::ui {

ServerProperties::ServerProperties(StoreClient& client, Prompter& prompter, const QString& tab,
                                   QWidget* parent)
    : ConfigurationDialog(client, prompter, parent)
    , m_name(new ServerNamePage)
{
    setObjectName(QStringLiteral("serverProperties"));
    setWindowTitle(tr("Server Properties"));
    addStructPage(m_name);
    addStructPage(new ServerLanPage);
    addStructPage(new ServerLogsPage);
    addStructPage(new ServerDnsPage);
    showTab(tab);
    reload();
}

const model::Server* ServerProperties::pick(const model::Configuration& configuration) const
{
    return &configuration.server;
}

void ServerProperties::put(model::Configuration& configuration, const model::Server& server) const
{
    configuration.server = server;
}

void ServerProperties::prepare(const model::Configuration& all)
{
    m_name->setMailboxes(all.mailboxes);
}

// What needs more than the server itself to be seen, too: a postmaster that is nobody's address.
std::vector<model::Problem> ServerProperties::problemsOf(const model::Server& server,
                                                         const model::Configuration& all) const
{
    constexpr std::string_view prefix = "server.";
    model::Configuration whole = all;
    whole.server = server;
    std::vector<model::Problem> problems;
    for (model::Problem& problem : model::validate(whole)) {
        if (!problem.field.starts_with(prefix))
            continue;
        problem.field.erase(0, prefix.size());
        problems.push_back(std::move(problem));
    }
    return problems;
}

} // namespace postern::ui
