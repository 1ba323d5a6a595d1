// SPDX-License-Identifier: GPL-3.0-or-later
// What the main window opens: the dialogs, and the way to a setting, an entry, a session, the log.
#include "ui/shell/main_window.h"

#include "ui/data/connection_tester.h"
#include "ui/data/service_address.h"
#include "ui/data/store_client.h"
#include "ui/explain/explain_dialog.h"
#include "ui/forms/connection_test_dialog.h"
#include "ui/forms/prompter.h"
#include "ui/lists/list_dialog.h"
#include "ui/log/log_page.h"
#include "ui/pages/service_commands.h"
#include "ui/preview/refusal_dialog.h"
#include "ui/service/server_properties.h"
#include "ui/service/service_properties.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/page_host.h"
#include "ui/shell/place_route.h"
#include "ui/shell/service_manager.h"
#include "ui/text/translate.h"

#include <QApplication>
#include <QDate>
#include <QLineEdit>
#include <QPointer>

namespace postern::ui {

// What is already in front: a dialog over a modal dialog belongs to that one.
QWidget* MainWindow::front()
{
    QWidget* modal = QApplication::activeModalWidget();
    return modal != nullptr ? modal : this;
}

void MainWindow::openDialog(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openServiceManager()
{
    openDialog(new ServiceManager(*this, front()));
}

void MainWindow::openServerProperties()
{
    openDialog(new ServerProperties(m_store, m_prompter, {}, front()));
}

void MainWindow::explainAny()
{
    const model::Service* service = m_live.overview().service(m_services->service());
    explain(service == nullptr ? std::string() : service->name, {});
}

void MainWindow::open(const Place& place)
{
    if (place.page)
        return openPage(*place.page, place.record);
    if (place.backUp)
        return backUp();
    if (place.service.empty() && !place.tab.empty())
        return openDialog(new ServerProperties(m_store, m_prompter, qt(place.tab), front()));
    const model::Service* service = m_live.overview().service(place.service);
    if (service == nullptr) {
        m_prompter.tell(this, tr("Services"), tr("There is no service %1 any more.").arg(qt(place.service)),
                        tr("It was renamed or deleted after this was decided."), Prompter::Tone::Information);
        return;
    }
    if (!place.tab.empty())
        return openService(service->id, qt(place.tab));
    if (place.list) {
        openList(service->id, place.list->color)->showEntry(place.list->kind, place.entry);
        return;
    }
    if (place.entry != 0)
        return openEntry(service->id, place);
    if (place.check == model::Check::RecipientUnknown)
        return showPage(PageId::Mailboxes);
    if (place.check && listOf(*place.check))
        return openList(service->id, model::ListColor::Black)->showCheck(*place.check);
    openService(service->id, place.check ? tabOf(*place.check) : QString());
}

void MainWindow::openService(model::Id service, const QString& tab)
{
    auto* dialog = new ServiceProperties(m_store, m_prompter, service, tab, front());
    connect(dialog, &ServiceProperties::connectionTestWanted, this,
            [this, dialog](const model::Service& saved, const model::Server& server) {
                testService(saved, server, dialog);
            });
    connect(dialog, &ServiceProperties::scannerTestWanted, this,
            [this, dialog](const model::Scanner& scanner) { testScanner(scanner, dialog); });
    connect(dialog, &ServiceProperties::dnsListTestWanted, this,
            [this, dialog](const model::DnsList& list, const model::Server& server) {
                testDnsList(list, server, dialog);
            });
    connect(dialog, &ServiceProperties::bansWanted, this, [this, dialog] {
        dialog->reject(); // asks where it has edits
        if (!dialog->isVisible())
            showPage(PageId::Bans);
    });
    connect(dialog, &ServiceProperties::whoWanted, this,
            [this, dialog, service](model::Check check, const std::string& name, QWidget* over) {
                showWho(service, name, check, over, dialog);
            });
    openDialog(dialog);
    if (tab == QLatin1String(listFilesLink))
        dialog->openListFiles();
}

// Modeless: what it leads to can be opened beside it.
void MainWindow::showWho(model::Id service, const std::string& name, model::Check check, QWidget* over,
                         QDialog* inTheWay)
{
    auto* dialog = new RefusalDialog(*this, service, name, check, over);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (inTheWay != nullptr) // asks where it has edits
        connect(dialog, &RefusalDialog::leaving, inTheWay, &QDialog::reject);
    dialog->show();
}

void MainWindow::testService(const model::Service& service, const model::Server& server, QWidget* parent)
{
    const auto begin = [this, service, server](QObject* owner) {
        return m_tester.testService(service, server, owner);
    };
    openDialog(new ConnectionTestDialog({.title = tr("Test of %1").arg(qt(service.name)),
                                         .intro = tr("As a mail program finds the service now at %1, port "
                                                     "%2, and knows it as %3. What is not applied yet "
                                                     "does not count.")
                                                      .arg(qt(nearAddress(service)))
                                                      .arg(service.port)
                                                      .arg(qt(server.hostname)),
                                         .good = tr("The service answers."),
                                         .bad = tr("Nobody can use the service so.")},
                                        begin, parent));
}

void MainWindow::testScanner(const model::Scanner& scanner, QWidget* parent)
{
    const auto begin = [this, scanner](QObject* owner) { return m_tester.testScanner(scanner, owner); };
    openDialog(new ConnectionTestDialog(
        {.title = tr("Test of the scanner at %1").arg(qt(scanner.address)),
         .intro = tr("It is handed a clean message, and one that every scanner takes for spam (GTUBE). Both "
                     "are made for this; no mail of anybody is shown to it."),
         .good = tr("The scanner does what it is for."),
         .bad = tr("Messages cannot be judged by this scanner so.")},
        begin, parent));
}

void MainWindow::testDnsList(const model::DnsList& list, const model::Server& server, QWidget* parent)
{
    const bool domains = list.kind == model::DnsListKind::Domain;
    const auto besides = std::make_shared<QPointer<QLineEdit>>(); // not there at the first run
    const auto begin = [this, list, server, besides](QObject* owner) {
        const QString typed = *besides ? (*besides)->text().trimmed() : QString();
        return m_tester.testDnsList(list, bytes(typed), server, owner);
    };
    auto* dialog = new ConnectionTestDialog(
        {.title = tr("Test of %1").arg(qt(list.zone)),
         .intro =
             tr("Every DNS list that is alive has %1 and has not %2 (RFC 5782). The DNS servers are those "
                "that are saved.")
                 .arg(domains ? QStringLiteral("test") : QStringLiteral("127.0.0.2"),
                      domains ? QStringLiteral("invalid") : QStringLiteral("127.0.0.1")),
         .good = tr("The list is alive."),
         .bad = tr("The list is of no use so.")},
        begin, parent);
    *besides = domains ? dialog->addInput(tr("As&k also for the domain:"), QStringLiteral("spam.example"))
                       : dialog->addInput(tr("As&k also for the address:"), QStringLiteral("203.0.113.9"));
    openDialog(dialog);
}

ListDialog* MainWindow::openList(model::Id service, model::ListColor color)
{
    auto* dialog = new ListDialog(m_store, m_prompter, service, color, front());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ListDialog::filesWanted, this,
            [this, service] { openService(service, QLatin1String(listFilesLink)); });
    connect(dialog, &ListDialog::whoWanted, this,
            [this, dialog, service](model::Check check, const std::string& name) {
                showWho(service, name, check, dialog, nullptr);
            });
    dialog->show();
    return dialog;
}

// Which list an entry stands in only the store knows: an exception lifts checks of every kind.
void MainWindow::openEntry(model::Id service, const Place& place)
{
    m_store.run(
        this, [id = place.entry](store::Store& store) { return store.listEntry(id); },
        [this, service, place](const Result<std::optional<model::ListEntry>>& entry) {
            if (entry && *entry) {
                openList(service, (*entry)->color)->showEntry((*entry)->kind, (*entry)->id);
                return;
            }
            m_prompter.tell(this, tr("Lists"), tr("This line is not in the list any more."),
                            entry ? tr("It was removed after this was decided.") : translate(entry.error()),
                            Prompter::Tone::Information);
            const auto kind = place.check ? listOf(*place.check) : std::nullopt;
            openList(service, model::ListColor::Black)->showEntry(kind.value_or(model::ListKind::Sender));
        });
}

void MainWindow::showRejections(const std::string& service)
{
    m_pages->show(PageId::Rejected, [this, service](bool left) {
        if (left)
            static_cast<LogPage*>(m_pages->currentPage())->showRejections(service);
    });
}

void MainWindow::showInLog(const std::string& search)
{
    m_pages->show(PageId::Rejected, [this, search](bool left) {
        if (left)
            static_cast<LogPage*>(m_pages->currentPage())->search(qt(search));
    });
}

void MainWindow::showLog(const LogFilter& filter)
{
    m_pages->show(PageId::Rejected, [this, filter](bool left) {
        if (left)
            static_cast<LogPage*>(m_pages->currentPage())->ask(filter);
    });
}

// Modeless: what it leads to can be opened beside it.
void MainWindow::explain(const std::string& service, const policy::Facts& facts)
{
    auto* dialog = new ExplainDialog(*this, service, facts, front());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::showAbout()
{
    AboutDialog(this).exec();
}

void MainWindow::backUp()
{
    const QString proposal =
        m_store.where() + QStringLiteral(".backup-") + QDate::currentDate().toString(Qt::ISODate);
    const QString file =
        m_prompter.saveFile(this, tr("Back up the Store"), proposal, tr("Stores (*.db *.backup*)"));
    if (file.isEmpty())
        return;
    m_store.run(
        this, [file = bytes(file)](store::Store& store) { return store.backup(file); },
        [this, file](const Result<>& done) {
            if (done)
                m_prompter.tell(this, tr("Back up the Store"), tr("The store is backed up."), file,
                                Prompter::Tone::Information);
            else
                m_prompter.tell(this, tr("Back up the Store"), tr("The store cannot be backed up."),
                                translate(done.error()));
        });
}

} // namespace postern::ui
