// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/gui.h"
#include "support/picture.h"
#include "support/scripted_prompter.h"
#include "support/temp_store.h"

#include "ui/forms/problems.h"
#include "ui/forms/range_list_edit.h"
#include "ui/lists/list_dialog.h"
#include "ui/service/service_properties.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QProcess>
#include <QRadioButton>
#include <QScreen>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QTreeWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

// A dialog over a real store, loaded and active.
struct Opened {
    explicit Opened(TempStore& temp, const char* service = "SMTP", const QString& tab = {})
        : client(temp.where())
        , dialog(client, prompter, temp.service(service).id, tab)
    {
        dialog.show();
        if (!QTest::qWaitFor([this] { return dialog.isLoaded(); }) || !QTest::qWaitForWindowActive(&dialog))
            QTest::qFail("the dialog was not loaded", __FILE__, __LINE__);
    }

    QAbstractButton* button(const char* text) { return buttonWithText(&dialog, QString::fromUtf8(text)); }
    bool canApply() { return button("Apply")->isEnabled(); }
    bool apply()
    {
        QSignalSpy applied(&dialog, &PropertiesDialog::applied);
        click(button("Apply"));
        return !applied.isEmpty() || applied.wait();
    }
    void tab(const char* id) { dialog.showTab(QString::fromUtf8(id)); }

    ScriptedPrompter prompter;
    StoreClient client;
    ServiceProperties dialog;
};

QString folderOf(const TempStore& temp)
{
    return QFileInfo(temp.where()).absolutePath();
}

void makeCertificate(const QString& folder, const char* host, int days)
{
    const QString path = folder + QChar(u'/') + QString::fromUtf8(host);
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                   QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                   QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
                   QStringLiteral("-subj"), QStringLiteral("/CN=") + QString::fromUtf8(host),
                   QStringLiteral("-days"), QString::number(days), QStringLiteral("-keyout"),
                   path + QStringLiteral(".key"), QStringLiteral("-out"), path + QStringLiteral(".pem")});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        QTest::qFail(openssl.readAllStandardError().constData(), __FILE__, __LINE__);
}

bool hasLabel(const QWidget* parent, const QString& text)
{
    const auto labels = parent->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&text](const QLabel* label) {
        return label->isVisible() && label->text().contains(text);
    });
}

// A service in which every field differs from the preset's.
model::Service everythingDifferent(model::Service service)
{
    service.name = "Front door";
    service.enabled = false;
    service.addresses = {"192.0.2.1", "2001:db8::1"};
    service.port = 2525;
    service.greeting = "hello there";
    service.access = model::Access::LanAndListed;
    service.accessRanges = {"198.51.100.0/24", "203.0.113.7"};
    service.relay = {false, false, {"10.1.0.0/16"}, {"joe@partner.example"}, true};
    service.exemptLan = false;
    service.exemptAuthenticated = false;
    service.answerAtRcpt = false;
    service.sizeLimit = 10'240'001;
    service.hopLimit = 30;
    service.recipientLimit = 500;
    service.connectionLimit = 77;
    service.connectionLimitPerClient = 7;
    service.timeoutSeconds = 60;
    service.errorLimit = 3;
    service.tls = {model::TlsMode::Required, {{"a.pem", "a.key"}, {"b.pem", "b.key"}}, true};
    service.authentication = {{"SCRAM-SHA-256", "PLAIN"}, true, "dovecot:/run/auth"};
    service.proxyPeers = {"192.0.2.99"};
    service.rates.loginFailures = 3;
    service.rates.banMinutes = 99;
    service.rates.messagesPerHour = 12;
    service.checks[model::Check::HeloInvalid] = {model::CheckMode::Monitor, "what is {helo}?"};
    service.checks[model::Check::SenderBlacklist] = {std::nullopt, "no thanks, {address}"};
    return service;
}

} // namespace

class TestServiceProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { wearTheme(); }

    void everyFieldGoesThereAndBack()
    {
        TempStore temp;
        const model::Service wanted = everythingDifferent(temp.service("SMTP"));
        temp.saveAs("anna", [&](model::Configuration& all) { all.services[0] = wanted; });
        Opened opened(temp, "Front door");
        QVERIFY(!opened.canApply());
        // One real edit, so that the dialog writes the whole service back.
        typeOver(find(&opened.dialog, "name"), "Front gate");
        QVERIFY(opened.apply());
        model::Service expected = wanted;
        expected.name = "Front gate";
        QVERIFY(temp.service("Front gate") == expected);
    }

    void everyFieldCanBeEditedAndUndone_data()
    {
        QTest::addColumn<QString>("tab");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* tab, const char* field) {
            QTest::newRow(field) << QString::fromUtf8(tab) << QString::fromUtf8(field);
        };
        for (const char* field :
             {"name", "enabled", "port", "greeting", "connection_limit", "connection_limit_per_client",
              "recipient_limit", "timeout_seconds", "error_limit"})
            row("service", field);
        for (const char* field : {"relay.lan", "relay.authenticated", "relay.sender_must_be_local"})
            row("relaying", field);
        for (const char* field : {"answer_at_rcpt", "exempt_lan", "exempt_authenticated"})
            row("black-lists", field);
        row("abuse", "hop_limit");
        row("security", "tls.minimum");
        for (const char* field :
             {"authentication.without_tls", "rates.login_failures", "rates.ban_minutes", "SCRAM-SHA-256"})
            row("authentication", field);
    }
    void everyFieldCanBeEditedAndUndone()
    {
        QFETCH(QString, tab);
        QFETCH(QString, field);
        TempStore temp;
        Opened opened(temp);
        opened.dialog.showTab(tab);
        auto* widget = find(&opened.dialog, qPrintable(field));
        QVERIFY(widget->isVisible());
        const auto edit = [widget](bool undo) {
            if (qobject_cast<QAbstractButton*>(widget) != nullptr)
                click(widget);
            else if (qobject_cast<QSpinBox*>(widget) != nullptr)
                QTest::keyClick(widget, undo ? Qt::Key_Down : Qt::Key_Up);
            else if (undo)
                QTest::keyClick(widget, Qt::Key_Backspace);
            else
                QTest::keyClicks(widget, "x");
        };
        edit(false);
        QVERIFY(opened.canApply());
        edit(true);
        QVERIFY(!opened.canApply());
        edit(false);
        const model::Service before = temp.service("SMTP");
        QVERIFY(opened.apply());
        QVERIFY(!opened.canApply());
        const auto after = temp.configuration().services.front();
        QVERIFY(!(after == before));
    }

    void aCertificateSaysWhatItIsAndWhatIsWrongWithIt()
    {
        TempStore temp;
        makeCertificate(folderOf(temp), "mail.example.test", 200);
        makeCertificate(folderOf(temp), "other.example.test", 5);
        const auto use = [&](const char* certificate, const char* key) {
            temp.saveAs("anna", [&](model::Configuration& all) {
                all.services[0].tls.certificates = {{certificate, key}};
            });
        };
        use("mail.example.test.pem", "mail.example.test.key");
        Opened opened(temp, "SMTP", QStringLiteral("security"));
        auto* reading = opened.dialog.findChild<QLabel*>(QStringLiteral("certificateReading"));
        QTRY_VERIFY(reading->text().startsWith(QStringLiteral("For mail.example.test; signed by nobody")));

        auto* list = opened.dialog.findChild<QTreeWidget*>(QStringLiteral("certificates"));
        list->topLevelItem(0)->setText(1, QStringLiteral("other.example.test.key"));
        QTRY_VERIFY(reading->text().contains(QStringLiteral("does not belong")));
        QTRY_VERIFY(
            hasLabel(&opened.dialog, QStringLiteral("other.example.test.key: the key does not belong")));
        click(opened.button("Apply")); // refused
        QCOMPARE(temp.service("SMTP").tls.certificates[0].key, std::string("mail.example.test.key"));
        list->topLevelItem(0)->setText(1, QStringLiteral("none.key"));
        QTRY_VERIFY(reading->text().contains(QStringLiteral("no such file")));
        list->topLevelItem(0)->setText(0, QStringLiteral("other.example.test.pem"));
        list->topLevelItem(0)->setText(1, QStringLiteral("other.example.test.key"));
        QTRY_VERIFY(reading->text().startsWith(QStringLiteral("For other.example.test")));
        QTRY_VERIFY(hasLabel(&opened.dialog, QStringLiteral("expires within three weeks")));
        QTRY_VERIFY(opened.canApply());
        QVERIFY(opened.apply());
        QCOMPARE(temp.service("SMTP").tls.certificates[0].key, std::string("other.example.test.key"));
    }

    void certificatesAreAddedAsPairsAndRemoved()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", QStringLiteral("security"));
        makeCertificate(folderOf(temp), "mail.example.test", 200);
        opened.prompter.answerFile(folderOf(temp) + QStringLiteral("/mail.example.test.pem"));
        opened.prompter.answerFile({});
        auto* list = opened.dialog.findChild<QTreeWidget*>(QStringLiteral("certificates"));
        auto* add = opened.dialog.findChild<QAbstractButton*>(QStringLiteral("addCertificate"));
        click(add);
        QCOMPARE(list->topLevelItemCount(), 0); // no key, no certificate
        opened.prompter.answerFile(folderOf(temp) + QStringLiteral("/mail.example.test.pem"));
        opened.prompter.answerFile(folderOf(temp) + QStringLiteral("/mail.example.test.key"));
        click(add);
        QCOMPARE(list->topLevelItemCount(), 1);
        QVERIFY(opened.canApply());
        click(opened.dialog.findChild<QAbstractButton*>(QStringLiteral("removeCertificate")));
        QTRY_VERIFY(!opened.canApply());
    }

    void saysWhatItIsOf()
    {
        TempStore temp;
        Opened opened(temp);
        QCOMPARE(opened.dialog.windowTitle(), QStringLiteral("SMTP Service Properties — SMTP"));
        typeOver(find(&opened.dialog, "name"), "Front door");
        QVERIFY(opened.apply());
        QTRY_COMPARE(opened.dialog.windowTitle(), QStringLiteral("SMTP Service Properties — Front door"));
    }

    void savesOneRevisionSignedByTheUser()
    {
        TempStore temp;
        Opened opened(temp);
        const auto before = temp.revision();
        typeOver(find(&opened.dialog, "port"), "2525");
        click(find(&opened.dialog, "enabled"));
        QVERIFY(opened.apply());
        QCOMPARE(temp.revision(), before + 1);
        const auto history = temp.store().history(0, 1);
        QCOMPARE(history->front().author, bytes(opened.client.author()));
    }

    void anAccessListThatIsEmptyIsRefusedWithAnExplanation()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "access");
        click(find(&opened.dialog, "access.listed"));
        opened.tab("service");
        click(opened.button("OK"));
        QVERIFY(opened.dialog.isVisible());
        QCOMPARE(opened.dialog.currentTab(), QStringLiteral("access"));
        auto* problem = find<ProblemLabel>(&opened.dialog, "access_ranges.problem");
        QVERIFY(problem->isVisible());
        QVERIFY(problem->text().contains("nobody could connect"));
        find<RangeListEdit>(&opened.dialog, "access_ranges")->addLines("192.0.2.0/24");
        QVERIFY(opened.apply());
        QCOMPARE(temp.service("SMTP").accessRanges, std::vector<std::string>{"192.0.2.0/24"});
    }

    void onlyTheseAddressesWithoutAnyIsRefused()
    {
        TempStore temp;
        Opened opened(temp);
        click(find(&opened.dialog, "addresses.chosen"));
        QVERIFY(opened.canApply());
        click(opened.button("OK"));
        QVERIFY(opened.dialog.isVisible());
        QVERIFY(find<ProblemLabel>(&opened.dialog, "addresses.problem")->isVisible());
        click(find(&opened.dialog, "addresses.all"));
        QVERIFY(!opened.canApply());
    }

    void aPortThatAnotherServiceHasIsShownAtTheField()
    {
        TempStore temp;
        Opened opened(temp);
        typeOver(find(&opened.dialog, "port"), "587");
        QTRY_VERIFY(find<ProblemLabel>(&opened.dialog, "port.problem")->text().contains("Submission"));
        click(opened.button("Apply"));
        QCOMPARE(temp.service("SMTP").port, 25);
    }

    void aWeakenedDefaultOnPort25IsWarnedOfButSaved()
    {
        TempStore temp;
        temp.saveAs("anna", [](model::Configuration& all) {
            all.services[0].checks[model::Check::SenderClaimsLocal].mode = model::CheckMode::Off;
        });
        Opened opened(temp, "SMTP", "abuse");
        auto* problem = find<ProblemLabel>(&opened.dialog, "checks.problem");
        QVERIFY(problem->isVisible());
        QCOMPARE(*problem->severity(), model::Severity::Warning);
        QVERIFY(problem->text().contains("as one of them"));
        QVERIFY(!find<QTabWidget>(&opened.dialog, "tabs")->tabIcon(6).isNull());
        typeOver(find(&opened.dialog, "hop_limit"), "40");
        QVERIFY(opened.apply());
    }

    void aCheckIsSwitchedOffAndItsDefaultComesBack()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "abuse");
        auto* checks = find<QTableWidget>(&opened.dialog, "checks");
        const int row = int(model::Check::SenderClaimsLocal);
        checks->setFocus();
        checks->setCurrentCell(row, 1);
        QTest::keyClick(checks, Qt::Key_Space);
        auto* modes = waitForWidget<QComboBox>(checks, "mode");
        QTRY_VERIFY(modes->view()->isVisible());
        QTest::keyClick(modes->view(), Qt::Key_Home);
        QTest::keyClick(modes->view(), Qt::Key_Return);
        QTRY_VERIFY(opened.canApply());
        QVERIFY(opened.apply());
        QCOMPARE(temp.service("SMTP").mode(model::Check::SenderClaimsLocal), model::CheckMode::Off);

        checks->setCurrentCell(row, 2);
        click(find(&opened.dialog, "checks.reset"));
        QVERIFY(opened.apply());
        QVERIFY(temp.service("SMTP").checks.empty());
    }

    void aReplyIsTypedIntoTheTable()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "abuse");
        auto* checks = find<QTableWidget>(&opened.dialog, "checks");
        checks->setFocus();
        checks->setCurrentCell(int(model::Check::SenderBlacklist), 2);
        QTest::keyClick(checks, Qt::Key_F2);
        auto* editor = checks->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        QCOMPARE(editor->placeholderText(), QStringLiteral("blacklisted ({address})"));
        QTest::keyClicks(editor, "go away");
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(opened.canApply());
        QVERIFY(opened.apply());
        QCOMPARE(temp.service("SMTP").checks[model::Check::SenderBlacklist].reply, std::string("go away"));
    }

    void aReplyWithAnUnknownPlaceholderIsRefused()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "abuse");
        auto* checks = find<QTableWidget>(&opened.dialog, "checks");
        checks->item(int(model::Check::SenderBlacklist), 2)->setText("go {home}");
        click(opened.button("Apply"));
        QVERIFY(find<ProblemLabel>(&opened.dialog, "checks.problem")->text().contains("{home}"));
        QVERIFY(temp.service("SMTP").checks.empty());
    }

    void everyProblemHasAFieldWhereItIsShown()
    {
        TempStore temp;
        Opened opened(temp);
        model::Service broken;
        broken.name = "";
        broken.greeting = std::string(300, 'x');
        broken.access = model::Access::Listed;
        broken.relay.ranges = {"nonsense", "0.0.0.0/0"};
        broken.relay.recipients = {"*", "@@"};
        broken.addresses = {"nowhere"};
        broken.port = 587;
        broken.sizeLimit = 1;
        broken.hopLimit = 0;
        broken.recipientLimit = 1;
        broken.connectionLimit = 0;
        broken.connectionLimitPerClient = 0;
        broken.timeoutSeconds = 1;
        broken.errorLimit = 0;
        broken.checks[model::Check::AccessClient] = {model::CheckMode::Off, "{x}"};
        const auto problems = model::validateAmong(broken, temp.configuration());
        QVERIFY(problems.size() >= 12);
        for (const model::Problem& problem : problems) {
            bool placed = false;
            for (FormPage* page : opened.dialog.findChildren<FormPage*>())
                placed = placed || page->form().problems().field(qt(problem.field)) != nullptr;
            QVERIFY2(placed, problem.field.c_str());
        }
    }

    void theListsAreCountedAndCountedAgain()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "black-lists");
        auto* black = find<QLabel>(&opened.dialog, "lists.black.count");
        QTRY_COMPARE(black->text(), QStringLiteral("1 address · 2 senders · 1 HELO host"));
        QCOMPARE(find<QLabel>(&opened.dialog, "lists.white.count")->text(), QStringLiteral("1 sender"));
        temp.addEntries({TempStore::entry(temp.service("SMTP").id, model::ListColor::Black,
                                          model::ListKind::Recipient, "old@example.com")});
        QTRY_COMPARE(black->text(), QStringLiteral("1 address · 2 senders · 1 recipient · 1 HELO host"));
    }

    void theListsOpenFromTheirButtonsAndWhatTheySaveIsSeen()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "black-lists");
        click(find(&opened.dialog, "lists.black"));
        click(find(&opened.dialog, "lists.white"));
        click(find(&opened.dialog, "lists.black")); // is open: no second one
        const auto dialogs = opened.dialog.findChildren<ListDialog*>();
        QCOMPARE(int(dialogs.size()), 2);
        ListDialog* black = dialogs.front();
        QCOMPARE(black->windowTitle().contains("Black"), true);
        QTRY_VERIFY(black->isLoaded());
        black->showTab("helo");
        click(find<QCheckBox>(black, "helo.invalid.on"));
        QSignalSpy applied(black, &PropertiesDialog::applied);
        click(buttonWithText(black, "Apply"));
        QVERIFY(!applied.isEmpty() || applied.wait());
        auto* checks = find<QTableWidget>(&opened.dialog, "checks");
        QTRY_VERIFY(!checks->item(int(model::Check::HeloInvalid), 1)->text().startsWith("off"));
    }

    void closingAsksForEditsInTheListsToo()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "black-lists");
        click(find(&opened.dialog, "lists.black"));
        QPointer<ListDialog> black = opened.dialog.findChild<ListDialog*>();
        QVERIFY(black);
        QTRY_VERIFY(black->isLoaded());
        black->showTab("helo");
        click(find<QCheckBox>(black, "helo.invalid.on"));
        opened.prompter.answer(2); // go on editing
        opened.dialog.reject();
        QVERIFY(opened.dialog.isVisible());
        opened.prompter.answer(1); // discard
        opened.dialog.reject();
        QVERIFY(!opened.dialog.isVisible());
        QTRY_VERIFY(black == nullptr);
    }

    void theSummaryFollowsTheFields()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "relaying");
        auto* summary = find<QLabel>(&opened.dialog, "relay.summary");
        QCOMPARE(summary->text(),
                 QStringLiteral("Outside clients can send only to example.com. Clients in the LAN can "
                                "send anywhere. Clients that have logged in can send anywhere."));
        click(find(&opened.dialog, "relay.lan"));
        click(find(&opened.dialog, "relay.authenticated"));
        QCOMPARE(summary->text(), QStringLiteral("Clients can send only to example.com."));
        find<RangeListEdit>(&opened.dialog, "relay.recipients")->addLines("partner.example");
        QCOMPARE(summary->text(),
                 QStringLiteral("Clients can send only to example.com and partner.example."));
    }

    void twoConsolesThatChangeDifferentThingsAreBothKept()
    {
        TempStore temp;
        Opened opened(temp);
        typeOver(find(&opened.dialog, "port"), "2525");
        temp.saveAs("bert", [](model::Configuration& all) { all.services[0].hopLimit = 33; });
        QString said;
        const auto handle = onNextDialog([&said](QDialog* dialog) {
            auto* changes = find<QTreeWidget>(dialog, "changes");
            said = changes->topLevelItem(0)->text(1) + u'|' + changes->topLevelItem(0)->text(0);
            click(find(dialog, "merge"));
        });
        QVERIFY(opened.apply());
        QVERIFY(handle.appeared());
        QVERIFY2(said.startsWith("bert|"), qPrintable(said));
        QVERIFY2(said.contains("33"), qPrintable(said));
        QCOMPARE(temp.service("SMTP").port, 2525);
        QCOMPARE(temp.service("SMTP").hopLimit, 33);
        QVERIFY(!opened.canApply());
        opened.tab("abuse");
        QCOMPARE(find<QSpinBox>(&opened.dialog, "hop_limit")->value(), 33);
    }

    void whatTheSameUserSavedElsewhereIsKeptWithoutAsking()
    {
        TempStore temp;
        Opened opened(temp);
        typeOver(find(&opened.dialog, "port"), "2525");
        temp.saveAs(bytes(opened.client.author()),
                    [](model::Configuration& all) { all.services[0].hopLimit = 33; });
        QVERIFY(opened.apply());
        QCOMPARE(temp.service("SMTP").port, 2525);
        QCOMPARE(temp.service("SMTP").hopLimit, 33);
    }

    void whatBothChangedIsAskedAgain_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<int>("port");
        QTest::addColumn<int>("shown");
        QTest::addColumn<bool>("dirty");
        QTest::newRow("mine") << "keepMine" << 2525 << 2525 << false;
        QTest::newRow("theirs") << "discard" << 2626 << 2626 << false;
        QTest::newRow("cancel") << "cancel" << 2626 << 2525 << true;
    }
    void whatBothChangedIsAskedAgain()
    {
        QFETCH(QString, choice);
        QFETCH(int, port);
        QFETCH(int, shown);
        QFETCH(bool, dirty);
        TempStore temp;
        Opened opened(temp);
        typeOver(find(&opened.dialog, "port"), "2525");
        temp.saveAs("bert", [](model::Configuration& all) {
            all.services[0].port = 2626;
            all.services[0].greeting = "from bert";
        });
        bool second = false;
        const auto handle = onNextDialog([&](QDialog* first) {
            onNextDialog([&](QDialog* again) {
                second = true;
                click(find(again, qPrintable(choice)));
            });
            click(find(first, "merge"));
        });
        click(opened.button("Apply"));
        QTRY_VERIFY(handle.appeared());
        QTRY_VERIFY(second);
        QTRY_COMPARE(temp.service("SMTP").port, port);
        QTRY_COMPARE(find<QSpinBox>(&opened.dialog, "port")->value(), shown);
        QTRY_COMPARE(opened.canApply(), dirty);
        QCOMPARE(temp.service("SMTP").greeting, std::string("from bert"));
    }

    void discardingMineShowsTheirs()
    {
        TempStore temp;
        Opened opened(temp);
        typeOver(find(&opened.dialog, "port"), "2525");
        temp.saveAs("bert", [](model::Configuration& all) { all.services[0].port = 2626; });
        const auto handle = onNextDialog([](QDialog* dialog) { click(find(dialog, "discard")); });
        click(opened.button("Apply"));
        QTRY_VERIFY(handle.appeared());
        QTRY_COMPARE(find<QSpinBox>(&opened.dialog, "port")->value(), 2626);
        QVERIFY(!opened.canApply());
    }

    void whatOthersSaveIsTakenOverWhileNothingIsEdited()
    {
        TempStore temp;
        Opened opened(temp);
        temp.saveAs("bert", [](model::Configuration& all) { all.services[0].port = 2626; });
        QTRY_COMPARE(find<QSpinBox>(&opened.dialog, "port")->value(), 2626);
        QVERIFY(!opened.canApply());
    }

    void aServiceThatIsDeletedMeanwhileSaysSo()
    {
        TempStore temp;
        Opened opened(temp, "Submission");
        temp.saveAs("bert", [](model::Configuration& all) { all.services.pop_back(); });
        QTRY_VERIFY(find<ProblemLabel>(&opened.dialog, "message")->text().contains("deleted"));
        QVERIFY(!opened.button("OK")->isEnabled());
    }

    void everyTabIsFitForTheKeyboard_data()
    {
        QTest::addColumn<QString>("tab");
        for (const char* tab :
             {"service", "security", "access", "authentication", "relaying", "black-lists", "abuse"})
            QTest::newRow(tab) << QString::fromUtf8(tab);
    }
    void everyTabIsFitForTheKeyboard()
    {
        QFETCH(QString, tab);
        TempStore temp;
        Opened opened(temp, "SMTP", tab);
        verifyAccessible(&opened.dialog);
        verifyMnemonics(&opened.dialog);
        verifyTabOrder(find<QTabWidget>(&opened.dialog, "tabs")->currentWidget());
        const auto* bar = find<QTabWidget>(&opened.dialog, "tabs")->tabBar();
        if (opened.dialog.screen()->availableSize().width() > opened.dialog.width())
            QVERIFY(bar->rect().contains(bar->tabRect(bar->count() - 1))); // all of them are seen
        picture(&opened.dialog, qPrintable(QStringLiteral("service-") + tab));
    }
};

QTEST_MAIN(TestServiceProperties)
#include "test_service_properties.moc"
