// SPDX-License-Identifier: GPL-3.0-or-later
// What the status bar and the tray tell of services that are down and of certificates that end.
#include "support/console_fixture.h"
#include "ui/data/spike.h"
#include "ui/service/service_properties.h"
#include "ui/shell/tray.h"

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QSystemTrayIcon>
#include <QTest>
#include <QToolButton>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

struct Desk : ConsoleFixture {
    QToolButton* notices = find<QToolButton>(&window, "statusNotices");
    Tray* tray = window.findChild<Tray*>();
    QSystemTrayIcon* icon = window.findChild<QSystemTrayIcon*>(QStringLiteral("tray"));

    // All services run; one of them with a certificate that is not as it should be.
    void sayCertificate(const char* service, const std::string& problem)
    {
        auto node = nodeStatus(store.store(), model::ListenerState::Running);
        for (model::ListenerStatus& each : node.listeners)
            each.error = {each.name == service ? problem : std::string(), false, {}};
        QVERIFY(store.store().writeNode(node).has_value());
    }
    // `times` each of so many, at one time.
    void refuse(int count, int times, Time when)
    {
        std::vector<model::Event> events(std::size_t(count) * std::size_t(times));
        for (model::Event& event : events) {
            event.time = when;
            event.node = "main";
            event.service = "SMTP";
            event.client = "192.0.2.7";
            event.outcome = model::Outcome::Rejected;
            event.check = "ip.blacklist";
        }
        QVERIFY(store.store().appendEvents(events).has_value());
    }
    QAction* inTrayMenu(const QString& text) const
    {
        for (QAction* action : icon->contextMenu()->actions()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }
};

constexpr auto ends = "the certificate /etc/mail.pem expires on 2026-12-20";

} // namespace

class TestNotices : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forgetSettings(); }
    void init() { QSettings().clear(); }

    void nothingIsToldWhereAllIsWell()
    {
        Desk desk;
        desk.say(model::ListenerState::Running);
        QTRY_COMPARE(desk.window.live().overview().nodes.size(), 1u);
        QVERIFY(!desk.notices->isVisible());
        desk.say(model::ListenerState::Stopped); // as somebody wants it
        QTest::qWait(100);
        QVERIFY(!desk.notices->isVisible());
        QVERIFY(desk.inTrayMenu("Show the window") != nullptr);
    }

    void servicesThatAreDownAreToldWithTheReason()
    {
        Desk desk;
        desk.say(model::ListenerState::Failed, "port 25 is in use");
        QTRY_VERIFY(desk.notices->isVisible());
        QCOMPARE(desk.notices->text(), "SMTP: port 25 is in use (and 1 more)");
        QCOMPARE(desk.notices->toolTip(), "SMTP: port 25 is in use\nSubmission: port 25 is in use");
        const QList<QAction*> lines = desk.notices->menu()->actions();
        QCOMPARE(lines.size(), 2);
        lines[1]->trigger();
        auto* dialog = waitForWidget<ServiceProperties>(&desk.window, "serviceProperties");
        QTRY_VERIFY(dialog->isLoaded());
        QVERIFY(dialog->windowTitle().endsWith("Submission"));
        QVERIFY(find(dialog, "page.service")->isVisible());
        desk.say(model::ListenerState::Running);
        QTRY_VERIFY(!desk.notices->isVisible());
    }

    void aCertificateThatEndsLeadsToTheTabSecurity()
    {
        Desk desk;
        desk.sayCertificate("Submission", ends);
        QTRY_VERIFY(desk.notices->isVisible());
        QVERIFY2(desk.notices->text().startsWith("Submission: the certificate"),
                 qPrintable(desk.notices->text()));
        QCOMPARE(desk.notices->toolTip(), QStringLiteral("Submission: ") + ends);
        QVERIFY(desk.notices->menu() == nullptr);
        click(desk.notices);
        auto* dialog = waitForWidget<ServiceProperties>(&desk.window, "serviceProperties");
        QTRY_VERIFY(dialog->isLoaded());
        QVERIFY(dialog->windowTitle().endsWith("Submission"));
        QVERIFY(find(dialog, "page.security")->isVisible());
    }

    void aNoticeTakesTheRoomThatThereIs()
    {
        Desk desk;
        const std::string file = "/etc/letsencrypt/live/mail.example.com/fullchain.pem";
        desk.sayCertificate("Submission", "the certificate " + file + " expires on 2026-12-20");
        desk.window.resize(900, 600);
        QTRY_VERIFY(desk.notices->isVisible());
        QVERIFY2(desk.notices->text().startsWith("Submission") && desk.notices->text().endsWith("12-20"),
                 qPrintable(desk.notices->text()));
        const auto narrow = desk.notices->text().size();
        QTRY_VERIFY(desk.notices->sizeHint().width() <= desk.notices->width());
        desk.window.resize(1600, 600);
        QTRY_VERIFY(desk.notices->text().size() > narrow);
        QTRY_COMPARE(desk.notices->text(), desk.notices->toolTip());
        QTRY_VERIFY(desk.notices->sizeHint().width() <= desk.notices->width());
    }

    void aSpikeIsToldAndLeadsToTheStatistics()
    {
        Desk desk;
        desk.say(model::ListenerState::Running);
        const Time now = SystemClock().now();
        desk.refuse(3, 2, now); // as usual, for some days
        for (int hour = 2; hour < 60; ++hour)
            desk.refuse(3, 1, now - std::chrono::hours(hour));
        desk.window.live().refreshUsual();
        QTRY_VERIFY(desk.window.live().overview().usual.hours >= 24);
        QCOMPARE(desk.window.live().overview().usual.most, 3);
        QVERIFY(!desk.notices->isVisible());
        QSignalSpy announced(desk.tray, &Tray::announced);
        desk.refuse(120, 1, now);
        QTRY_VERIFY_WITH_TIMEOUT(desk.notices->isVisible(), 15'000);
        QVERIFY2(desk.notices->toolTip().contains("Far more than usual"),
                 qPrintable(desk.notices->toolTip()));
        QTRY_COMPARE(announced.count(), 1);
        desk.refuse(50, 1, now); // more of it is no other notice
        QTest::qWait(2500);
        QCOMPARE(announced.count(), 1);
        click(desk.notices);
        QTRY_COMPARE(find<QLabel>(&desk.window, "pageTitle")->text(), "Statistics");
    }

    void whatIsASpike_data()
    {
        QTest::addColumn<qint64>("usual");
        QTest::addColumn<int>("hours");
        QTest::addColumn<qint64>("refused");
        QTest::addColumn<bool>("before");
        QTest::addColumn<bool>("spike");
        const auto row = [](const char* name, qint64 usual, int hours, qint64 refused, bool before,
                            bool spike) {
            QTest::newRow(name) << usual << hours << refused << before << spike;
        };
        row("a quiet server, some refusals", 0, 168, 99, false, false);
        row("a quiet server, many", 0, 168, 100, false, true);
        row("a busy server, three times as many", 1000, 168, 3999, false, false);
        row("four times as many", 1000, 168, 4000, false, true);
        row("nobody knows yet what is usual", 0, 23, 100'000, false, false);
        row("it is not over soon", 1000, 168, 2000, true, true);
        row("it is over", 1000, 168, 1999, true, false);
    }
    void whatIsASpike()
    {
        QFETCH(qint64, usual);
        QFETCH(int, hours);
        QFETCH(qint64, refused);
        QFETCH(bool, before);
        QTEST(isSpike({usual, hours}, refused, before), "spike");
    }

    void whatIsUsualIsNoneOfTheFewWorstHours()
    {
        std::vector<std::int64_t> hours(168, 10);
        QCOMPARE(usualRefusals(hours).most, 10);
        std::fill(hours.begin(), hours.begin() + 12, 50'000); // half a day of an attack
        QCOMPARE(usualRefusals(hours).most, 10);
        std::fill(hours.begin(), hours.begin() + 40, 50'000); // by now that is usual
        QCOMPARE(usualRefusals(hours).most, 50'000);
        QCOMPARE(usualRefusals({}), UsualRefusals());
    }

    void aNameWithAnAmpersandIsShownAsItIs()
    {
        Desk desk;
        desk.store.saveAs("anna", [](model::Configuration& all) {
            all.services.resize(1);
            all.services[0].name = "In & out";
        });
        desk.say(model::ListenerState::Failed, "port 25 is in use");
        QTRY_COMPARE(desk.notices->text(), "In && out: port 25 is in use");
    }

    void theTrayTellsStateTrafficAndNotices()
    {
        Desk desk;
        desk.say(model::ListenerState::Running);
        QTRY_VERIFY2(desk.icon->toolTip().startsWith("mail.example.com\nEngine in this process: running\n"),
                     qPrintable(desk.icon->toolTip()));
        QVERIFY(desk.icon->toolTip().contains("0 refused/h"));
        QSignalSpy announced(desk.tray, &Tray::announced);
        desk.sayCertificate("SMTP", ends);
        QTRY_COMPARE(announced.count(), 1);
        QVERIFY(desk.icon->toolTip().endsWith(QStringLiteral("SMTP: ") + ends));
        QAction* line = desk.inTrayMenu(QStringLiteral("SMTP: ") + ends);
        QVERIFY(line != nullptr);
        line->trigger();
        auto* dialog = waitForWidget<ServiceProperties>(&desk.window, "serviceProperties");
        QTRY_VERIFY(dialog->isLoaded());
        QVERIFY(find(dialog, "page.security")->isVisible());
        dialog->reject();

        // What comes back soon is shown, but not announced again; what is new is.
        desk.say(model::ListenerState::Running);
        QTRY_VERIFY(!desk.icon->toolTip().contains(ends));
        QVERIFY(desk.inTrayMenu(QStringLiteral("SMTP: ") + ends) == nullptr);
        desk.sayCertificate("SMTP", ends);
        QTRY_VERIFY(desk.icon->toolTip().contains(ends));
        QCOMPARE(announced.count(), 1);
        desk.sayCertificate("SMTP", "the certificate /etc/mail.pem has expired");
        QTRY_COMPARE(announced.count(), 2);
    }

    void aMessageOfTheTrayLeadsToItsService()
    {
        Desk desk;
        desk.sayCertificate("Submission", ends);
        QTRY_VERIFY(desk.notices->isVisible());
        Q_EMIT desk.icon->messageClicked();
        auto* dialog = waitForWidget<ServiceProperties>(&desk.window, "serviceProperties");
        QTRY_VERIFY(dialog->isLoaded());
        QVERIFY(dialog->windowTitle().endsWith("Submission"));
    }

    void theTrayBringsTheWindowBackAndQuits()
    {
        Desk desk;
        desk.window.showMinimized();
        Q_EMIT desk.icon->activated(QSystemTrayIcon::Trigger);
        QTRY_VERIFY(!desk.window.isMinimized());
        desk.inTrayMenu("Quit")->trigger();
        QTRY_VERIFY(!desk.window.isVisible());
    }
};

QTEST_MAIN(TestNotices)
#include "test_notices.moc"
