// SPDX-License-Identifier: GPL-3.0-or-later
// Every window of the console, one after the other: what each says can be read to its end, every input is
// called something, and no key leads to two places; in the language of $POSTERN_LANGUAGE. tools/pictures
// saves what they look like, for people to look at.
#include "support/authority.h"
#include "support/console_fixture.h"
#include "support/fit.h"
#include "support/list_site.h"
#include "support/log_events.h"
#include "support/picture.h"
#include "support/test_console.h"

#include "ui/explain/explain_dialog.h"
#include "ui/forms/conflict_dialog.h"
#include "ui/forms/connection_test_dialog.h"
#include "ui/forms/range_list_edit.h"
#include "ui/lists/entry_dialog.h"
#include "ui/lists/import_report.h"
#include "ui/pages/password_dialog.h"
#include "ui/service/dns_list_dialog.h"
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
#include <QRadioButton>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using namespace std::chrono_literals;

namespace {

constexpr const char* pageNames[] = {"services", "domains",     "mailboxes", "lan",  "routes",
                                     "rejected", "connections", "queue",     "bans", "history"};

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

    void everyTabOfAService_data()
    {
        QTest::addColumn<QString>("tab");
        for (const char* tab : {"service", "security", "access", "authentication", "relaying", "black-lists",
                                "abuse", "limits"})
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
        for (const char* tab : {"server", "lan", "logs"})
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

    void linesThatCannotBeImported()
    {
        const auto lines = readLines("a b c\n@@\ngood@example.com\n", entryOf(1, {}, ListKind::Sender, "x"));
        ImportReport dialog("/home/anna/list.txt", lines.wrong, 1, nullptr);
        dialog.show();
        look(&dialog, "import-report");
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
