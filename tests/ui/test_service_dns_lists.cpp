// SPDX-License-Identifier: GPL-3.0-or-later
// The DNS lists of a service, on its tab Black Lists, and greylisting, on its tab Abuse.
#include "support/console_fixture.h"
#include "support/opened_dialog.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTreeWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

class TestServiceDnsLists : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListIsAddedSwitchedOffAndRemoved()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", QStringLiteral("black-lists"));
        auto* lists = find<QTreeWidget>(&opened.dialog, "dnsLists");
        QVERIFY(!opened.canApply());

        const DialogHandle added = onNextDialog([](QDialog* dialog) {
            typeOver(find<QLineEdit>(dialog, "zone"), QStringLiteral("Zen.Example.ORG"));
            typeOver(find<QSpinBox>(dialog, "points"), QStringLiteral("60"));
            find<QComboBox>(dialog, "kind")->setCurrentIndex(1);
            click(buttonWithText(dialog, QStringLiteral("OK")));
        });
        click(find<QPushButton>(&opened.dialog, "dnsLists.add"));
        QVERIFY(added.appeared());
        QCOMPARE(lists->topLevelItemCount(), 1);
        QVERIFY(lists->topLevelItem(0)->text(1).startsWith(QStringLiteral("60 ")));
        QVERIFY(opened.apply());
        QCOMPARE(listsOf(temp).size(), std::size_t(1));
        QCOMPARE(listsOf(temp)[0].zone, std::string("zen.example.org"));
        QCOMPARE(listsOf(temp)[0].points, 60);
        QCOMPARE(listsOf(temp)[0].kind, model::DnsListKind::Domain);
        QVERIFY(listsOf(temp)[0].enabled);

        lists->setFocus();
        lists->setCurrentItem(lists->topLevelItem(0));
        QTest::keyClick(lists, Qt::Key_Space);
        QVERIFY(opened.canApply());
        QTest::keyClick(lists, Qt::Key_Space);
        QVERIFY2(!opened.canApply(), "an edit that is undone leaves nothing to apply");
        QTest::keyClick(lists, Qt::Key_Space);
        QVERIFY(opened.apply());
        QVERIFY(!listsOf(temp)[0].enabled);

        click(find<QPushButton>(&opened.dialog, "dnsLists.remove"));
        QVERIFY(opened.apply());
        QVERIFY(listsOf(temp).empty());
    }

    void aZoneStandsThereOnceAndIsADomain()
    {
        TempStore temp;
        temp.saveAs("anna", [](model::Configuration& all) {
            all.services[0].dnsLists = {{.zone = "zen.example.org", .points = 100}};
        });
        Opened opened(temp, "SMTP", QStringLiteral("black-lists"));
        const DialogHandle shown = onNextDialog([](QDialog* dialog) {
            auto* zone = find<QLineEdit>(dialog, "zone");
            auto* wrong = find<QLabel>(dialog, "wrong");
            auto* ok = buttonWithText(dialog, QStringLiteral("OK"));
            QVERIFY(!ok->isEnabled());
            for (const char* bad : {"nonsense", "zen.example.org", "a b.example"}) {
                typeOver(zone, QString::fromUtf8(bad));
                QVERIFY2(!ok->isEnabled() && !wrong->text().isEmpty(), bad);
            }
            typeOver(zone, QStringLiteral("bl.example.net"));
            QVERIFY(ok->isEnabled() && wrong->text().isEmpty());
        });
        click(find<QPushButton>(&opened.dialog, "dnsLists.add"));
        QVERIFY(shown.appeared());
        QVERIFY2(!opened.canApply(), "what was cancelled changes nothing");
    }

    void answersHavePointsAndTextsOfTheirOwn()
    {
        TempStore temp;
        temp.saveAs("anna", [](model::Configuration& all) {
            all.services[0].dnsLists = {{.zone = "zen.example.org", .points = 40}};
        });
        Opened opened(temp, "SMTP", QStringLiteral("black-lists"));
        auto* lists = find<QTreeWidget>(&opened.dialog, "dnsLists");
        lists->setCurrentItem(lists->topLevelItem(0));
        const DialogHandle shown = onNextDialog([](QDialog* dialog) {
            auto* answers = dialog->findChild<QTreeWidget*>();
            click(find<QPushButton>(dialog, "addResponse"));
            answers->topLevelItem(0)->setText(0, QStringLiteral("127.0.0.300"));
            auto* ok = buttonWithText(dialog, QStringLiteral("OK"));
            QVERIFY(!ok->isEnabled());
            answers->topLevelItem(0)->setText(0, QStringLiteral("127.0.0.4-127.0.0.7"));
            answers->topLevelItem(0)->setText(2, QStringLiteral("see example.org"));
            click(ok);
        });
        click(find<QPushButton>(&opened.dialog, "dnsLists.edit"));
        QVERIFY(shown.appeared());
        QVERIFY(opened.apply());
        const auto responses = listsOf(temp)[0].responses;
        QCOMPARE(responses.size(), std::size_t(1));
        QCOMPARE(responses[0].answers, std::string("127.0.0.4-127.0.0.7"));
        QCOMPARE(responses[0].points, 40);
        QCOMPARE(responses[0].text, std::string("see example.org"));
    }

    void verificationIsSwitchedOnEitherTab()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", QStringLiteral("black-lists"));
        auto* box = find<QCheckBox>(&opened.dialog, "ip.dnsbl.on");
        auto* monitor = find<QRadioButton>(&opened.dialog, "ip.dnsbl.monitor");
        auto* checks = find<QTableWidget>(&opened.dialog, "checks");
        const QTableWidgetItem* mode = checks->item(int(model::Check::IpDnsbl), 1);
        QVERIFY(box->isChecked() && mode->text().startsWith(QStringLiteral("enforce")));
        click(box);
        QVERIFY(opened.canApply());
        QCOMPARE(mode->text(), QStringLiteral("off")); // on the tab Abuse
        QVERIFY(opened.apply());
        QCOMPARE(temp.service("SMTP").mode(model::Check::IpDnsbl), model::CheckMode::Off);

        opened.tab("abuse");
        checks->setFocus();
        checks->setCurrentCell(int(model::Check::IpDnsbl), 1);
        QTest::keyClick(checks, Qt::Key_Space);
        auto* modes = waitForWidget<QComboBox>(checks, "mode");
        QTRY_VERIFY(modes->view()->isVisible());
        QTest::keyClick(modes->view(), Qt::Key_Home);
        QTest::keyClick(modes->view(), Qt::Key_Down);
        QTest::keyClick(modes->view(), Qt::Key_Return);
        QTRY_VERIFY(box->isChecked() && monitor->isChecked());
        click(box); // and back to how it is stored
        QTRY_VERIFY(!opened.canApply());
        QCOMPARE(mode->text(), QStringLiteral("off"));
    }

    void theLastAnswerOfEachListIsShown()
    {
        TempStore temp;
        temp.saveAs("anna", [](model::Configuration& all) {
            all.services[0].dnsLists = {
                {.zone = "zen.example.org"}, {.zone = "dead.example.net"}, {.zone = "new.example.net"}};
        });
        const Time now = SystemClock().now();
        const std::vector<model::DnsListState> states{
            {"main", "zen.example.org", now, 14, ""},
            {"second", "zen.example.org", now - std::chrono::hours(1), 5000, "time-out"},
            {"main", "dead.example.net", now, 5000, "SERVFAIL"}};
        QVERIFY(temp.store().writeDnsLists(states).has_value());
        Opened opened(temp, "SMTP", QStringLiteral("black-lists"));
        auto* lists = find<QTreeWidget>(&opened.dialog, "dnsLists");
        QTRY_COMPARE(lists->topLevelItem(0)->text(2), QStringLiteral("14 ms"));
        QCOMPARE(lists->topLevelItem(1)->text(2), QStringLiteral("no answer"));
        QVERIFY(lists->topLevelItem(1)->toolTip(2).contains(QStringLiteral("SERVFAIL")));
        QCOMPARE(lists->topLevelItem(2)->text(2), QStringLiteral("not asked yet"));
        QVERIFY(!opened.canApply());
        auto answered = states[2];
        answered.problem.clear();
        answered.milliseconds = 30;
        QVERIFY(temp.store().writeDnsLists({&answered, 1}).has_value());
        QTRY_COMPARE(lists->topLevelItem(1)->text(2), QStringLiteral("30 ms")); // by itself
        QVERIFY2(!opened.canApply(), "what the engines say is no edit");
    }

    void aListIsTestedWithAnAddress()
    {
        forgetSettings();
        ConsoleFixture console;
        console.store.saveAs("anna", [](model::Configuration& all) {
            all.services[0].dnsLists = {{.zone = "zen.example.org"}};
        });
        QTRY_VERIFY(!console.window.live().overview().configuration.services[0].dnsLists.empty());
        ui::Place place;
        place.service = "SMTP";
        place.tab = "black-lists";
        console.window.open(place);
        auto* dialog = waitForWidget<ServiceProperties>(&console.window, "serviceProperties");
        QTRY_VERIFY(dialog->isLoaded());
        auto* lists = find<QTreeWidget>(dialog, "dnsLists");
        auto* test = find<QPushButton>(dialog, "dnsLists.test");
        QVERIFY(!test->isEnabled());
        lists->setCurrentItem(lists->topLevelItem(0));
        click(test);
        auto* steps = waitForWidget<QDialog>(dialog, "connectionTestDialog");
        using Asked = std::pair<std::string, std::string>;
        QCOMPARE(console.tester.dnsLists, (std::vector<Asked>{{"zen.example.org", ""}}));
        using What = model::ProbeStep::What;
        console.tester.step(What::Listed, model::ProbeStep::Verdict::Passed,
                            {"%1 is on it, as it must be: %2", {"127.0.0.2", "127.0.0.2"}});
        console.tester.end(true);
        QVERIFY(find<QLabel>(steps, "state")->text().contains(QStringLiteral("alive")));
        auto* address = find<QLineEdit>(steps, "input");
        address->setFocus();
        QTest::keyClicks(address, QStringLiteral("203.0.113.9"));
        QTest::keyClick(address, Qt::Key_Return);
        QTRY_COMPARE(console.tester.dnsLists.size(), std::size_t(2));
        QCOMPARE(console.tester.dnsLists[1], Asked("zen.example.org", "203.0.113.9"));
        QVERIFY(steps->isVisible());
    }

private:
    static std::vector<model::DnsList> listsOf(TempStore& temp) { return temp.service("SMTP").dnsLists; }
};

QTEST_MAIN(TestServiceDnsLists)
#include "test_service_dns_lists.moc"
