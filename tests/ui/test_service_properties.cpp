// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/opened_dialog.h"
#include "support/picture.h"
#include "ui/forms/range_list_edit.h"

#include <QLabel>
#include <QRadioButton>
#include <QScreen>
#include <QTabBar>
#include <QTabWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

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
        for (const char* field : {"name", "enabled", "port", "greeting"})
            row("service", field);
        for (const char* field :
             {"connection_limit", "connection_limit_per_client", "rates.connections_per_minute",
              "timeout_seconds", "error_limit", "rates.tarpit_seconds", "recipient_limit", "hop_limit",
              "rates.messages_per_hour", "rates.recipients_per_hour", "rates.user_messages_per_hour",
              "rates.user_recipients_per_hour", "rates.login_failures", "rates.ban_minutes"})
            row("limits", field);
        for (const char* field : {"relay.lan", "relay.authenticated", "relay.sender_must_be_local"})
            row("relaying", field);
        for (const char* field : {"answer_at_rcpt", "exempt_lan", "exempt_authenticated"})
            row("black-lists", field);
        row("security", "tls.minimum");
        for (const char* field : {"authentication.without_tls", "SCRAM-SHA-256"})
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

    void aLimitThatNoServerMayHaveIsRefusedAtItsField()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "limits");
        auto* size = find(&opened.dialog, "size_limit");
        find<QComboBox>(size, "unit")->setCurrentIndex(0); // bytes
        typeOver(find(size, "number"), "65535");
        QTRY_VERIFY2(find<ProblemLabel>(&opened.dialog, "size_limit.problem")->text().contains("65536"),
                     qPrintable(find<ProblemLabel>(&opened.dialog, "size_limit.problem")->text()));
        click(opened.button("Apply"));
        QTest::qWait(100);
        QCOMPARE(temp.service("SMTP").sizeLimit, 52'428'800);
        typeOver(find(size, "number"), "65536");
        QVERIFY(opened.apply());
        QCOMPARE(temp.service("SMTP").sizeLimit, 65'536);
    }

    void limitsPastTheirBoundsCannotBeTyped_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        const auto row = [](const char* field, int least, int most) {
            QTest::newRow(field) << QByteArray(field) << least << most;
        };
        row("connection_limit", 1, 1'000'000);
        row("connection_limit_per_client", 1, 1'000'000);
        row("rates.connections_per_minute", 0, 1'000'000);
        row("timeout_seconds", 10, 3600);
        row("error_limit", 1, 1000);
        row("rates.tarpit_seconds", 0, 60);
        row("recipient_limit", 100, 1'000'000);
        row("hop_limit", 1, 1000);
        row("rates.messages_per_hour", 0, 1'000'000);
        row("rates.recipients_per_hour", 0, 1'000'000);
        row("rates.user_messages_per_hour", 0, 1'000'000);
        row("rates.user_recipients_per_hour", 0, 1'000'000);
        row("rates.login_failures", 0, 1'000'000);
        row("rates.ban_minutes", 1, 525'600);
    }
    void limitsPastTheirBoundsCannotBeTyped()
    {
        QFETCH(QByteArray, field);
        QFETCH(int, least);
        QFETCH(int, most);
        TempStore temp;
        Opened opened(temp, "SMTP", "limits");
        auto* box = find<QSpinBox>(&opened.dialog, field.constData());
        const auto problem = [&] {
            QTest::qWait(20);
            return find<ProblemLabel>(&opened.dialog, (field + ".problem").constData())->text();
        };
        // The model's bounds are those of the field: neither end is a problem, and nothing lies beyond.
        box->setValue(most);
        QCOMPARE(problem(), QString());
        box->stepUp();
        QCOMPARE(box->value(), most);
        box->setValue(least);
        QCOMPARE(problem(), QString());
        box->stepDown();
        QCOMPARE(box->value(), least);
    }

    void everyTabIsFitForTheKeyboard_data()
    {
        QTest::addColumn<QString>("tab");
        for (const char* tab : {"service", "security", "access", "authentication", "relaying", "black-lists",
                                "abuse", "content", "limits"})
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
