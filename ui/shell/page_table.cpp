// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_table.h"

#include "ui/health/health_page.h"
#include "ui/lists/list_health_page.h"
#include "ui/log/history_page.h"
#include "ui/log/log_page.h"
#include "ui/monitor/bans_page.h"
#include "ui/monitor/connections_page.h"
#include "ui/monitor/queue_page.h"
#include "ui/pages/domains_page.h"
#include "ui/pages/lan_page.h"
#include "ui/pages/mailboxes_page.h"
#include "ui/pages/routes_page.h"
#include "ui/pages/services_page.h"
#include "ui/pins/pins_page.h"
#include "ui/statistics/statistics_page.h"

namespace postern::ui {

namespace {

constexpr PageRow rows[] = {
    {PageId::Services, QT_TRANSLATE_NOOP("PageTable", "&Services"), "mail-receive"},
    {PageId::Domains, QT_TRANSLATE_NOOP("PageTable", "&Domains"), "internet-services"},
    {PageId::Mailboxes, QT_TRANSLATE_NOOP("PageTable", "&Mailboxes"), "mail-folder-inbox"},
    {PageId::Lan, QT_TRANSLATE_NOOP("PageTable", "&LAN"), "network-wired"},
    {PageId::Routes, QT_TRANSLATE_NOOP("PageTable", "R&outes"), "mail-forward"},
    {PageId::Rejected, QT_TRANSLATE_NOOP("PageTable", "&Rejected mail"), "mail-mark-junk"},
    {PageId::Connections, QT_TRANSLATE_NOOP("PageTable", "&Connections"), "network-connect"},
    {PageId::Queue, QT_TRANSLATE_NOOP("PageTable", "&Queue"), "mail-folder-outbox"},
    {PageId::Statistics, QT_TRANSLATE_NOOP("PageTable", "St&atistics"), "view-statistics"},
    {PageId::Bans, QT_TRANSLATE_NOOP("PageTable", "Temporary &bans"), "dialog-cancel"},
    {PageId::Pins, QT_TRANSLATE_NOOP("PageTable", "&Pinned mail"), "window-pin"},
    {PageId::History, QT_TRANSLATE_NOOP("PageTable", "&History"), "view-history"},
    {PageId::ListHealth, QT_TRANSLATE_NOOP("PageTable", "L&ist health"), "edit-select-all"},
    {PageId::Health, QT_TRANSLATE_NOOP("PageTable", "H&ealth check"), "help-hint"},
};

} // namespace

std::span<const PageRow> pageTable()
{
    return rows;
}

ConsolePage* makePage(PageId id, Console& console, ServiceCommands& services)
{
    switch (id) {
    case PageId::Services:
        return new ServicesPage(console, services);
    case PageId::Domains:
        return new DomainsPage(console);
    case PageId::Mailboxes:
        return new MailboxesPage(console);
    case PageId::Lan:
        return new LanPage(console);
    case PageId::Routes:
        return new RoutesPage(console);
    case PageId::Rejected:
        return new LogPage(console);
    case PageId::Connections:
        return new ConnectionsPage(console);
    case PageId::Queue:
        return new QueuePage(console);
    case PageId::Statistics:
        return new StatisticsPage(console);
    case PageId::Bans:
        return new BansPage(console);
    case PageId::Pins:
        return new PinsPage(console);
    case PageId::History:
        return new HistoryPage(console);
    case PageId::ListHealth:
        return new ListHealthPage(console);
    case PageId::Health:
        return new HealthPage(console);
    }
    return nullptr;
}

} // namespace postern::ui
