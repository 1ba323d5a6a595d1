// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/in_process_engine.h"
#include "console/probe_tester.h"
#include "model/preset.h"
#include "support/console_fixture.h"
#include "support/free_port.h"
#include "support/picture.h"
#include "ui/forms/connection_test_dialog.h"
#include "ui/forms/range_list_edit.h"
#include "ui/lists/list_dialog.h"
#include "ui/pages/service_commands.h"
#include "ui/service/service_properties.h"
#include "ui/shell/page_host.h"
#include "ui/wizard/first_start_wizard.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableView>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

// A real mail client, speaking over TCP. Waits without stopping the console's event loop.
class Client {
public:
    // 127.0.0.1 is the LAN of these tests, 127.0.0.2 a stranger.
    explicit Client(int port, const char* from = "127.0.0.2")
    {
        m_socket.bind(QHostAddress(QString::fromLatin1(from)));
        m_socket.connectToHost(QHostAddress::LocalHost, quint16(port));
        greeting = reply();
    }
    QString say(const QByteArray& line)
    {
        m_socket.write(line + "\r\n");
        return reply();
    }
    QString greeting;

private:
    // The last line of the next reply (RFC 5321 4.2.1).
    QString reply()
    {
        QByteArray line;
        const bool whole = QTest::qWaitFor([&] {
            while (m_socket.canReadLine()) {
                line = m_socket.readLine().trimmed();
                if (line.size() < 4 || line[3] != '-')
                    return true;
            }
            return false;
        });
        return whole ? QString::fromUtf8(line) : QStringLiteral("no answer");
    }
    QTcpSocket m_socket;
};

// The program as a user has it: a console with the engine in its process, on a new store.
struct Program {
    QTemporaryDir folder;
    int port = testing::freePort();
    ScriptedPrompter prompter;
    std::unique_ptr<store::Store> store =
        std::move(*store::Store::open(where().toStdString(), store::OpenMode::Create));
    StoreClient client{where()};
    console::InProcessEngine engine{{.store = where().toStdString(), .reactors = 1}};
    console::ProbeTester tester;
    MainWindow window{client, engine, tester, prompter};

    Program()
    {
        window.show();
        if (!QTest::qWaitForWindowActive(&window))
            QTest::qFail("the console does not come up", __FILE__, __LINE__);
    }
    QString where() const { return folder.filePath("postern.db"); }

    // Through every page of the first-start wizard, as a newcomer would.
    void setUp()
    {
        window.setUp();
        auto* wizard = waitForWidget<FirstStartWizard>(&window, "firstStart");
        const auto next = [wizard] { click(wizard->button(QWizard::NextButton)); };
        typeOver(find(wizard, "hostname"), "mail.domain.com");
        typeOver(find(wizard, "domain"), "domain.com");
        next();
        find<RangeListEdit>(wizard, "lan")->setValue({"127.0.0.1"});
        next();
        next(); // with a certificate that is made
        find<QSpinBox>(wizard, "mx.port")->setValue(port);
        next();
        typeOver(find(wizard, "address"), "jane@domain.com");
        typeOver(find(wizard, "delivery"), folder.filePath("jane"));
        next();
        click(wizard->button(QWizard::CommitButton));
        auto* headline = waitForWidget<QLabel>(wizard, "headline", 15'000);
        // A test beside this one may hold the port for a while, as one of its ten thousand clients; the
        // engine tries again.
        QTRY_COMPARE_WITH_TIMEOUT(
            headline->text(), QStringLiteral("Mail for jane@domain.com is received on port %1.").arg(port),
            90'000);
        picture(wizard, "founding-wizard-ready");
    }
    // A test message by the wizard's own button.
    void sendTestMessage()
    {
        auto* wizard = window.findChild<FirstStartWizard*>();
        click(find(wizard, "sendTest"));
        auto* answer = find<QLabel>(wizard, "answer");
        QTRY_VERIFY_WITH_TIMEOUT(answer->text().startsWith("Received."), 15'000);
        QTRY_COMPARE(QDir(folder.filePath("jane/new")).entryList(QDir::Files).size(), 1);
        click(wizard->button(QWizard::FinishButton));
    }
    model::Service service() { return store->configuration()->services.front(); }
    void waitUntilInForce()
    {
        const auto revision = store->revision().value();
        QVERIFY(QTest::qWaitFor([&] {
            const auto& nodes = window.live().overview().nodes;
            return !nodes.empty() && nodes.front().revision == revision;
        }));
    }
};

} // namespace

// Issue: from a click in a dialog to a refused message in the log, through the real windows and a real
// socket.
class TestFoundingPath : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forgetSettings(); }
    void init() { QSettings().clear(); }

    void fromTheWizardToAnExplainedRefusal()
    {
        Program program;
        program.setUp();
        if (QTest::currentTestFailed())
            return;
        program.sendTestMessage();

        Client stranger(program.port);
        QVERIFY2(stranger.greeting.startsWith("220 mail.domain.com"), qPrintable(stranger.greeting));
        QVERIFY(stranger.say("EHLO laptop").startsWith("250"));
        QVERIFY(stranger.say("MAIL FROM:<jsmith@domain.com>").startsWith("250")); // answered at RCPT TO
        const QString refusal = stranger.say("RCPT TO:<jane@domain.com>");
        QVERIFY2(refusal.startsWith("554 5.7.1 blacklisted (jsmith@domain.com) ref "), qPrintable(refusal));

        Client colleague(program.port, "127.0.0.1");
        colleague.say("EHLO laptop");
        colleague.say("MAIL FROM:<jsmith@domain.com>");
        QVERIFY(colleague.say("RCPT TO:<jane@domain.com>").startsWith("250"));

        program.window.showRejections("SMTP");
        auto* page = program.window.pages().currentPage();
        auto* table = find<QTableView>(page, "events");
        QVERIFY(table != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, 10'000);
        QString row;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            row += table->model()->index(0, column).data().toString() + '|';
        QVERIFY2(row.contains("127.0.0.2") && row.contains("jsmith@domain.com"), qPrintable(row));
        table->setCurrentIndex(table->model()->index(0, 0));
        auto* reason = find<QTextBrowser>(page, "reason");
        QTRY_VERIFY_WITH_TIMEOUT(reason->toPlainText().contains("domain.com is one of your domains"), 10'000);
        picture(&program.window, "founding-rejected");

        Q_EMIT reason->anchorClicked(firstLink(reason)); // opens the very dialog and tab that decided
        auto* list = waitForWidget<ListDialog>(&program.window, "blackList");
        QTRY_COMPARE(list->currentTab(), "sender");
        picture(list, "founding-black-list");
        QVERIFY(find<QCheckBox>(list, "sender.claims-local.on")->isVisible());
        list->reject();
    }

    void anUntickedBoxCountsForTheNextMessageOfAnOpenSession()
    {
        Program program;
        program.setUp();
        if (QTest::currentTestFailed())
            return;
        click(program.window.findChild<FirstStartWizard*>()->button(QWizard::FinishButton));
        Client stranger(program.port);
        stranger.say("EHLO laptop");
        stranger.say("MAIL FROM:<jsmith@domain.com>");
        QVERIFY(stranger.say("RCPT TO:<jane@domain.com>").startsWith("554"));

        clickClaimsLocal(program);
        stranger.say("RSET");
        stranger.say("MAIL FROM:<jsmith@domain.com>");
        const QString accepted = stranger.say("RCPT TO:<jane@domain.com>");
        QVERIFY2(accepted.startsWith("250"), qPrintable(accepted));

        clickClaimsLocal(program);
        stranger.say("RSET");
        stranger.say("MAIL FROM:<jsmith@domain.com>");
        QVERIFY(stranger.say("RCPT TO:<jane@domain.com>").startsWith("554"));
    }

    void twoConsolesSavingOverEachOtherLoseNothing()
    {
        Program program;
        program.setUp();
        if (QTest::currentTestFailed())
            return;
        click(program.window.findChild<FirstStartWizard*>()->button(QWizard::FinishButton));
        FakeEngine attached; // the second console serves nothing
        ScriptedPrompter prompter;
        StoreClient client(program.where());
        FakeTester tester;
        MainWindow second(client, attached, tester, prompter);
        second.show();
        QTRY_VERIFY(second.live().overview().loaded());
        for (MainWindow* window : {&program.window, &second})
            window->showPage(PageId::Lan);
        auto* mine = find<RangeListEdit>(program.window.pages().currentPage(), "lan");
        auto* theirs = find<RangeListEdit>(second.pages().currentPage(), "lan");
        QTRY_COMPARE(theirs->value().size(), 1u);
        mine->addLines("10.0.0.0/8");
        theirs->addLines("192.168.0.0/16");
        click(find(second.pages().currentPage(), "apply"));
        QTRY_COMPARE(program.store->configuration()->server.lan.size(), 2u);
        click(find(program.window.pages().currentPage(), "apply"));
        QTRY_COMPARE(program.store->configuration()->server.lan.size(), 3u); // both, merged
    }

    void theConnectionToARunningServiceIsTested()
    {
        Program program;
        program.setUp();
        if (QTest::currentTestFailed())
            return;
        click(program.window.findChild<FirstStartWizard*>()->button(QWizard::FinishButton));
        program.window.open({"SMTP", {}, 0});
        auto* properties = waitForWidget<ServiceProperties>(&program.window, "serviceProperties");
        QTRY_VERIFY(properties->isLoaded());
        properties->showTab("security");
        click(find(properties, "testConnection"));
        auto* test = waitForWidget<ConnectionTestDialog>(properties, "connectionTestDialog");
        QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>(test, "state")->text(), "The service answers.", 15'000);
        const QString report = test->report();
        for (const char* part : {"Greeting\tpassed\t", "mail.domain.com ESMTP Postern\n", "Encrypt\tpassed\t",
                                 "TLSv1.3", "Certificate\ttake note\t", "proves nothing"})
            QVERIFY2(report.contains(QString::fromUtf8(part)), qPrintable(report));
        picture(test, "founding-connection-test");
    }

    void theEngineInThisProcessIsStoppedAndStarted()
    {
        Program program;
        program.setUp();
        if (QTest::currentTestFailed())
            return;
        click(program.window.findChild<FirstStartWizard*>()->button(QWizard::FinishButton));
        program.prompter.answer(0);
        find<QAction>(&program.window, "toggleEngine")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(program.engine.state(), LocalEngine::State::Off, 10'000);
        QTcpSocket refused;
        refused.connectToHost(QHostAddress::LocalHost, quint16(program.port));
        QVERIFY(!refused.waitForConnected(2000));
        program.engine.start();
        QTRY_COMPARE_WITH_TIMEOUT(program.engine.state(), LocalEngine::State::Running, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(Client(program.port).greeting.startsWith("220"), 10'000);
    }

    void anEngineThatCannotStartIsToldAndTheConsoleStays()
    {
        Program program;
        console::InProcessEngine second({.store = "/nowhere/postern.db"});
        second.start();
        QTRY_COMPARE(second.state(), LocalEngine::State::Failed);
        QVERIFY(!second.problem().isEmpty());
    }

private:
    // Ticks or unticks "Reject non-local senders claiming to be local" in the Black List dialog and applies
    // it.
    static void clickClaimsLocal(Program& program)
    {
        const auto before = program.store->revision().value();
        program.window.open({"SMTP", model::Check::SenderClaimsLocal, 0});
        auto* list = waitForWidget<ListDialog>(&program.window, "blackList");
        auto* box = waitForWidget<QCheckBox>(list, "sender.claims-local.on");
        QTRY_VERIFY(box->isEnabled());
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        auto* apply = buttonWithText(list, "Apply");
        QVERIFY(apply->isEnabled());
        click(apply);
        QTRY_COMPARE_WITH_TIMEOUT(program.store->revision().value(), before + 1, 10'000);
        QTRY_VERIFY(!apply->isEnabled());
        list->reject();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        program.waitUntilInForce();
    }

    static QUrl firstLink(const QTextBrowser* text)
    {
        for (QTextBlock block = text->document()->begin(); block.isValid(); block = block.next()) {
            for (auto each = block.begin(); !each.atEnd(); ++each) {
                if (each.fragment().charFormat().isAnchor())
                    return QUrl(each.fragment().charFormat().anchorHref());
            }
        }
        return {};
    }
};

QTEST_MAIN(TestFoundingPath)
#include "test_founding_path.moc"
