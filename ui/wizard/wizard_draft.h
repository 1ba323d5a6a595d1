// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/wizard/port_probe.h"

#include <QString>

namespace postern::ui {

// What the first-start wizard gathers: one configuration, made by its steps in turn.
struct WizardDraft {
    model::Configuration configuration;           // one domain, one mailbox
    std::string password;                         // of the mailbox, plain until it is saved; "": no log-in
    std::vector<model::Certificate> certificates; // of all services; none: the engine makes one
};

// The first proposals: host name and domain as this computer has them, the LAN as its network interfaces
// say, a service on a port that this user may open, a mailbox for this user.
WizardDraft proposeDraft(const PortProbe& probe);

// "mail.example.com" → "example.com"; a name of two labels is itself a domain.
QString domainOfHost(const QString& hostname);
// Where the first mailbox's mail is proposed to go: a folder of its own in the user's home folder.
QString proposedMaildir(const QString& address);

} // namespace postern::ui
