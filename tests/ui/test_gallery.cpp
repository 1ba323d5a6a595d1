// SPDX-License-Identifier: GPL-3.0-or-later
// Every window of the console, one after the other: what each says can be read to its end, every input is
// called something, and no key leads to two places; in the language of $POSTERN_LANGUAGE. tools/pictures
// saves what they look like, for people to look at.
#include "preview/pins.h"
#include "support/authority.h"
#include "support/console_fixture.h"
#include "support/fit.h"
#include "support/list_site.h"
#include "support/log_events.h"
#include "support/opened_dialog.h"
#include "support/picture.h"
#include "support/test_console.h"
#include "support/week_of_mail.h"

#include "ui/compare/compare_dialog.h"
#include "ui/explain/explain_dialog.h"
#include "ui/find/find_field.h"
#include "ui/forms/conflict_dialog.h"
#include "ui/forms/connection_test_dialog.h"
#include "ui/forms/range_list_edit.h"
#include "ui/lists/entry_dialog.h"
#include "ui/lists/import_assistant.h"
#include "ui/pages/password_dialog.h"
#include "ui/pins/broken_pins_dialog.h"
#include "ui/pins/pin_dialog.h"
#include "ui/preview/preview_dialog.h"
#include "ui/preview/refusal_dialog.h"
#include "ui/service/dns_list_dialog.h"
#include "ui/service/list_files_dialog.h"
#include "ui/service/scanner_dialog.h"
#include "ui/service/server_properties.h"
#include "ui/service/service_actions.h"
#include "ui/service/service_properties.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/page_host.h"
#include "ui/shell/page_table.h"
#include "ui/shell/service_manager.h"
#include "ui/text/translate.h"
#include "ui/wizard/first_start_wizard.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>
#include <QTreeWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using namespace std::chrono_literals;

namespace {

constexpr const char* pageNames[] = {"services", "domains",     "mailboxes",   "lan",        "routes",
                                     "rejected", "connections", "queue",       "statistics", "bans",
                                     "pins",     "history",     "list-health", "health"};

void look(QWidget* window, const QString& name)
{
    QTest::qWait(120); // painted, and what was read in the background is there
    picture(window, qPrintable(name));
    verifyTextFits(window);
    verifyAccessible(window);
    verifyMnemonics(window);
}

// A console after some hours of work: an engine runs, mail was refused, somebody else saves, too.
struct Desk : ConsoleFixture {
    Desk()
    {
        say(model::ListenerState::Running);
        append(store, anHourOfMail(store));
        store.saveAs("bert", [](model::Configuration& all) {
            all.services[0].port = 2525;
            all.mailboxes[0].aliases = {"j.doe@example.com"};
            all.routes.push_back(
                {0, "*", "smtp:relay.example.org:587", "postern", "secret", model::RouteTls::Verified});
        });
        bar();
        pin();
        queue();
        connections();
        QTest::qWait(200);
    }
    void bar()
    {
        const Time now = SystemClock().now();
        const store::BanRow bans[] = {
            {"198.51.100.23", now + 14min, "10 failed log-ins within ten minutes"},
            {"2001:db8:1:2::/64", now + 3h, "10 failed log-ins within ten minutes"}};
        for (const store::BanRow& ban : bans)
            QVERIFY(store.store().putBan(ban).has_value());
    }
    void pin()
    {
        const auto mail = anHourOfMail(store);
        for (const model::Event& event : {mail.front(), mail.back()}) {
            model::Pin pin = *preview::pinOf(event, store.configuration());
            pin.expected = model::Expected::Accepted;
            pin.note =
                event.outcome == model::Outcome::Accepted ? "our best customer" : "the director's notebook";
            pin.author = "bert";
            pin.created = SystemClock().now() - 26h;
            QVERIFY(store.store().addPin(pin).has_value());
        }
    }
    void queue()
    {
        using model::QueueState;
        const Time now = SystemClock().now();
        const std::vector<model::QueueEntry> entries{
            {"main", "K7Q2M9XD", "ann@partner.example", "jane@example.com", "domain:partner.example",
             QueueState::Queued, 48'211, now - 3h, now + 25min, 4,
             "mx1.partner.example [203.0.113.40]: 451 4.7.1 Greylisting in action, please come back later"},
            {"main", "K7Q2M9XD", "bob@partner.example", "jane@example.com", "domain:partner.example",
             QueueState::Held, 48'211, now - 3h, now + 25min, 4,
             "mx1.partner.example [203.0.113.40]: 451 4.7.1 Greylisting in action, please come back later"},
            {"main", "B4TT7HQ2", "joe@example.com", "<>", "mailbox:joe@example.com", QueueState::Active,
             2'140, now - 4s, now, 0, ""},
            {"main", "Z9M3PLKA", "list@far.example", "news@example.com", "domain:far.example",
             QueueState::Queued, 3'812'004, now - 50h, now + 2h, 11,
             "no server of far.example can be reached: connection timed out"}};
        QVERIFY(store.store().writeQueue(entries, {}).has_value());
    }
    void connections()
    {
        using model::ConnectionStage;
        const Time now = SystemClock().now();
        const model::Id smtp = store.service("SMTP").id;
        const model::Id submission = store.service("Submission").id;
        const std::string tls = "TLSv1.3 TLS_AES_256_GCM_SHA384";
        const std::vector<model::ConnectionEntry> entries{
            {"main", 1, smtp, "203.0.113.40", "mx1.partner.example", "", tls, "news@partner.example",
             ConnectionStage::Message, 3, now - 40s, now},
            {"main", 2, submission, "192.168.1.20", "laptop", "jane@example.com", tls, "",
             ConnectionStage::Commands, 1, now - 12min, now - 3min},
            {"main", 3, smtp, "2001:db8:7::25", "", "", "", "", ConnectionStage::Greeting, 0, now - 4s,
             now - 4s}};
        QVERIFY(store.store().writeConnections(entries, {}).has_value());
    }
    // What came in the last month, more by day than by night.
    void monthOfMail()
    {
        const Time now = SystemClock().now();
        const char* const checks[] = {"sender.blacklist", "ip.dnsbl",     "recipient.unknown",
                                      "ip.blacklist",     "helo.local",   "recipient.greylist",
                                      "sender.spf",       "message.size", "sender.claims-local"};
        const char* const domains[] = {"spam.example", "bulk.example", "partner.example", "offers.example",
                                       "news.example"};
        std::vector<model::Event> events;
        for (int hour = 0; hour < 24 * 30; ++hour) {
            const int count = 3 + hour % 24 / 3 + hour % 7;
            for (int i = 0; i < count; ++i) {
                model::Event event;
                event.time = now - std::chrono::hours(hour);
                event.node = "main";
                event.service = i % 4 == 0 ? "Submission" : "SMTP";
                event.client = "203.0." + std::to_string(i * hour % 40) + ".9";
                event.sender = std::string("news@") + domains[std::size_t(i * i + hour) % 5];
                event.recipient = "jane@example.com";
                if (i % 3 != 0) {
                    event.check = checks[std::size_t(i * 5 + hour) % 9];
                    event.outcome = event.check == "recipient.greylist" ? model::Outcome::Deferred
                                                                        : model::Outcome::Rejected;
                }
                events.push_back(std::move(event));
            }
        }
        QVERIFY(store.store().appendEvents(events).has_value());
    }
    ActionContext context() { return {client, prompter, &window}; }
};

// What an action of a service asks.
void lookAtQuestion(const QString& name, const std::function<void(const ActionContext&, model::Id)>& act)
{
    Desk desk;
    const auto asked = onNextDialog([&name](QDialog* dialog) { look(dialog, name); });
    act(desk.context(), desk.store.service("SMTP").id);
    QTRY_VERIFY(asked.appeared());
    QTest::qWait(50);
}

void lookAtCertificateFiles(FirstStartWizard& wizard, ScriptedPrompter& prompter, const QString& pem)
{
    testing::Authority().issue(pem.toStdString(), {"mail.example.com", "example.com"}, -1, 200);
    find(&wizard, "certificateFiles")->setFocus();
    find<QRadioButton>(&wizard, "certificateFiles")->click();
    for (int file = 0; file < 2; ++file)
        prompter.answerFile(pem);
    click(find(&wizard, "addCertificate"));
    QTest::qWait(200);
    look(&wizard, "wizard-3-certificate-files");
}

void fillLists(Site& site)
{
    const QStringList patterns[] = {{"192.0.2.0/24", "198.51.100.7", "~192.0.2.25"},
                                    {"*@spam.example", "~info@spam.example", ".bulk.example"},
                                    {"old-address@example.com"},
                                    {".dyn.example.net", "*-dsl.example.com", "[192.0.2.1]"}};
    for (const ListKind kind : model::allListKinds) {
        for (const ListColor color : {ListColor::Black, ListColor::White})
            site.add(color, kind, patterns[std::size_t(kind)]);
    }
    site.add(ListColor::Black, ListKind::Sender, {"everywhere@spam.example"}, true);
    site.hit(site.entries(ListColor::Black, ListKind::Sender).front().id, 812);
}

store::Conflict conflictOf(TempStore& store)
{
    const auto before = store.revision();
    store.saveAs("bert", [](model::Configuration& all) {
        all.services[0].port = 2626;
        all.services[0].greeting = "hello";
    });
    store::Conflict conflict;
    conflict.revisions = *store.store().history(0, 1);
    conflict.changes = *store.store().changes(before + 1);
    return conflict;
}

} // namespace

class TestGallery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        speakLanguage();
    }
    void init()
    {
        QSettings().clear();
        wearTheme();
    }

    void everyPage_data()
    {
        QTest::addColumn<int>("page");
        for (const PageRow& row : pageTable())
            QTest::newRow(int(row.id) < int(std::size(pageNames)) ? pageNames[int(row.id)] : row.icon)
                << int(row.id);
    }
    void everyPage()
    {
        QFETCH(int, page);
        Desk desk;
        desk.window.showPage(PageId(page));
        QTest::qWait(200);
        if (auto* list = desk.window.findChild<QTreeView*>("list")) // of a page over what is now
            QTest::keyClick(list, Qt::Key_Down);
        look(&desk.window, QStringLiteral("page-") + QTest::currentDataTag());
    }

    void everyPageOfAnEmptyStore_data() { everyPage_data(); }
    void everyPageOfAnEmptyStore()
    {
        QFETCH(int, page);
        QTemporaryDir folder;
        const QString where = folder.filePath("postern.db");
        QVERIFY(store::Store::open(where.toStdString(), store::OpenMode::Create).has_value());
        FakeEngine engine;
        FakeTester tester;
        ScriptedPrompter prompter;
        StoreClient client(where);
        MainWindow window(client, engine, tester, prompter);
        window.showPage(PageId(page));
        window.show();
        QTRY_VERIFY(window.live().overview().loaded());
        look(&window, QStringLiteral("empty-") + QTest::currentDataTag());
    }

    void pins()
    {
        TempStore store;
        const auto mail = anHourOfMail(store);
        model::Pin pin = *preview::pinOf(mail.front(), store.configuration());
        PinDialog dialog(pin, "SMTP");
        dialog.show();
        look(&dialog, "pin");
        pin.note = "our best customer";
        preview::BrokenPin broken;
        broken.draft = {pin,
                        preview::PinState::Broken,
                        "SMTP",
                        {model::Outcome::Rejected, model::Check::SenderBlacklist}};
        broken.saved = {pin, preview::PinState::Kept, "SMTP", {}};
        BrokenPinsDialog question({broken});
        question.show();
        look(&question, "pins-broken");
    }

    void servicesThatCannotStart()
    {
        Desk desk;
        desk.say(model::ListenerState::Failed, "port 25 is in use by another program (master, process 811)");
        QTest::qWait(300);
        look(&desk.window, "page-services-failed");
    }

    void aCertificateThatEnds()
    {
        Desk desk;
        auto node = nodeStatus(desk.store.store(), model::ListenerState::Running);
        node.listeners.back().error = {"the certificate %1 expires on %2",
                                       false,
                                       {Phrase::name("/etc/postern/mail.pem"), Phrase::name("2026-12-20")}};
        QVERIFY(desk.store.store().writeNode(node).has_value());
        QTest::qWait(300);
        look(&desk.window, "page-services-certificate");
    }

    void whatIsFound_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("setting") << "limit";
        QTest::newRow("address") << "joe@spam.example";
        QTest::newRow("reference") << "554 5.7.1 blacklisted ref K7Q2M9XD";
        QTest::newRow("nothing") << "xyzzy";
    }
    void whatIsFound()
    {
        QFETCH(QString, typed);
        Desk desk;
        auto* field = find<FindField>(&desk.window, "find");
        field->begin();
        QTest::keyClicks(field, typed);
        QTRY_VERIFY_WITH_TIMEOUT(field->settled(), 30'000);
        QTest::keyClick(field, Qt::Key_Down);
        look(&desk.window, QStringLiteral("find-") + QTest::currentDataTag());
    }

    void whatServicesDifferIn_data()
    {
        QTest::addColumn<int>("choice");
        QTest::newRow("service") << 0;
        QTest::newRow("preset") << 2; // behind the line
    }
    void whatServicesDifferIn()
    {
        QFETCH(int, choice);
        Desk desk;
        desk.store.addEntries({TempStore::entry(desk.store.service("Submission").id, ListColor::Black,
                                                ListKind::Sender, "offers@bulk.example")});
        CompareDialog dialog(desk.window, desk.store.service("SMTP").id);
        dialog.show();
        find<QComboBox>(&dialog, "others")->setCurrentIndex(choice);
        auto* table = find<QTreeWidget>(&dialog, "differences");
        QTRY_VERIFY_WITH_TIMEOUT(table->topLevelItemCount() > 0, 30'000);
        QTest::qWait(200);
        table->expandAll();
        look(&dialog, QStringLiteral("compare-") + QTest::currentDataTag());
    }

    void everyTabOfAService_data()
    {
        QTest::addColumn<QString>("tab");
        for (const char* tab : {"service", "security", "access", "authentication", "relaying", "black-lists",
                                "abuse", "content", "limits"})
            QTest::newRow(tab) << QString::fromUtf8(tab);
    }
    void everyTabOfAService()
    {
        QFETCH(QString, tab);
        Desk desk;
        ServiceProperties dialog(desk.client, desk.prompter, desk.store.service("SMTP").id, tab);
        dialog.show();
        QTRY_VERIFY(dialog.isLoaded());
        look(&dialog, QStringLiteral("service-") + tab);
    }

    void everyTabOfTheServer_data()
    {
        QTest::addColumn<QString>("tab");
        for (const char* tab : {"server", "lan", "logs", "dns"})
            QTest::newRow(tab) << QString::fromUtf8(tab);
    }
    void everyTabOfTheServer()
    {
        QFETCH(QString, tab);
        Desk desk;
        ServerProperties dialog(desk.client, desk.prompter, tab);
        dialog.show();
        QTRY_VERIFY(dialog.isLoaded());
        look(&dialog, QStringLiteral("server-") + tab);
    }

    void everyList_data()
    {
        QTest::addColumn<ListColor>("color");
        QTest::addColumn<ListKind>("kind");
        for (const ListKind kind : model::allListKinds) {
            QTest::addRow("black-%s", qPrintable(ListDialog::tabId(kind))) << ListColor::Black << kind;
            QTest::addRow("white-%s", qPrintable(ListDialog::tabId(kind))) << ListColor::White << kind;
        }
    }
    void everyList()
    {
        QFETCH(ListColor, color);
        QFETCH(ListKind, kind);
        Site site;
        fillLists(site);
        ScriptedPrompter prompter;
        Window window(site, prompter, color, kind);
        window.addLine("@@nonsense");
        window.testResult("joe@spam.example");
        look(&window.dialog, QStringLiteral("list-") + QTest::currentDataTag());
        prompter.answer(1); // discard
        window.dialog.reject();
    }

    void anEmptyList()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        look(&window.dialog, "list-empty");
    }

    void aLineOfAList_data()
    {
        QTest::addColumn<ListColor>("color");
        QTest::newRow("black") << ListColor::Black;
        QTest::newRow("white") << ListColor::White;
    }
    void aLineOfAList()
    {
        QFETCH(ListColor, color);
        EntryDialog dialog(rowOf(entryOf(1, color, ListKind::Sender, "*@spam.example")), 1, nullptr);
        dialog.show();
        look(&dialog, QStringLiteral("entry-") + QTest::currentDataTag());
    }

    void aDnsList()
    {
        DnsListDialog dialog(
            {"zen.example.org", 100, {{"127.0.0.2, 127.0.0.4-127.0.0.7", 60, "see example.org"}}, true}, {},
            nullptr);
        dialog.show();
        look(&dialog, "dns-list");
        dialog.findChild<QLineEdit*>("zone")->setText("nonsense");
        look(&dialog, "dns-list-wrong");
    }

    void filesOfLists()
    {
        using model::ListFileState;
        TempStore store;
        ScriptedPrompter prompter;
        StoreClient client(store.where());
        const model::Id smtp = store.service("SMTP").id;
        ListFilesDialog empty(client, prompter, smtp, {}, {}, nullptr);
        empty.show();
        look(&empty, "list-files-empty");
        const auto row = [](ListColor color, ListKind kind, const char* file, bool enabled, bool shared) {
            return ListFileRow{{color, kind, file, enabled}, shared};
        };
        const std::vector<ListFileRow> files{
            row(ListColor::Black, ListKind::Ip, "/srv/lists/drop.txt", true, false),
            row(ListColor::Black, ListKind::Sender, "senders.txt", true, false),
            row(ListColor::White, ListKind::Ip, "/srv/lists/partners.txt", true, true),
            row(ListColor::Black, ListKind::Helo, "names.txt", false, false),
            row(ListColor::White, ListKind::Recipient, "postmasters.txt", true, false)};
        const Time now = SystemClock().now();
        const Phrase gone{"there is no such file", false, {}};
        const Phrase denied{"the file may not be read", false, {}};
        const Phrase refused{"line %1, %3: %2",
                             false,
                             {Phrase::name("7"),
                              {"the domain name \"%1\" has an empty label", false, {Phrase::name("a..b")}},
                              Phrase::name("a..b")}};
        const std::vector<model::ListFileStatus> states{{"main",
                                                         smtp,
                                                         ListColor::Black,
                                                         ListKind::Ip,
                                                         "/srv/lists/drop.txt",
                                                         ListFileState::Current,
                                                         121'604,
                                                         0,
                                                         {},
                                                         now - 3h,
                                                         {}},
                                                        {"main", smtp, ListColor::Black, ListKind::Sender,
                                                         "senders.txt", ListFileState::Kept, 1204, 3, refused,
                                                         now - 50h, gone},
                                                        {"main",
                                                         0,
                                                         ListColor::White,
                                                         ListKind::Ip,
                                                         "/srv/lists/partners.txt",
                                                         ListFileState::Failed,
                                                         0,
                                                         0,
                                                         {},
                                                         {},
                                                         denied}};
        QVERIFY(store.store().writeListFiles("main", states).has_value());
        std::vector<ListFileRow> saved = files;
        saved.pop_back();
        ListFilesDialog dialog(client, prompter, smtp, files, saved, nullptr);
        dialog.show();
        QTest::qWait(200);
        auto* table = find<QTreeWidget>(&dialog, "listFiles");
        table->setCurrentItem(table->topLevelItem(1));
        look(&dialog, "list-files");
    }

    void aFileOfAList_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("well") << QByteArray("# a list of mine\n192.0.2.0/24 # spam\n198.51.100.7\n");
        QTest::newRow("refused") << QByteArray("192.0.2.0/24\nnonsense\n192.0.2.300\n10.0.0.0/33\n");
        QTest::newRow("foreign") << QByteArray("192.0.2.0/24 REJECT\n198.51.100.0/24 REJECT no\n");
        QTest::newRow("missing") << QByteArray();
    }
    void aFileOfAList()
    {
        QFETCH(QByteArray, lines);
        QTemporaryDir folder;
        QFile file(folder.filePath("drop.txt"));
        if (!lines.isEmpty()) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(lines);
            file.close();
        }
        ScriptedPrompter prompter;
        ListFileRow row;
        row.file = "drop.txt";
        ListFileDialog dialog(row, {}, folder.filePath("postern.db"), prompter, nullptr);
        dialog.show();
        QTest::qWait(300);
        look(&dialog, QStringLiteral("list-file-") + QTest::currentDataTag());
    }

    void aListWithFiles()
    {
        Site site;
        fillLists(site);
        QFile file(site.folder() + "/drop.txt");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("203.0.113.0/24\n198.51.100.0/24\n");
        file.close();
        store::Edit edit;
        edit.author = "anna";
        edit.before = site.configuration();
        edit.after = edit.before;
        edit.after->services[0].subscriptions = {{ListColor::Black, ListKind::Ip, "drop.txt", true},
                                                 {ListColor::Black, ListKind::Ip, "gone.txt", true}};
        QVERIFY(site.commit(edit) > 0);
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Ip);
        window.testResult("203.0.113.9");
        look(&window.dialog, "list-with-files");
    }

    void aScanner()
    {
        model::Scanner scanner;
        scanner.address = "127.0.0.1:783";
        scanner.header = "X-Spam-Status";
        scanner.senderExceptions = {"news@partner.test", "*@*.lists.example"};
        model::Service service = model::makeService(model::Preset::Mx);
        ScannerDialog dialog(scanner, {}, service, nullptr);
        dialog.show();
        look(&dialog, "scanner");
        service.checks[model::Check::SenderClaimsLocal].mode = model::CheckMode::Off;
        ScannerDialog weak(scanner, {}, service, nullptr);
        weak.show();
        weak.findChild<QLineEdit*>("address")->setText("nonsense");
        look(&weak, "scanner-wrong");
    }

    void scannersOfAService()
    {
        TempStore store;
        store.saveAs("anna", [](model::Configuration& all) {
            model::Scanner spamd, rspamd;
            spamd.address = "127.0.0.1:783";
            spamd.senderExceptions = {"news@partner.test"};
            rspamd.kind = model::ScannerKind::Rspamd;
            rspamd.address = "127.0.0.1:11333";
            rspamd.points = 60;
            rspamd.onFailure = model::ScannerFailure::Defer;
            rspamd.enabled = false;
            all.services[0].scanners = {spamd, rspamd};
        });
        Opened opened(store, "SMTP", "content");
        look(&opened.dialog, "scanners");
    }

    void aFileThatIsImported()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("access")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("spam.example       REJECT we do not want this\n"
                   "joe@spam.example   OK\n"
                   "friend.example     OK\n"
                   "late.example       450 4.7.1 later, please\n"
                   "odd@spam.example   PREPEND X-Odd: yes\n"
                   "nothing.example    DUNNO\n");
        file.close();
        ScriptedPrompter prompter;
        const auto read = ImportJob::readNow(file.fileName(), ListColor::Black, ListKind::Sender);
        ImportAssistant dialog(QStringLiteral("/home/anna/access"), read, ListColor::Black, ListKind::Sender,
                               prompter, nullptr);
        dialog.show();
        look(&dialog, "import-assistant");
    }

    void statisticsOfEveryKind_data()
    {
        QTest::addColumn<int>("period");
        QTest::addColumn<int>("group");
        for (int group = 0; group < 5; ++group)
            QTest::addRow("day-%d", group) << 0 << group;
        for (int period = 1; period < 4; ++period)
            QTest::addRow("period-%d", period) << period << 1;
    }
    void statisticsOfEveryKind()
    {
        QFETCH(int, period);
        QFETCH(int, group);
        Desk desk;
        desk.monthOfMail();
        desk.window.resize(1040, 660);
        desk.window.showPage(PageId::Statistics);
        auto* page = desk.window.pages().currentPage();
        find<QComboBox>(page, "period")->setCurrentIndex(period);
        find<QComboBox>(page, "group")->setCurrentIndex(group);
        QTest::qWait(400);
        look(&desk.window, QStringLiteral("statistics-") + QTest::currentDataTag());
    }

    void aServerLookedAt()
    {
        using model::HealthState;
        using model::HealthTopic;
        Desk desk;
        desk.window.showPage(PageId::Health);
        const auto find = [&](HealthTopic topic, const char* subject, HealthState state, Phrase text,
                              Phrase advice = {}, model::HealthPlace place = {}) {
            desk.tester.find({topic, subject, state, std::move(text), std::move(advice), std::move(place)});
        };
        const auto name = [](const char* text) { return Phrase::name(text); };
        find(HealthTopic::Engine, "main", HealthState::Ok,
             {"The engine %1 runs and decides by the saved revision %3.",
              false,
              {name("main"), name("4"), name("4")}});
        find(HealthTopic::Listener, "SMTP", HealthState::Ok,
             {"%1 listens on port %2.", false, {name("SMTP"), name("25")}});
        find(HealthTopic::HostName, "203.0.113.5", HealthState::Warning,
             {"The reverse DNS of %1 is %2, but the server calls itself %3: some servers refuse that.",
              false,
              {name("203.0.113.5"), name("static-5.isp.example"), name("mail.example.com")}},
             {"Ask whoever gave you the address for a PTR record that says %1.",
              false,
              {name("mail.example.com")}},
             {{}, {}, "server"});
        find(HealthTopic::Spf, "example.com", HealthState::Unknown,
             {"The SPF record of %1 cannot be looked at now: %2",
              false,
              {name("example.com"), name("time-out")}});
        find(HealthTopic::Relay, "SMTP", HealthState::Wrong,
             {"%1 relays for strangers: from <%2> to <%3> was answered “%4”.",
              false,
              {name("SMTP"), name("stranger@relay-test.invalid"), name("victim@relay-test.invalid"),
               name("250 2.1.5 Ok")}},
             {"Everybody can send spam by this server: restrict at once who may relay.", false, {}},
             {{}, "SMTP", "relaying"});
        find(HealthTopic::Backup, "", HealthState::Warning,
             {"Postern has never made a copy of the store.", false, {}},
             {"Let posternctl backup run every night, or choose File › Back up the store…", false, {}},
             {model::HealthPlace::View::Backup, {}, {}});
        desk.tester.endLook();
        look(&desk.window, "health");
    }

    void aDnsListTested()
    {
        using What = model::ProbeStep::What;
        using Verdict = model::ProbeStep::Verdict;
        Desk desk;
        desk.store.saveAs("anna", [](model::Configuration& all) {
            all.services[0].dnsLists = {{.zone = "zen.example.org"}, {.zone = "dead.example.net"}};
        });
        const Time now = SystemClock().now();
        const model::DnsListState states[] = {{"main", "zen.example.org", now, 14, ""},
                                              {"main", "dead.example.net", now, 5000, "time-out"}};
        QVERIFY(desk.store.store().writeDnsLists(states).has_value());
        QTRY_VERIFY(!desk.window.live().overview().configuration.services[0].dnsLists.empty());
        Place place;
        place.service = "SMTP";
        place.tab = "black-lists";
        desk.window.open(place);
        auto* dialog = waitForWidget<ServiceProperties>(&desk.window, "serviceProperties");
        QTRY_VERIFY(dialog->isLoaded());
        auto* lists = find<QTreeWidget>(dialog, "dnsLists");
        lists->setCurrentItem(lists->topLevelItem(0));
        look(dialog, "service-dns-lists");
        click(find<QPushButton>(dialog, "dnsLists.test"));
        auto* test = waitForWidget<ConnectionTestDialog>(dialog, "connectionTestDialog");
        desk.tester.step(What::Listed, Verdict::Passed,
                         {"%1 is on it, as it must be: %2", {"127.0.0.2", "127.0.0.2, 127.0.0.4"}});
        desk.tester.step(What::Unlisted, Verdict::Passed,
                         {"%1 is not on it, as it must not be", {"127.0.0.1"}}, 9);
        desk.tester.step(
            What::Address, Verdict::Noted,
            {"%1 is on it: %2, “%3”", {"203.0.113.9", "127.0.0.4", "see https://example.org/203.0.113.9"}});
        desk.tester.end(true);
        look(test, "dns-list-test");
    }

    void whatBoxesWouldRefuse()
    {
        TestConsole console;
        TempStore& temp = console.tempStore();
        temp.saveAs("anna", [](model::Configuration& all) { all.mailboxes[0].passwordHash = "x"; });
        append(temp, aWeekOfMail(temp));
        const model::Id smtp = temp.service("SMTP").id;
        ListDialog lists(console.store(), console.prompter(), smtp, ListColor::Black);
        lists.showEntry(ListKind::Sender);
        lists.show();
        auto* asked = find(&lists, "sender.claims-local.who");
        QTRY_VERIFY_WITH_TIMEOUT(asked->isVisible(), 20'000);
        look(&lists, "list-refusals");
        lists.showEntry(ListKind::Helo);
        look(&lists, "list-refusals-helo");
        RefusalDialog who(console, smtp, "SMTP", model::Check::SenderClaimsLocal);
        who.show();
        auto* proposals = find(&who, "flips");
        QTRY_VERIFY_WITH_TIMEOUT(proposals->isVisible(), 20'000);
        look(&who, "who");
        RefusalDialog nobody(console, smtp, "SMTP", model::Check::HeloInvalid);
        nobody.show();
        QTRY_VERIFY_WITH_TIMEOUT(!find(&nobody, "progress")->isVisible(), 20'000);
        look(&nobody, "who-nobody");
    }

    void aSessionExplained()
    {
        TestConsole console;
        const auto facts = sessionFacts("203.0.113.9", "laptop", "jsmith@example.com", "jane@example.com");
        ExplainDialog dialog(console, "SMTP", facts);
        dialog.show();
        QTest::qWait(300);
        look(&dialog, "explain");
        ExplainDialog empty(console, "SMTP", {});
        empty.show();
        QTest::qWait(300);
        look(&empty, "explain-empty");
    }

    void whatAnEditWouldChange()
    {
        TempStore temp;
        append(temp, anHourOfMail(temp));
        policy::Facts facts =
            sessionFacts("198.51.100.20", "mx.example.org", "bob@example.org", "jane@example.com");
        facts.now -= 2h;
        append(temp, {decidedEvent(temp, facts)});
        store::Edit edit;
        edit.before = temp.configuration();
        edit.after = edit.before;
        edit.after->services[0].checks[model::Check::SenderClaimsLocal].mode = model::CheckMode::Off;
        edit.after->services[0].checks[model::Check::SenderSpf].mode = model::CheckMode::Enforce;
        PreviewDialog unchanged(temp.where(), ListDialog::title(ListColor::Black),
                                [] { return store::Edit(); });
        unchanged.show();
        QTest::qWait(300);
        look(&unchanged, "preview-nothing");
        edit.lists.saved = {TempStore::entry(0, ListColor::Black, ListKind::Sender, "@example.org")};
        PreviewDialog dialog(temp.where(), ListDialog::title(ListColor::Black), [edit] { return edit; });
        dialog.show();
        QTest::qWait(300);
        look(&dialog, "preview");
        TempStore quiet; // nothing has come in
        PreviewDialog empty(quiet.where(), ListDialog::title(ListColor::Black), [] { return store::Edit(); });
        empty.show();
        QTest::qWait(300);
        look(&empty, "preview-empty");
    }

    void somebodySavedMeanwhile()
    {
        TempStore store;
        const store::Conflict conflict = conflictOf(store);
        ConflictDialog changed(conflict, ConflictDialog::Kind::Changed, true, nullptr);
        changed.show();
        look(&changed, "conflict-changed");
        ConflictDialog clash(conflict, ConflictDialog::Kind::Clash, true, nullptr);
        clash.show();
        look(&clash, "conflict-clash");
    }

    void everyStepOfTheWizard()
    {
        QTemporaryDir folder;
        const QString where = folder.filePath("postern.db");
        QVERIFY(store::Store::open(where.toStdString(), store::OpenMode::Create).has_value());
        StoreClient client(where);
        LiveStatus live(client);
        ScriptedPrompter prompter;
        FirstStartWizard wizard(client, live, prompter,
                                [](int port) { return port < 1024 ? PortState::Denied : PortState::Free; });
        wizard.show();
        const auto next = [&wizard] { click(wizard.button(QWizard::NextButton)); };
        look(&wizard, "wizard-0-as-proposed");
        typeOver(find(&wizard, "hostname"), "mail.example.com");
        typeOver(find(&wizard, "domain"), "example.com");
        look(&wizard, "wizard-1-server");
        next();
        find<RangeListEdit>(&wizard, "lan")->setValue({"127.0.0.1", "::1", "192.168.1.0/24"});
        look(&wizard, "wizard-2-lan");
        next();
        look(&wizard, "wizard-3-certificate");
        lookAtCertificateFiles(wizard, prompter, folder.filePath("mail.pem"));
        next();
        look(&wizard, "wizard-4-services");
        next();
        typeOver(find(&wizard, "address"), "jane@example.com");
        find<QCheckBox>(&wizard, "showPassword")->click();
        QTest::keyClicks(find<QLineEdit>(&wizard, "typedPassword"), "correct horse");
        look(&wizard, "wizard-5-mailbox");
        next();
        look(&wizard, "wizard-6-summary");
        click(wizard.button(QWizard::CommitButton));
        QTRY_VERIFY_WITH_TIMEOUT(wizard.findChild<QLabel*>("headline") != nullptr &&
                                     find<QLabel>(&wizard, "headline")->isVisible(),
                                 15'000);
        look(&wizard, "wizard-7-ready");
    }

    void aRouteTested()
    {
        using What = model::ProbeStep::What;
        using Verdict = model::ProbeStep::Verdict;
        Desk desk;
        desk.window.showPage(PageId::Routes);
        QTest::qWait(200);
        find<QAction>(desk.window.pages().currentPage(), "test")->trigger();
        auto* dialog = waitForWidget<ConnectionTestDialog>(&desk.window, "connectionTestDialog");
        desk.tester.step(What::Resolve, Verdict::Passed, {"%1", {"relay.example.org [192.0.2.25]"}});
        look(dialog, "route-test-runs");
        desk.tester.step(What::Connect, Verdict::Passed,
                         {"connected to %1", {"relay.example.org (192.0.2.25:587)"}}, 31);
        desk.tester.step(What::Greeting, Verdict::Passed, {"%1", {"relay.example.org ESMTP ready"}}, 1204);
        desk.tester.step(What::Hello, Verdict::Passed,
                         {"%1",
                          {"relay.example.org, PIPELINING, SIZE 52428800, STARTTLS, AUTH PLAIN LOGIN, "
                           "ENHANCEDSTATUSCODES, 8BITMIME, DSN, SMTPUTF8, CHUNKING"}});
        desk.tester.step(What::Encrypt, Verdict::Passed, {"%1", {"TLSv1.3 TLS_AES_256_GCM_SHA384"}}, 44);
        desk.tester.step(What::Verify, Verdict::Noted,
                         {"the certificate is good (of %1, signed by %2), but ends soon: %3",
                          {"relay.example.org", "Some Authority", "2026-12-03T10:00:00Z"}},
                         0);
        desk.tester.step(What::LogIn, Verdict::Failed, {"%1", {"535 5.7.8 authentication failed"}}, 80);
        desk.tester.end(false);
        look(dialog, "route-test");
    }

    void everyQuestionAboutAService()
    {
        lookAtQuestion("service-new", [](const ActionContext& context, model::Id) {
            newService(context, model::Preset::Submission);
        });
        lookAtQuestion("service-duplicate", [](const ActionContext& context, model::Id service) {
            duplicateService(context, service);
        });
        lookAtQuestion("service-copy-policy",
                       [](const ActionContext& context, model::Id service) { copyPolicy(context, service); });
    }

    void theSmallWindows()
    {
        Desk desk;
        ServiceManager manager(desk.window);
        manager.show();
        look(&manager, "service-manager");
        AboutDialog about;
        about.show();
        look(&about, "about");
        PasswordDialog password("jane@example.com");
        password.show();
        look(&password, "password");
    }

    void messageBoxes()
    {
        DialogPrompter prompter;
        Desk desk;
        // With the words of the real ones.
        ServiceProperties dialog(desk.client, prompter, desk.store.service("SMTP").id);
        dialog.show();
        QTRY_VERIFY(dialog.isLoaded());
        typeOver(find(&dialog, "port"), "2627");
        const auto unsaved = onNextDialog([](QDialog* box) { look(box, "message-unsaved"); });
        dialog.reject();
        QVERIFY(unsaved.appeared());
        const auto removal = onNextDialog([](QDialog* box) { look(box, "message-delete-service"); });
        deleteService({desk.client, prompter, &desk.window}, desk.store.service("Submission").id);
        QTRY_VERIFY(removal.appeared());
        QTest::qWait(50);
    }
};

QTEST_MAIN(TestGallery)
#include "test_gallery.moc"
