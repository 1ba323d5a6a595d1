// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation_tree.h"

#include "ui/data/live_status.h"
#include "ui/data/service_state.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QContextMenuEvent>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

namespace postern::ui {

namespace {

constexpr int pageRole = Qt::UserRole;
constexpr int serviceRole = Qt::UserRole + 1;

// Icons of pages in the color of the text beside them where they are selected; the marks of services see to
// themselves.
class PageDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (!option->state.testFlag(QStyle::State_Selected) || index.data(serviceRole).isValid())
            return;
        const auto group =
            option->state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
        const qreal ratio = option->widget == nullptr ? 1 : option->widget->devicePixelRatioF();
        option->icon = inColor(option->icon, option->decorationSize, ratio,
                               option->palette.color(group, QPalette::HighlightedText));
    }
};

} // namespace

NavigationTree::NavigationTree(QWidget* parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("navigation"));
    setAccessibleName(tr("Server and its pages"));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setExpandsOnDoubleClick(false);
    setUniformRowHeights(true);
    setItemDelegate(new PageDelegate(this));
    m_server = add(nullptr, PageId::Services, "network-server", tr("This server"));
    add(m_server, PageId::Services, "mail-receive", tr("Services"));
    add(m_server, PageId::Domains, "internet-services", tr("Domains"));
    add(m_server, PageId::Mailboxes, "mail-folder-inbox", tr("Mailboxes"));
    add(m_server, PageId::Routes, "mail-forward", tr("Routes"));
    add(m_server, PageId::Lan, "network-wired", tr("LAN"));
    QTreeWidgetItem* monitor = add(m_server, PageId::Rejected, "view-statistics", tr("Monitor"));
    add(monitor, PageId::Rejected, "mail-mark-junk", tr("Rejected mail"));
    add(monitor, PageId::Connections, "network-connect", tr("Connections"));
    add(monitor, PageId::Queue, "mail-folder-outbox", tr("Queue"));
    add(monitor, PageId::Statistics, "view-statistics", tr("Statistics"));
    add(monitor, PageId::Bans, "dialog-cancel", tr("Temporary bans"));
    add(monitor, PageId::Pins, "window-pin", tr("Pinned mail"));
    add(monitor, PageId::ListHealth, "edit-select-all", tr("List health"));
    add(m_server, PageId::History, "view-history", tr("History"));
    add(m_server, PageId::Health, "help-hint", tr("Health check"));
    expandAll();
    connect(this, &QTreeWidget::currentItemChanged, this, &NavigationTree::tellChoice);
    connect(this, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (item == m_server || service() != 0)
            Q_EMIT propertiesWanted();
    });
}

QTreeWidgetItem* NavigationTree::add(QTreeWidgetItem* parent, PageId page, const char* iconName,
                                     const QString& text)
{
    auto* item = new QTreeWidgetItem({text});
    item->setIcon(0, icon(iconName));
    item->setData(0, pageRole, int(page));
    if (parent != nullptr)
        parent->addChild(item);
    else
        addTopLevelItem(item);
    m_pages[page] = item; // the last one of a page is its own; the ones before it are headings
    return item;
}

void NavigationTree::show(const Overview& overview)
{
    const std::string& host = overview.configuration.server.hostname;
    m_server->setText(0, host.empty() ? tr("This server") : qt(host));
    showServices(overview);
}

void NavigationTree::showServices(const Overview& overview)
{
    QTreeWidgetItem* parent = m_pages.at(PageId::Services);
    for (auto each = m_services.begin(); each != m_services.end();) {
        if (overview.service(each->first) == nullptr) {
            delete each->second;
            each = m_services.erase(each);
        } else {
            ++each;
        }
    }
    for (const model::Service& service : overview.configuration.services) {
        QTreeWidgetItem*& item = m_services[service.id];
        if (item == nullptr) {
            item = new QTreeWidgetItem(parent);
            item->setData(0, pageRole, int(PageId::Services));
            item->setData(0, serviceRole, qint64(service.id));
        }
        const ServiceState state = serviceState(overview, service);
        const QString text = tr("%1 (%2)", "service name (port)").arg(qt(service.name)).arg(service.port);
        item->setText(0, text);
        item->setIcon(0, stateIcon(state.kind));
        item->setToolTip(0, state.text());
        item->setData(0, Qt::AccessibleTextRole, tr("%1, %2", "service, its state").arg(text, state.text()));
    }
}

void NavigationTree::select(PageId page)
{
    if (this->page() == page)
        return; // also while one of its services is selected
    const QSignalBlocker quiet(this);
    setCurrentItem(m_pages.at(page));
}

void NavigationTree::selectService(model::Id service)
{
    const auto found = m_services.find(service);
    const QSignalBlocker quiet(this);
    if (found != m_services.end())
        setCurrentItem(found->second);
}

std::optional<PageId> NavigationTree::page() const
{
    if (currentItem() == nullptr)
        return std::nullopt;
    return PageId(currentItem()->data(0, pageRole).toInt());
}

model::Id NavigationTree::service() const
{
    return currentItem() == nullptr ? 0 : currentItem()->data(0, serviceRole).toLongLong();
}

void NavigationTree::tellChoice()
{
    if (currentItem() == nullptr)
        return;
    Q_EMIT pageChosen(*page());
    if (service() != 0)
        Q_EMIT serviceChosen(service());
}

void NavigationTree::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    if (byMouse && itemAt(event->pos()) == nullptr)
        return;
    QTreeWidgetItem* item = currentItem();
    if (item != nullptr && (item == m_server || service() != 0))
        Q_EMIT menuWanted(byMouse ? event->globalPos()
                                  : viewport()->mapToGlobal(visualItemRect(item).bottomLeft()));
}

} // namespace postern::ui
