// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/password_hash.h"
#include "support/accessibility.h"
#include "support/authority.h"
#include "support/fake_engine.h"
#include "support/gui.h"
#include "support/picture.h"
#include "support/scripted_prompter.h"
#include "ui/data/live_status.h"
#include "ui/data/store_client.h"
#include "ui/forms/problems.h"
#include "ui/forms/range_list_edit.h"
#include "ui/wizard/first_start_wizard.h"
#include "ui/wizard/test_message.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

PortState everythingFree(int)
{
    return PortState::Free;
}
PortState asOrdinaryUser(int port)
{
    return port < 1024 ? PortState::Denied : PortState::Free;
}

// The wizard on a store that was never configured.
struct WizardFixture {
    QTemporaryDir folder;
    std::unique_ptr<store::Store> store =
        std::move(*store::Store::open(where().toStdString(), store::OpenMode::Create));
    StoreClient client{where()};
    LiveStatus live{client};
    ScriptedPrompter prompter;
    FirstStartWizard wizard;

    explicit WizardFixture(PortProbe probe = everythingFree)
        : wizard(client, live, prompter, std::move(probe))
    {
        wizard.show();
        if (!QTest::qWaitForWindowActive(&wizard))
            QTest::qFail("the wizard does not come up", __FILE__, __LINE__);
    }
    QString where() const { return folder.filePath("postern.db"); }
    void next() { click(wizard.button(QWizard::NextButton)); }
    void nameTheServer()
    {
        typeOver(find(&wizard, "hostname"), "mail.domain.com");
        typeOver(find(&wizard, "domain"), "domain.com");
        next();
    }
    // From the first page to the summary, with what is proposed.
    void fillIn()
    {
        nameTheServer();
        find<RangeListEdit>(&wizard, "lan")->setValue({"127.0.0.1", "192.168.1.0/24"});
        next();
        next();
        next();
        typeOver(find(&wizard, "address"), "jane@domain.com");
        next();
    }
    // To the step of the certificate; files of the kinds that the tests need lie there.
    void toCertificate()
    {
        postern::testing::Authority authority;
        authority.issue(path("mail.pem").toStdString(), {"mail.domain.com"}, -1, 300);
        authority.issue(path("other.pem").toStdString(), {"other.example"}, -1, 300);
        authority.issue(path("old.pem").toStdString(), {"mail.domain.com"}, -9, -1);
        authority.issue(path("soon.pem").toStdString(), {"mail.domain.com"}, -90, 5);
        nameTheServer();
        find<RangeListEdit>(&wizard, "lan")->setValue({"127.0.0.1"});
        next();
    }
    QString path(const char* name) const { return folder.filePath(name); }
    void chooseCertificate(const char* certificate, const char* key)
    {
        find<QRadioButton>(&wizard, "certificateFiles")->click();
        prompter.answerFile(path(certificate));
        prompter.answerFile(path(key));
        click(find(&wizard, "addCertificate"));
    }
    // From the step of the mailbox to a saved server.
    void finish()
    {
        typeOver(find(&wizard, "address"), "jane@domain.com");
        next();
        QSignalSpy saved(&wizard, &FirstStartWizard::saved);
        click(wizard.button(QWizard::CommitButton));
        QTRY_COMPARE(saved.count(), 1);
    }
    QString problem(const char* field) { return find<ProblemLabel>(wizard.currentPage(), field)->text(); }
};

// One connection of an SMTP server that plays from a script: what it says after each line from the client.
class ScriptedServer : public QTcpServer {
public:
    explicit ScriptedServer(QList<QByteArray> replies)
        : m_replies(std::move(replies))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            socket->write(m_replies.takeFirst());
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                while (socket->canReadLine()) {
                    const QByteArray line = socket->readLine();
                    said += line;
                    m_inData = m_inData ? line != ".\r\n" : line == "DATA\r\n";
                    if ((!m_inData || line == "DATA\r\n") && !m_replies.isEmpty())
                        socket->write(m_replies.takeFirst());
                }
            });
        });
    }
    QByteArray said;

private:
    QList<QByteArray> m_replies;
    bool m_inData = false;
};

} // namespace

class TestWizard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewServerIsOneRevision()
    {
        WizardFixture start;
        picture(&start.wizard, "wizard-1-server");
        start.nameTheServer();
        picture(&start.wizard, "wizard-2-lan");
        find<RangeListEdit>(&start.wizard, "lan")->setValue({"127.0.0.1", "192.168.1.0/24"});
        start.next();
        picture(&start.wizard, "wizard-3-certificate");
        start.next();
        picture(&start.wizard, "wizard-4-services");
        start.next();
        typeOver(find(&start.wizard, "address"), "Jane@Domain.com");
        find<QLineEdit>(&start.wizard, "typedPassword")->setText("wörd");
        picture(&start.wizard, "wizard-5-mailbox");
        start.next();
        picture(&start.wizard, "wizard-6-summary");
        QCOMPARE(start.store->revision().value(), 0); // nothing before the summary is confirmed
        QSignalSpy saved(&start.wizard, &FirstStartWizard::saved);
        click(start.wizard.button(QWizard::CommitButton));
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(start.store->revision().value(), 1);
        const model::Configuration all = start.store->configuration().value();
        QCOMPARE(QString::fromStdString(all.server.hostname), "mail.domain.com");
        QCOMPARE(all.server.lan, (std::vector<std::string>{"127.0.0.1", "192.168.1.0/24"}));
        QCOMPARE(all.domains.size(), 1u);
        QCOMPARE(QString::fromStdString(all.domains[0].name), "domain.com");
        QCOMPARE(all.services.size(), 1u); // no Submission: nobody could log in
        QCOMPARE(all.services[0].port, 25);
        QCOMPARE(QString::fromStdString(all.mailboxes[0].address), "jane@domain.com");
        QCOMPARE(QString::fromStdString(all.mailboxes[0].delivery),
                 "maildir:" + QDir::home().filePath("Maildir/jane"));
        QVERIFY(verifyPassword("wörd", all.mailboxes[0].passwordHash));
        QVERIFY(!model::hasErrors(model::validate(all)));
        QTRY_COMPARE(find<QLabel>(&start.wizard, "headline")->text(), "No service is running yet.");
    }

    void theLastStepShowsTheServiceRunning()
    {
        WizardFixture start;
        start.fillIn();
        click(start.wizard.button(QWizard::CommitButton));
        auto* headline = waitForWidget<QLabel>(&start.wizard, "headline");
        QVERIFY(!find(&start.wizard, "sendTest")->isEnabled());
        QVERIFY(start.store->writeNode(nodeStatus(*start.store, model::ListenerState::Running)).has_value());
        QTRY_COMPARE(headline->text(), "Mail for jane@domain.com is received on port 25.");
        QTRY_VERIFY(find(&start.wizard, "sendTest")->isEnabled());
        picture(&start.wizard, "wizard-7-ready");
    }

    void portsThatTheUserMayNotOpenAreProposedElsewhere()
    {
        WizardFixture start(asOrdinaryUser);
        start.nameTheServer();
        start.next();
        start.next();
        QCOMPARE(find<QSpinBox>(&start.wizard, "mx.port")->value(), 2525);
        QCOMPARE(find<QSpinBox>(&start.wizard, "submission.port")->value(), 5870);
        QVERIFY(find<QCheckBox>(&start.wizard, "mx")->isChecked());
        QVERIFY(!find<QCheckBox>(&start.wizard, "submission")->isChecked());
        QVERIFY(find<QLabel>(&start.wizard, "mx.note")->text().contains("port 25 only"));
        typeOver(find(&start.wizard, "mx.port"), "25");
        QVERIFY(find<QLabel>(&start.wizard, "mx.note")->text().contains("may not open port 25"));
        picture(&start.wizard, "wizard-4-services-denied");
    }

    void aCertificateBringsTheSubmissionServices()
    {
        WizardFixture start;
        start.toCertificate();
        start.chooseCertificate("mail.pem", "mail.pem");
        QTRY_VERIFY(start.wizard.button(QWizard::NextButton)->isEnabled());
        auto* reading = find<QLabel>(&start.wizard, "certificateReading");
        QTRY_VERIFY2(reading->text().startsWith("For mail.domain.com; signed by Test Authority; valid until"),
                     qPrintable(reading->text()));
        start.next();
        for (const char* service : {"mx", "submission", "submission-tls"})
            QVERIFY(find<QCheckBox>(&start.wizard, service)->isChecked());
        QCOMPARE(find<QSpinBox>(&start.wizard, "submission.port")->value(), 587);
        QCOMPARE(find<QSpinBox>(&start.wizard, "submission-tls.port")->value(), 465);
        start.next();
        QVERIFY(find<QLabel>(&start.wizard, "aboutPassword")->text().contains("Without one nobody can"));
        start.finish();
        const model::Configuration all = start.store->configuration().value();
        QCOMPARE(all.services.size(), 3u);
        const std::string pem = start.path("mail.pem").toStdString();
        for (const model::Service& service : all.services)
            QVERIFY(service.tls.certificates == (std::vector<model::Certificate>{{pem, pem}}));
        QCOMPARE(all.services[1].port, 587);
        QCOMPARE(all.services[1].tls.mode, model::TlsMode::Required);
        QCOMPARE(all.services[2].port, 465);
        QCOMPARE(all.services[2].tls.mode, model::TlsMode::Implicit);
        for (const std::size_t i : {1, 2}) {
            QCOMPARE(all.services[i].mode(model::Check::AuthRequired), model::CheckMode::Enforce);
            QVERIFY(!all.services[i].authentication.mechanisms.empty());
        }
    }

    void submissionWhereLowPortsAreDenied()
    {
        WizardFixture start(asOrdinaryUser);
        start.toCertificate();
        start.chooseCertificate("mail.pem", "mail.pem");
        QTRY_VERIFY(start.wizard.button(QWizard::NextButton)->isEnabled());
        start.next();
        QVERIFY(find<QCheckBox>(&start.wizard, "submission")->isChecked());
        QCOMPARE(find<QSpinBox>(&start.wizard, "submission.port")->value(), 5870);
        QCOMPARE(find<QSpinBox>(&start.wizard, "submission-tls.port")->value(), 4650);
        QVERIFY(find<QLabel>(&start.wizard, "submission.note")->text().contains("look for port 587"));
        // What is not wanted is not proposed again.
        click(find<QCheckBox>(&start.wizard, "submission"));
        click(start.wizard.button(QWizard::BackButton));
        start.next();
        QVERIFY(!find<QCheckBox>(&start.wizard, "submission")->isChecked());
        QVERIFY(find<QCheckBox>(&start.wizard, "submission-tls")->isChecked());
    }

    void aCertificateThatCannotWorkIsRefused_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("said");
        QTest::addColumn<bool>("refused");
        QTest::newRow("no file") << QString() << QString() << "no files are chosen" << true;
        QTest::newRow("another's key") << "mail.pem"
                                       << "other.pem"
                                       << "does not belong" << true;
        QTest::newRow("is not there") << "none.pem"
                                      << "mail.pem"
                                      << "no such file" << true;
        QTest::newRow("expired") << "old.pem"
                                 << "old.pem"
                                 << "has expired" << false;
        QTest::newRow("expires soon") << "soon.pem"
                                      << "soon.pem"
                                      << "expires on" << false;
        QTest::newRow("another name") << "other.pem"
                                      << "other.pem"
                                      << "made out to mail.domain.com" << false;
    }
    void aCertificateThatCannotWorkIsRefused()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(QString, said);
        QFETCH(bool, refused);
        WizardFixture start;
        start.toCertificate();
        const int page = start.wizard.currentId();
        if (certificate.isEmpty())
            find<QRadioButton>(&start.wizard, "certificateFiles")->click();
        else
            start.chooseCertificate(qPrintable(certificate), qPrintable(key));
        QTRY_VERIFY(start.wizard.button(QWizard::NextButton)->isEnabled());
        if (!refused)
            QTRY_VERIFY2(start.problem("tls.certificates.problem").contains(said),
                         qPrintable(start.problem("tls.certificates.problem")));
        start.next();
        QCOMPARE(start.wizard.currentId() == page, refused);
        if (refused)
            QVERIFY2(start.problem("tls.certificates.problem").contains(said, Qt::CaseInsensitive),
                     qPrintable(start.problem("tls.certificates.problem")));
    }

    void withoutFilesTheEngineMakesACertificate()
    {
        WizardFixture start;
        start.toCertificate();
        QVERIFY(find<QRadioButton>(&start.wizard, "ownCertificate")->isChecked());
        QVERIFY(!find(&start.wizard, "addCertificate")->isEnabled());
        // Files that were chosen and given up again do not count.
        start.chooseCertificate("mail.pem", "mail.pem");
        find<QRadioButton>(&start.wizard, "ownCertificate")->click();
        start.next();
        QVERIFY(!find<QCheckBox>(&start.wizard, "submission")->isChecked());
        start.next();
        start.finish();
        QCOMPARE(start.store->configuration()->services.size(), 1u);
        QVERIFY(start.store->configuration()->services[0].tls.certificates.empty());
    }

    void wrongHostNamesAreRefusedAtTheField_data()
    {
        QTest::addColumn<QString>("hostname");
        QTest::addColumn<QString>("domain");
        QTest::addColumn<QByteArray>("field"); // "": taken
        QTest::newRow("empty") << ""
                               << "domain.com" << QByteArray("hostname.problem");
        QTest::newRow("not fully qualified") << "mail"
                                             << "domain.com" << QByteArray("hostname.problem");
        QTest::newRow("underscore") << "my_mail.domain.com"
                                    << "domain.com" << QByteArray("hostname.problem");
        QTest::newRow("no domain") << "mail.domain.com"
                                   << "" << QByteArray("domain.problem");
        QTest::newRow("an address") << "mail.domain.com"
                                    << "192.0.2.1" << QByteArray("domain.problem");
        QTest::newRow("good") << "Mail.Domain.com"
                              << "domain.com" << QByteArray();
    }
    void wrongHostNamesAreRefusedAtTheField()
    {
        QFETCH(QString, hostname);
        QFETCH(QString, domain);
        QFETCH(QByteArray, field);
        WizardFixture start;
        const int page = start.wizard.currentId();
        typeOver(find(&start.wizard, "hostname"), hostname);
        typeOver(find(&start.wizard, "domain"), domain);
        start.next();
        if (field.isEmpty()) {
            QVERIFY(start.wizard.currentId() != page);
            return;
        }
        QCOMPARE(start.wizard.currentId(), page);
        QVERIFY(!start.problem(field.constData()).isEmpty());
        if (field.startsWith("hostname"))
            picture(&start.wizard, "wizard-1-problem");
    }

    void aWrongRangeKeepsTheWizardAtTheLan()
    {
        WizardFixture start;
        start.nameTheServer();
        const int page = start.wizard.currentId();
        find<RangeListEdit>(&start.wizard, "lan")->setValue({"192.168.1.7/24"});
        start.next();
        QCOMPARE(start.wizard.currentId(), page);
        QVERIFY(!start.problem("lan.problem").isEmpty());
    }

    void atLeastOneServiceIsNeeded()
    {
        WizardFixture start;
        start.nameTheServer();
        start.next();
        start.next();
        const int page = start.wizard.currentId();
        find<QCheckBox>(&start.wizard, "mx")->setChecked(false);
        start.next();
        QCOMPARE(start.wizard.currentId(), page);
        QVERIFY(start.problem("mx.problem").contains("at least one"));
    }

    void aMailboxInAnotherDomainIsRefused()
    {
        WizardFixture start;
        start.nameTheServer();
        start.next();
        start.next();
        start.next();
        const int page = start.wizard.currentId();
        typeOver(find(&start.wizard, "address"), "jane@elsewhere.example");
        start.next();
        QCOMPARE(start.wizard.currentId(), page);
        QVERIFY(start.problem("address.problem").contains("elsewhere.example"));
    }

    void goingBackKeepsWhatWasTyped()
    {
        WizardFixture start;
        start.nameTheServer();
        find<RangeListEdit>(&start.wizard, "lan")->setValue({"10.0.0.0/8"});
        click(start.wizard.button(QWizard::BackButton));
        QCOMPARE(find<QLineEdit>(&start.wizard, "hostname")->text(), "mail.domain.com");
        start.next();
        QCOMPARE(find<RangeListEdit>(&start.wizard, "lan")->value(), std::vector<std::string>{"10.0.0.0/8"});
    }

    void cancellingSavesNothing()
    {
        WizardFixture start;
        start.fillIn();
        start.wizard.reject();
        QCOMPARE(start.store->revision().value(), 0);
    }

    void aServerThatSomebodyElseSetUpIsNotOverwritten()
    {
        WizardFixture start;
        start.fillIn();
        store::Edit edit;
        edit.author = "anna";
        edit.before = start.store->configuration().value();
        edit.after = edit.before;
        edit.after->server.hostname = "mx.example.org";
        QVERIFY(start.store->commit(edit).has_value());
        click(start.wizard.button(QWizard::CommitButton));
        QTRY_VERIFY(start.problem("summary.problem").contains("in the meantime"));
        QCOMPARE(start.store->configuration()->server.hostname, std::string("mx.example.org"));
    }

    void everyStepIsFitForTheKeyboard()
    {
        WizardFixture start;
        for (int step = 0; step < 6; ++step) {
            verifyAccessible(start.wizard.currentPage());
            verifyTabOrder(start.wizard.currentPage());
            verifyMnemonics(&start.wizard);
            if (step == 0)
                start.nameTheServer();
            else if (step < 5)
                start.next();
        }
    }

    void aTestMessageIsSpokenAsSmtp()
    {
        ScriptedServer server({"220-mail.domain.com\r\n220 ready\r\n",
                               "250-mail.domain.com\r\n250 SIZE 1000\r\n", "250 2.1.0 Ok\r\n",
                               "250 2.1.5 Ok\r\n", "354 go on\r\n", "250 2.0.0 Taken\r\n", "221 bye\r\n"});
        TestMessage message;
        QSignalSpy finished(&message, &TestMessage::finished);
        message.send({"127.0.0.1", server.serverPort(), "jane@domain.com"});
        QVERIFY(finished.wait());
        QCOMPARE(finished[0][0].toBool(), true);
        QCOMPARE(finished[0][1].toString(), "250 2.0.0 Taken");
        QTRY_VERIFY(server.said.endsWith("\r\n.\r\nQUIT\r\n"));
        QVERIFY(server.said.startsWith("EHLO "));
        QVERIFY(server.said.contains("MAIL FROM:<>\r\nRCPT TO:<jane@domain.com>\r\nDATA\r\n"));
        QVERIFY(!server.said.replace("\r\n", "").contains('\n'));
    }

    void whatTheServerRefusesIsTold_data()
    {
        QTest::addColumn<QList<QByteArray>>("replies");
        QTest::addColumn<QString>("answer");
        QTest::newRow("at once") << QList<QByteArray>{"554 5.7.1 no\r\n"} << "554 5.7.1 no";
        QTest::newRow("recipient") << QList<QByteArray>{"220 a\r\n", "250 b\r\n", "250 c\r\n",
                                                        "550-5.1.1 two lines\r\n550 5.1.1 No such user\r\n"}
                                   << "550 5.1.1 No such user";
        QTest::newRow("control characters") << QList<QByteArray>{"554 \x1b[31mred\r\n"} << "554 \\x1b[31mred";
        QTest::newRow("no end") << QList<QByteArray>{QByteArray(5000, '2')}
                                << "What answers there is no mail server.";
    }
    void whatTheServerRefusesIsTold()
    {
        QFETCH(QList<QByteArray>, replies);
        QFETCH(QString, answer);
        ScriptedServer server(replies);
        TestMessage message;
        QSignalSpy finished(&message, &TestMessage::finished);
        message.send({"127.0.0.1", server.serverPort(), "jane@domain.com"});
        QVERIFY(finished.wait());
        QCOMPARE(finished[0][0].toBool(), false);
        QCOMPARE(finished[0][1].toString().toLower(), answer.toLower());
        QVERIFY(!message.busy());
    }
};

QTEST_MAIN(TestWizard)
#include "test_wizard.moc"
