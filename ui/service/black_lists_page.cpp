// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/black_lists_page.h"

#include "ui/service/dns_lists_edit.h"
#include "ui/service/list_files_button.h"
#include "ui/widgets/check_mode_box.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace postern::ui {

namespace {

using model::ListColor;
using model::ListKind;

constexpr auto verificationField = "checks.ip.dnsbl";

// English has its singular in the program: no translation of English is needed for it.
QString kindCount(ListKind kind, int n)
{
    const bool one = n == 1;
    switch (kind) {
    case ListKind::Ip:
        return one ? BlackListsPage::tr("1 address") : BlackListsPage::tr("%n addresses", nullptr, n);
    case ListKind::Sender:
        return one ? BlackListsPage::tr("1 sender") : BlackListsPage::tr("%n senders", nullptr, n);
    case ListKind::Recipient:
        return one ? BlackListsPage::tr("1 recipient") : BlackListsPage::tr("%n recipients", nullptr, n);
    case ListKind::Helo:
        return one ? BlackListsPage::tr("1 HELO host") : BlackListsPage::tr("%n HELO hosts", nullptr, n);
    }
    return {};
}

// The checks that exemptions lift, as they are called elsewhere.
QString exemptableChecks()
{
    QStringList titles;
    for (const model::CheckInfo& info : model::checks()) {
        if (info.exemptable)
            titles.append(BlackListsPage::tr("“%1”", "a check").arg(translate(info.title)));
    }
    return titles.join(BlackListsPage::tr(", "));
}

} // namespace

QWidget* BlackListsPage::reveal(const QString& field)
{
    return field == QLatin1String(verificationField) ? m_verification : ServicePage::reveal(field);
}

QString listCountText(const std::vector<store::ListCount>& counts, model::Id service, ListColor color)
{
    QStringList parts;
    for (const ListKind kind : model::allListKinds) {
        int n = 0;
        for (const store::ListCount& count : counts) {
            if (count.color == color && count.kind == kind &&
                (count.service == service || count.service == 0))
                n += count.count;
        }
        if (n > 0)
            parts.append(kindCount(kind, n));
    }
    return parts.isEmpty() ? BlackListsPage::tr("empty") : parts.join(QStringLiteral(" · "));
}

BlackListsPage::BlackListsPage(StoreClient& client, Prompter& prompter)
    : ServicePage(QStringLiteral("black-lists"), tr("Black Lists"))
    , m_black(new QLabel)
    , m_white(new QLabel)
    , m_files(new ListFilesButton(client, prompter))
    , m_fileCount(new QLabel)
    , m_verification(new CheckModeBox(model::Check::IpDnsbl, tr("Enable veri&fication")))
    , m_dnsLists(new DnsListsEdit)
{
    auto* answerAtRcpt = new QCheckBox(tr("Refusals found before RCPT are &answered at RCPT TO"));
    auto* lan = new QCheckBox(tr("Clients in the &LAN are exempt"));
    auto* authenticated = new QCheckBox(tr("Clients that have lo&gged in are exempt"));
    m_black->setObjectName(QStringLiteral("lists.black.count"));
    m_white->setObjectName(QStringLiteral("lists.white.count"));

    form().section(tr("Lists"));
    form().plain(listButtons());
    form().note(
        tr("An exception by IP address or recipient lifts all of these checks. One by sender or HELO host "
           "can be "
           "forged, and lifts neither “Sender claims to be local” nor “HELO says a local name”. No exception "
           "ever allows relaying."));
    form().section(tr("DNS lists"));
    form().plain(m_verification);
    form().mention(QLatin1String(verificationField), m_verification->text());
    form().wide(QStringLiteral("dns_lists"), tr("Lists that clients are looked &up in:"), m_dnsLists);
    form().note(tr("100 points together refuse a client. What it is told is set on the tab Abuse: “%1”.")
                    .arg(translate(model::info(model::Check::IpDnsbl).title)));
    form().section(tr("A blacklisted client"));
    form().row(QStringLiteral("answer_at_rcpt"), answerAtRcpt);
    form().note(tr(
        "The log then knows sender and recipient of what is refused, and exceptions by recipient can count. "
        "Otherwise it is refused as soon as something is found."));
    form().section(tr("Applies to"));
    form().row(QStringLiteral("exempt_lan"), lan);
    form().row(QStringLiteral("exempt_authenticated"), authenticated);
    form().note(tr("Exempt means: from the checks %1. The lists themselves apply to everybody.")
                    .arg(exemptableChecks()));

    binder().bind(m_files, &model::Service::subscriptions);
    binder().bind(m_dnsLists, &model::Service::dnsLists);
    binder().bind(answerAtRcpt, &model::Service::answerAtRcpt);
    binder().bind(lan, &model::Service::exemptLan);
    binder().bind(authenticated, &model::Service::exemptAuthenticated);
    connect(m_verification, &CheckModeBox::edited, this,
            [this] { Q_EMIT verificationChosen(m_verification->value()); });
    connect(m_dnsLists, &DnsListsEdit::testWanted, this, &BlackListsPage::dnsListTestWanted);
}

void BlackListsPage::follow(const model::Service& service, const model::Configuration& /*all*/)
{
    m_files->setService(service.id);
    if (m_verification->value() != service.mode(model::Check::IpDnsbl))
        m_verification->setValue(service.mode(model::Check::IpDnsbl));
}

void BlackListsPage::showDnsLists(const std::vector<model::DnsListState>& states)
{
    m_dnsLists->showStates(states);
}

QWidget* BlackListsPage::listButtons()
{
    auto* both = new QWidget;
    auto* grid = new QGridLayout(both);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    grid->addWidget(listButton(ListColor::Black, "lists.black", tr("&Black Lists…")), 0, 0);
    grid->addWidget(m_black, 0, 1);
    grid->addWidget(listButton(ListColor::White, "lists.white", tr("&Exceptions (White List)…")), 1, 0);
    grid->addWidget(m_white, 1, 1);
    addFiles(*grid);
    return both;
}

void BlackListsPage::addFiles(QGridLayout& grid)
{
    const auto name = QStringLiteral("subscriptions");
    m_files->setObjectName(name);
    m_fileCount->setObjectName(QStringLiteral("lists.files.count"));
    auto* problem = new ProblemLabel;
    problem->setObjectName(name + QStringLiteral(".problem"));
    grid.addWidget(m_files, 2, 0);
    grid.addWidget(m_fileCount, 2, 1);
    grid.addWidget(problem, 3, 0, 1, 2);
    form().problems().place(name, m_files, problem);
    form().mention(name, m_files->text());
    connect(m_files, &ListFilesButton::summaryChanged, m_fileCount,
            [this] { m_fileCount->setText(m_files->summary()); });
}

QPushButton* BlackListsPage::listButton(ListColor color, const char* name, const QString& text)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, color] { Q_EMIT listsWanted(color); });
    return button;
}

void BlackListsPage::showCounts(const std::vector<store::ListCount>& counts, model::Id service)
{
    m_black->setText(listCountText(counts, service, ListColor::Black));
    m_white->setText(listCountText(counts, service, ListColor::White));
}

} // namespace postern::ui
