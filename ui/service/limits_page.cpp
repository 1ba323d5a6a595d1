// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/limits_page.h"

#include "ui/forms/size_edit.h"
#include "ui/service/number_box.h"

#include <QPushButton>

namespace postern::ui {

namespace {

using model::Rates;
using model::Service;

constexpr int many = 1'000'000;

// 0 stands for none, in words.
QSpinBox* rateBox()
{
    QSpinBox* box = numberBox(0, many);
    box->setSpecialValueText(LimitsPage::tr("no limit"));
    return box;
}

} // namespace

LimitsPage::LimitsPage()
    : ServicePage(QStringLiteral("limits"), tr("Limits"))
{
    addConnections();
    addMessage();
    addRates();
    addGuessing();
}

void LimitsPage::addConnections()
{
    QSpinBox* connections = numberBox(1, many);
    QSpinBox* perClient = numberBox(1, many);
    QSpinBox* perMinute = rateBox();
    perMinute->setToolTip(
        tr("Clients in the LAN have no such limit. An IPv6 network of 64 bits counts as one client."));
    QSpinBox* commands = rateBox();
    commands->setToolTip(tr("A client outside the LAN that says more is disconnected."));
    QSpinBox* timeout = numberBox(10, 3600, tr(" s"));
    timeout->setToolTip(
        tr("A client that says nothing for so long is disconnected. RFC 5321 asks for 5 minutes."));
    QSpinBox* errors = numberBox(1, 1000);
    errors->setToolTip(tr("After so many commands refused for their syntax or order the session ends."));
    QSpinBox* tarpit = numberBox(0, 60, tr(" s"));
    tarpit->setSpecialValueText(tr("at once"));
    tarpit->setToolTip(
        tr("So long a client outside the LAN waits for each refusal, which slows down those that only try."));

    form().section(tr("Connections"));
    form().row(QStringLiteral("connection_limit"), tr("&Connections at a time:"), connections);
    form().row(QStringLiteral("connection_limit_per_client"), tr("… from one &address:"), perClient);
    form().row(QStringLiteral("rates.connections_per_minute"), tr("… &new of one client in a minute:"),
               perMinute);
    form().row(QStringLiteral("rates.commands_per_minute"), tr("C&ommands of one client in a minute:"),
               commands);
    form().row(QStringLiteral("timeout_seconds"), tr("&Time-out for a command:"), timeout);
    form().row(QStringLiteral("error_limit"), tr("&Errors in a session:"), errors);
    form().row(QStringLiteral("rates.tarpit_seconds"), tr("A refusa&l is answered after:"), tarpit);

    binder().bind(connections, &Service::connectionLimit);
    binder().bind(perClient, &Service::connectionLimitPerClient);
    binder().bind(perMinute, &Service::rates, &Rates::connectionsPerMinute);
    binder().bind(commands, &Service::rates, &Rates::commandsPerMinute);
    binder().bind(timeout, &Service::timeoutSeconds);
    binder().bind(errors, &Service::errorLimit);
    binder().bind(tarpit, &Service::rates, &Rates::tarpitSeconds);
}

void LimitsPage::addMessage()
{
    auto* size = new SizeEdit;
    QSpinBox* recipients = numberBox(100, many);
    recipients->setToolTip(tr("Every server must take at least 100 (RFC 5321)."));
    QSpinBox* hops = numberBox(1, 1000);
    hops->setToolTip(tr(
        "Each server that a message passes adds a Received: field. One with more of them than this goes in "
        "circles and is refused."));

    form().section(tr("One message"));
    form().row(QStringLiteral("size_limit"), tr("Largest &message:"), size);
    form().row(QStringLiteral("recipient_limit"), tr("&Recipients of a message:"), recipients);
    form().row(QStringLiteral("hop_limit"), tr("Most &servers on its way:"), hops);

    binder().bind(size, &Service::sizeLimit);
    binder().bind(recipients, &Service::recipientLimit);
    binder().bind(hops, &Service::hopLimit);
}

void LimitsPage::addRates()
{
    QSpinBox* messages = rateBox();
    QSpinBox* recipients = rateBox();
    QSpinBox* megabytes = rateBox();
    QSpinBox* userMessages = rateBox();
    QSpinBox* userRecipients = rateBox();

    form().section(tr("In an hour"));
    form().row(QStringLiteral("rates.messages_per_hour"), tr("Messa&ges of one client:"), messages);
    form().row(QStringLiteral("rates.recipients_per_hour"), tr("Rec&ipients of one client:"), recipients);
    form().row(QStringLiteral("rates.megabytes_per_hour"), tr("Megab&ytes of one client:"), megabytes);
    form().row(QStringLiteral("rates.user_messages_per_hour"),
               tr("Messages of one &user that has logged in:"), userMessages);
    form().row(QStringLiteral("rates.user_recipients_per_hour"),
               tr("Recipients of one user that &has logged in:"), userRecipients);
    form().note(
        tr("What is over it is put off (4xx), so that an honest client tries again later. Clients in the "
           "LAN have no limits per client; a user that has logged in has those of users everywhere."));

    binder().bind(messages, &Service::rates, &Rates::messagesPerHour);
    binder().bind(recipients, &Service::rates, &Rates::recipientsPerHour);
    binder().bind(megabytes, &Service::rates, &Rates::megabytesPerHour);
    binder().bind(userMessages, &Service::rates, &Rates::userMessagesPerHour);
    binder().bind(userRecipients, &Service::rates, &Rates::userRecipientsPerHour);
}

void LimitsPage::addGuessing()
{
    QSpinBox* failures = numberBox(0, many);
    failures->setSpecialValueText(tr("never"));
    QSpinBox* minutes = numberBox(1, 525'600, tr(" min"));

    form().section(tr("Guessing passwords"));
    form().row(QStringLiteral("rates.login_failures"), tr("&Barred after failures:"), failures);
    form().row(QStringLiteral("rates.ban_minutes"), tr("… &for:"), minutes);
    form().note(tr("Failures of one client within ten minutes count."));
    auto* bans = new QPushButton(tr("Clients barre&d now…"));
    bans->setObjectName(QStringLiteral("bans"));
    bans->setAutoDefault(false);
    form().plain(bans);
    connect(bans, &QPushButton::clicked, this, &LimitsPage::bansWanted);

    binder().bind(failures, &Service::rates, &Rates::loginFailures);
    binder().bind(minutes, &Service::rates, &Rates::banMinutes);
}

} // namespace postern::ui
