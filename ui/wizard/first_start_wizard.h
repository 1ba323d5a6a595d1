// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/port_probe.h"
#include "ui/wizard/wizard_draft.h"

#include <QWizard>

namespace postern::ui {

class LiveStatus;
class Prompter;
class StoreClient;

// Sets a new server up in a few steps: host name, domain, LAN, certificate, services, first
// mailbox. All of it is one
// revision, saved near the end; the last step shows the services running. Nothing is saved when it is closed
// before.
class FirstStartWizard : public QWizard {
    Q_OBJECT

public:
    FirstStartWizard(StoreClient& store, LiveStatus& live, Prompter& prompter, PortProbe probe,
                     QWidget* parent = nullptr);

Q_SIGNALS:
    void saved(); // the configuration is there: time to start the engine

private:
    WizardDraft m_draft;
};

} // namespace postern::ui
