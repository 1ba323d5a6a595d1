// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/forms/binder.h"

namespace postern::ui {

// The mailbox for postmaster's mail: one of those that are there, or "" for the first.
class PostmasterEdit : public QComboBox {
    Q_OBJECT

public:
    explicit PostmasterEdit(QWidget* parent = nullptr);

    void setMailboxes(const std::vector<model::Mailbox>& mailboxes); // before setValue()
    void setValue(const std::string& address);
    std::string value() const;

Q_SIGNALS:
    void edited();
};

// Tab Server: what this server is called, and who answers for it.
class ServerNamePage final : public BoundPage<model::Server> {
    Q_OBJECT

public:
    ServerNamePage();
    void setMailboxes(const std::vector<model::Mailbox>& mailboxes) { m_postmaster->setMailboxes(mailboxes); }

private:
    PostmasterEdit* const m_postmaster;
};

// Tab LAN: what is inside, and who may pass on mail of others.
class ServerLanPage final : public BoundPage<model::Server> {
    Q_OBJECT

public:
    ServerLanPage();
};

// Tab DNS: whom Postern asks, for its checks and for delivery.
class ServerDnsPage final : public BoundPage<model::Server> {
    Q_OBJECT

public:
    ServerDnsPage();
};

// Tab Logs: how long events are kept.
class ServerLogsPage final : public BoundPage<model::Server> {
    Q_OBJECT

public:
    ServerLogsPage();
};

} // namespace postern::ui
