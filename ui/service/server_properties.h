// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/configuration_dialog.h"

namespace postern::ui {

class ServerNamePage;

// Server Properties: what holds for all services. Tab ids: "server", "lan", "logs", "dns".
class ServerProperties final : public ConfigurationDialog<model::Server> {
    Q_OBJECT

public:
    ServerProperties(StoreClient& client, Prompter& prompter, const QString& tab = {},
                     QWidget* parent = nullptr);

protected:
    const model::Server* pick(const model::Configuration& configuration) const override;
    void put(model::Configuration& configuration, const model::Server& server) const override;
    std::vector<model::Problem> problemsOf(const model::Server& server,
                                           const model::Configuration& all) const override;
    QString goneText() const override { return {}; }
    void prepare(const model::Configuration& all) override;

private:
    ServerNamePage* const m_name;
};

} // namespace postern::ui
