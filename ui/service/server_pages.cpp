// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/server_pages.h"

#include "model/dns_server.h"
#include "ui/forms/lan_edit.h"
#include "ui/text/translate.h"

#include <QLabel>

namespace postern::ui {

namespace {

LineGrammar dnsServers()
{
    LineGrammar grammar;
    grammar.parse = [](const std::string& typed) -> Result<LineGrammar::Line> {
        const auto server = model::DnsServer::parse(typed);
        if (!server)
            return failFrom(server);
        return LineGrammar::Line{server->toString(), server->address.isLoopback()
                                                         ? ServerDnsPage::tr("on this computer")
                                                         : ServerDnsPage::tr("in the network")};
    };
    grammar.column = ServerDnsPage::tr("Server");
    grammar.example =
        ServerDnsPage::tr("None: the computer's own DNS servers are asked. For example 127.0.0.1, "
                          "or 127.0.0.1@5353 for another port than 53.");
    return grammar;
}

} // namespace

PostmasterEdit::PostmasterEdit(QWidget* parent)
    : QComboBox(parent)
{
    setSizeAdjustPolicy(AdjustToContents);
    connect(this, &QComboBox::currentIndexChanged, this, &PostmasterEdit::edited);
}

void PostmasterEdit::setMailboxes(const std::vector<model::Mailbox>& mailboxes)
{
    const QSignalBlocker blocker(this);
    clear();
    addItem(mailboxes.empty() ? tr("The first mailbox (there is none yet)")
                              : tr("The first mailbox (%1)").arg(qt(mailboxes.front().address)),
            QString());
    for (const model::Mailbox& mailbox : mailboxes)
        addItem(qt(mailbox.address), qt(mailbox.address));
}

void PostmasterEdit::setValue(const std::string& address)
{
    const QSignalBlocker blocker(this);
    int index = findData(qt(address));
    if (index < 0) { // an alias, or gone: validate() says which
        addItem(qt(address), qt(address));
        index = count() - 1;
    }
    setCurrentIndex(index);
}

std::string PostmasterEdit::value() const
{
    return bytes(currentData().toString());
}

ServerNamePage::ServerNamePage()
    : BoundPage(QStringLiteral("server"), tr("Server"))
    , m_postmaster(new PostmasterEdit)
{
    auto* hostname = new QLineEdit;
    hostname->setPlaceholderText(QStringLiteral("mail.example.com"));
    form().row(QStringLiteral("hostname"), tr("&Host name:"), hostname);
    form().note(tr(
        "The full name by which this server greets, and by which others find it. It should be the name that "
        "the MX records of your domains and the reverse DNS of its public address say."));
    form().row(QStringLiteral("postmaster"), tr("Mail for &postmaster goes to:"), m_postmaster);
    form().note(tr("Every mail server must take mail for postmaster (RFC 5321)."));
    binder().bind(hostname, &model::Server::hostname);
    binder().bind(m_postmaster, &model::Server::postmaster);
}

ServerLanPage::ServerLanPage()
    : BoundPage(QStringLiteral("lan"), tr("LAN"))
{
    auto* lan = new LanEdit;
    auto* forwarders = new RangeListEdit;
    form().wide(QStringLiteral("lan"), tr("&LAN:"), lan, true);
    form().note(LanEdit::explanation());
    form().wide(QStringLiteral("trusted_forwarders"), tr("&Trusted forwarders:"), forwarders, true);
    form().note(tr(
        "Servers that pass on mail of others to you: a provider's filter, a second MX. Senders that claim to "
        "be local are not refused from them. They get no right to relay, and the black lists apply."));
    binder().bind(lan, &model::Server::lan);
    binder().bind(forwarders, &model::Server::trustedForwarders);
}

ServerDnsPage::ServerDnsPage()
    : BoundPage(QStringLiteral("dns"), tr("DNS"))
{
    auto* servers = new RangeListEdit(dnsServers());
    form().wide(QStringLiteral("dns_servers"), tr("&DNS servers that are asked:"), servers, true);
    form().note(
        tr("They are asked by the checks of senders and clients, and for the way of outgoing mail. Many "
           "DNS lists do not answer questions that come by a public DNS server, and DNSSEC counts only "
           "if the way to the server can be trusted: best is one on this computer or in the LAN."));
    binder().bind(servers, &model::Server::dnsServers);
}

ServerLogsPage::ServerLogsPage()
    : BoundPage(QStringLiteral("logs"), tr("Logs"))
{
    auto* days = new QSpinBox;
    days->setRange(0, 36'500);
    days->setSuffix(tr(" days"));
    days->setSpecialValueText(tr("any time"));
    auto* megabytes = new QSpinBox;
    megabytes->setRange(0, 100'000'000);
    megabytes->setGroupSeparatorShown(true);
    megabytes->setSuffix(tr(" MB"));
    megabytes->setSpecialValueText(tr("any size"));
    form().section(tr("The log of accepted and refused mail"));
    form().row(QStringLiteral("event_days"), tr("Kept &for:"), days);
    form().row(QStringLiteral("event_megabytes"), tr("&Up to:"), megabytes);
    form().note(tr("Whichever is reached first: the oldest events go. 0 is no limit."));
    binder().bind(days, &model::Server::eventDays);
    binder().bind(megabytes, &model::Server::eventMegabytes);
}

} // namespace postern::ui
