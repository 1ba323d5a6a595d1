// SPDX-License-Identifier: GPL-3.0-or-later
// The test of a route in the console: with answers by script, and with real servers over the network.
#include "console/probe_tester.h"
#include "support/authority.h"
#include "support/console_fixture.h"
#include "support/dns_server.h"
#include "support/mail_server.h"
#include "ui/forms/connection_test_dialog.h"
#include "ui/service/service_properties.h"
#include "ui/shell/page_host.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <csignal>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using postern::testing::Authority;
using postern::testing::MailServer;

namespace {

using What = model::ProbeStep::What;
using Verdict = model::ProbeStep::Verdict;

// The window of a test, as it is found from outside.
struct Seen {
    explicit Seen(const QWidget* opener)
        : Seen(waitForWidget<ConnectionTestDialog>(opener, "connectionTestDialog"))
    {
    }
    explicit Seen(ConnectionTestDialog* window)
        : dialog(window)
        , steps(find<QTableWidget>(dialog, "steps"))
        , state(find<QLabel>(dialog, "state"))
    {
    }
    QAbstractButton* button(const char* text) const
    {
        return buttonWithText(dialog, QString::fromUtf8(text));
    }
    // "Look up passed, Connect passed, …"
    QString summary() const
    {
        QStringList words;
        for (int row = 0; row < steps->rowCount(); ++row)
            words += steps->item(row, 0)->text() + u' ' + steps->item(row, 1)->text();
        return words.join(QStringLiteral(", "));
    }
    QString text(int row) const { return steps->item(row, 3)->text(); }
    bool runs() const { return button("Cancel")->isEnabled(); }

    QPointer<ConnectionTestDialog> dialog;
    QTableWidget* steps;
    QLabel* state;
};

struct RoutesDesk : ConsoleFixture {
    RoutesDesk()
    {
        window.showPage(PageId::Routes);
        page = window.pages().currentPage();
        if (!QTest::qWaitFor([this] { return page->isEnabled(); }))
            QTest::qFail("the page stays disabled", __FILE__, __LINE__);
    }
    void addRoute(const QString& domain, const QString& to)
    {
        find<QAction>(page, "add")->trigger();
        typeOver(find<QLineEdit>(page, "domain"), domain);
        typeOver(find<QLineEdit>(page, "to"), to);
    }
    void clickTest() { click(buttonWithText(page, "Test…")); }

    ConsolePage* page;
};

// A test over the real network, in a window of its own.
struct Trial {
    Trial(const model::Route& route, const model::Server& server)
        : dialog(texts,
                 [this, route, server](QObject* parent) { return tester.testRoute(route, server, parent); })
    {
        dialog.show();
    }
    Trial(const model::Service& service, const model::Server& server)
        : dialog(texts, [this, service, server](QObject* parent) {
            return tester.testService(service, server, parent);
        })
    {
        dialog.show();
    }

    inline static const ConnectionTestDialog::Texts texts{
        .title = "Test", .intro = "", .good = "good", .bad = "bad"};

    console::ProbeTester tester;
    ConnectionTestDialog dialog;
};

} // namespace

class TestConnectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        ::signal(SIGPIPE, SIG_IGN);
        // Read by each test anew.
        authority.writeRoots(folder.filePath("roots.pem").toStdString());
        qputenv("SSL_CERT_FILE", folder.filePath("roots.pem").toUtf8());
    }
    void init() { QSettings().clear(); }

    void aRouteIsTestedBeforeItIsSaved()
    {
        RoutesDesk desk;
        QVERIFY(!buttonWithText(desk.page, "Test…")->isEnabled());
        desk.store.saveAs("anna", [](model::Configuration& all) { all.server.dnsServers = {"192.0.2.53"}; });
        QTRY_COMPARE(desk.window.live().overview().configuration.server.dnsServers.size(), 1u);
        desk.addRoute("Partner.example", "smtp:relay.partner.example:587");
        QTest::keyClicks(find<QLineEdit>(desk.page, "user"), "postern");
        QTest::keyClicks(find<QLineEdit>(desk.page, "typedPassword"), "secret");
        desk.clickTest();
        const Seen seen(desk.page);
        QVERIFY(seen.dialog->windowTitle().contains("partner.example"));
        QCOMPARE(desk.tester.routes.size(), 1u);
        model::Route expected{0, "partner.example", "smtp:relay.partner.example:587", "postern", "secret"};
        expected.id = desk.tester.routes[0].id;
        QVERIFY(desk.tester.routes[0] == expected);
        QCOMPARE(desk.tester.servers[0].dnsServers, std::vector<std::string>{"192.0.2.53"});
        QVERIFY(desk.store.configuration().routes.empty());
    }

    void stepsAreShownAsTheyComeAndCanBeCopied()
    {
        RoutesDesk desk;
        desk.addRoute("*", "smtp:relay.example.org:587");
        desk.clickTest();
        const Seen seen(desk.page);
        QVERIFY(seen.runs());
        QVERIFY(!seen.button("Test again")->isEnabled());
        QVERIFY(!seen.button("Copy")->isEnabled());
        desk.tester.step(What::Resolve, Verdict::Passed, {"%1", {"relay.example.org [192.0.2.1]"}});
        desk.tester.step(What::Connect, Verdict::Passed, {"%1", {"connected"}}, 2345);
        QCOMPARE(seen.summary(), "Look up passed, Connect passed");
        QCOMPARE(seen.steps->item(0, 2)->text(), "12 ms");
        QCOMPARE(seen.steps->item(1, 2)->text(), "2.3 s");
        desk.tester.step(What::Encrypt, Verdict::Noted, {"%1", {"not encrypted"}});
        desk.tester.end(true);
        QCOMPARE(seen.state->text(), "Mail can go this way.");
        QVERIFY(!seen.runs());
        click(seen.button("Copy"));
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains("Connect\tpassed\t2.3 s\tconnected\n"), qPrintable(copied));
        QVERIFY2(copied.endsWith("Mail can go this way."), qPrintable(copied));

        click(seen.button("Test again"));
        QVERIFY(seen.runs());
        QCOMPARE(seen.steps->rowCount(), 0);
        QCOMPARE(desk.tester.routes.size(), 2u);
        desk.tester.step(What::Resolve, Verdict::Failed, {"%1", {"there is no such name"}});
        desk.tester.end(false);
        QCOMPARE(seen.state->text(), "Mail for this route waits until this is mended.");
    }

    void closingTheWindowEndsTheTest()
    {
        RoutesDesk desk;
        desk.addRoute("*", "smtp:relay.example.org:587");
        desk.clickTest();
        const Seen seen(desk.page);
        QVERIFY(desk.tester.running != nullptr);
        QTest::keyClick(seen.dialog, Qt::Key_Escape);
        QTRY_VERIFY(seen.dialog == nullptr);
        QVERIFY(desk.tester.running == nullptr);
    }

    void realServersAreSpokenTo()
    {
        const std::string pem = folder.filePath("server.pem").toStdString();
        authority.issue(pem, {"relay.some.example"}, -1, 300);
        MailServer server;
        server.extensions.push_back("AUTH PLAIN");
        server.encrypt(pem);
        const DnsServer dns("relay.some.example A 127.0.0.77\n");
        const std::string to = "smtp:relay.some.example:" + std::to_string(server.port);
        Trial trial({1, "*", to, "joe", "secret", model::RouteTls::Verified},
                    {.hostname = "mail.domain.com", .dnsServers = {dns.address()}});
        const Seen seen(&trial.dialog);
        QTRY_VERIFY_WITH_TIMEOUT(!seen.runs(), 20'000);
        QCOMPARE(seen.summary(),
                 "Look up passed, Connect passed, Greeting passed, EHLO passed, Encrypt passed, "
                 "Certificate passed, EHLO passed, Log in passed");
        QVERIFY2(seen.text(5).contains("relay.some.example, signed by Test Authority, until "),
                 qPrintable(seen.text(5)));
        QCOMPARE(seen.state->text(), "good");
        QVERIFY(server.messages().empty());
    }

    void aRefusalIsShownAtItsStep()
    {
        MailServer server;
        server.reply = [](const std::string& command) { return command.empty() ? "554 no" : ""; };
        Trial trial({1, "*", "smtp:127.0.0.77:" + std::to_string(server.port)},
                    {.hostname = "mail.domain.com"});
        const Seen seen(&trial.dialog);
        QTRY_VERIFY_WITH_TIMEOUT(!seen.runs(), 20'000);
        QCOMPARE(seen.summary(), "Look up passed, Connect passed, Greeting failed");
        QCOMPARE(seen.state->text(), "bad");
    }

    void aTestCanBeCancelledWhileTheServerIsSilent()
    {
        QElapsedTimer timer;
        {
            const auto deaf = net::listenOn({*IpAddress::parse("127.0.0.77"), 0}, 1);
            const int port = net::boundTo(deaf->front()).port;
            Trial trial({1, "*", "smtp:127.0.0.77:" + std::to_string(port)}, {.hostname = "mail.domain.com"});
            const Seen seen(&trial.dialog);
            QTRY_COMPARE(seen.summary(), "Look up passed, Connect passed");
            timer.start();
            click(seen.button("Cancel"));
            QCOMPARE(seen.state->text(), "Cancelled.");
            QVERIFY(!seen.runs());
            QTest::qWait(200);
            QCOMPARE(seen.steps->rowCount(), 2);
            click(seen.button("Test again")); // and that one is dropped with all the rest
            QTRY_COMPARE(seen.summary(), "Look up passed, Connect passed");
        }
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void aServiceIsTestedFromItsTabSecurity()
    {
        ConsoleFixture desk;
        desk.window.open({"Submission", {}, 0});
        auto* properties = waitForWidget<ServiceProperties>(&desk.window, "serviceProperties");
        QTRY_VERIFY(properties->isLoaded());
        typeOver(find(properties, "port"), "2626"); // is not in force
        properties->showTab("security");
        click(find(properties, "testConnection"));
        const Seen seen(properties);
        QCOMPARE(desk.tester.services.size(), 1u);
        QVERIFY(desk.tester.services[0] == desk.store.service("Submission"));
        QCOMPARE(desk.tester.servers[0].hostname, desk.store.configuration().server.hostname);
        desk.tester.end(true);
        QCOMPARE(seen.state->text(), "The service answers.");
        seen.dialog->reject();
        desk.prompter.answer(1); // the port is not wanted
        properties->reject();
    }

    void aClientSeesTheCertificateOfAService_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("implicit");
        QTest::addColumn<QString>("steps");
        QTest::addColumn<QString>("certificate");
        const QString plain =
            "Look up passed, Connect passed, Greeting passed, EHLO passed, Encrypt passed, ";
        QTest::newRow("good") << "mail.domain.com" << false << plain + "Certificate passed, EHLO passed"
                              << "is good: of mail.domain.com, signed by Test Authority, until ";
        QTest::newRow("of another host")
            << "other.example" << false << plain + "Certificate take note, EHLO passed"
            << "of other.example, signed by Test Authority, until ";
        QTest::newRow("from the beginning") << "mail.domain.com" << true
                                            << "Look up passed, Connect passed, Encrypt passed, Certificate "
                                               "passed, Greeting passed, EHLO passed"
                                            << "is good";
    }
    void aClientSeesTheCertificateOfAService()
    {
        QFETCH(QString, name);
        QFETCH(bool, implicit);
        QFETCH(QString, steps);
        QFETCH(QString, certificate);
        const std::string pem = folder.filePath("service.pem").toStdString();
        authority.issue(pem, {name.toStdString()}, -1, 300);
        MailServer server;
        server.encrypt(pem);
        server.implicitTls = implicit;
        model::Service service;
        service.addresses = {"127.0.0.77"};
        service.port = server.port;
        service.tls.mode = implicit ? model::TlsMode::Implicit : model::TlsMode::StartTls;
        Trial trial(service, {.hostname = "mail.domain.com"});
        const Seen seen(&trial.dialog);
        QTRY_VERIFY_WITH_TIMEOUT(!seen.runs(), 20'000);
        QCOMPARE(seen.summary(), steps);
        const int row = implicit ? 3 : 5;
        QVERIFY2(seen.text(row).contains(certificate), qPrintable(seen.text(row)));
        QCOMPARE(server.namedByClient(), std::string("mail.domain.com"));
        QCOMPARE(seen.state->text(), "good");
    }

    void aServiceThatIsDownIsSeen()
    {
        model::Service service;
        service.addresses = {"127.0.0.77"};
        service.port = 1;
        Trial trial(service, {.hostname = "mail.domain.com"});
        const Seen seen(&trial.dialog);
        QTRY_VERIFY_WITH_TIMEOUT(!seen.runs(), 20'000);
        QCOMPARE(seen.summary(), "Look up passed, Connect failed");
        QCOMPARE(seen.state->text(), "bad");
    }

    void whatCannotBeginSaysWhy()
    {
        Trial trial({1, "*", "smtp:relay.some.example:25"},
                    {.hostname = "mail.domain.com", .dnsServers = {"nonsense"}});
        const Seen seen(&trial.dialog);
        QTRY_VERIFY_WITH_TIMEOUT(!seen.runs(), 20'000);
        QVERIFY2(seen.state->text().startsWith("Nothing could be tried: "), qPrintable(seen.state->text()));
    }

private:
    QTemporaryDir folder;
    Authority authority;
};

QTEST_MAIN(TestConnectionTest)
#include "test_connection_test.moc"
