// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/fit.h"
#include "support/picture.h"
#include "support/test_console.h"
#include "ui/health/health_page.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using model::HealthFinding;
using model::HealthPlace;
using model::HealthState;
using model::HealthTopic;

namespace {

Phrase said(const char* text)
{
    return Phrase::name(text);
}

struct Desk {
    TestConsole console;
    HealthPage page{console};

    Desk()
    {
        page.resize(900, 420);
        page.show();
        page.activate();
        if (!QTest::qWaitForWindowActive(&page))
            QTest::qFail("the page does not come up", __FILE__, __LINE__);
    }
    FakeTester& tester() { return console.tester(); }
    void find(HealthTopic topic, HealthState state, const char* text, HealthPlace place = {})
    {
        tester().find({topic, "SMTP", state, said(text),
                       state == HealthState::Ok ? Phrase() : said("Do this."), std::move(place)});
    }
    void findAll()
    {
        find(HealthTopic::Relay, HealthState::Wrong, "SMTP relays for strangers.", {{}, "SMTP", "relaying"});
        find(HealthTopic::Listener, HealthState::Ok, "SMTP listens on port 25.");
        find(HealthTopic::Certificate, HealthState::Warning, "The certificate ends soon.",
             {{}, "SMTP", "security"});
        find(HealthTopic::Resolver, HealthState::Unknown, "The DNS does not say anything now.",
             {{}, {}, "server"});
    }
    QTableWidget* table() const { return test::find<QTableWidget>(&page, "findings"); }
    QString summary() const { return test::find<QLabel>(&page, "summary")->text(); }
    QStringList states() const
    {
        QStringList all;
        for (int row = 0; row < table()->rowCount(); ++row) {
            if (!table()->isRowHidden(row))
                all << table()->item(row, 0)->text();
        }
        return all;
    }
};

} // namespace

class TestHealthPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }

    void findingsComeOneByOneInTheOrderOfTheirTopics()
    {
        Desk desk;
        QCOMPARE(desk.tester().looks, 1); // it begins when it is seen
        QVERIFY(desk.summary().contains("The check runs"));
        QVERIFY(!find<QPushButton>(&desk.page, "checkAgainButton")->isEnabled());
        desk.findAll();
        QCOMPARE(desk.states(), (QStringList{"well", "look at it", "wrong", "not known"}));
        QVERIFY(desk.table()->item(2, 2)->text().endsWith("Do this."));
        desk.tester().endLook();
        QVERIFY2(desk.summary().contains("1 thing(s) are wrong.") ||
                     desk.summary().contains("1 thing is wrong."),
                 qPrintable(desk.summary()));
        QVERIFY(find<QPushButton>(&desk.page, "checkAgainButton")->isEnabled());
        verifyAccessible(&desk.page);
        verifyMnemonics(&desk.page);
        verifyTextFits(&desk.page);
        picture(&desk.page, "health");
    }

    void eachFindingLeadsWhereItIsPutRight()
    {
        Desk desk;
        desk.findAll();
        const auto ways = desk.table()->findChildren<QPushButton*>("way");
        QCOMPARE(ways.size(), 3); // what is well leads nowhere
        for (QPushButton* way : ways)
            click(way);
        QCOMPARE(desk.console.opened.size(), std::size_t(3));
        const auto opened = [&](const char* service, const char* tab) {
            return std::any_of(
                desk.console.opened.begin(), desk.console.opened.end(),
                [&](const Place& place) { return place.service == service && place.tab == tab; });
        };
        QVERIFY(opened("SMTP", "relaying") && opened("SMTP", "security") && opened("", "server"));
        desk.console.opened.clear();
        desk.table()->setFocus();
        desk.table()->setCurrentCell(0, 0);
        QVERIFY(!find<QPushButton>(&desk.page, "openSettingButton")->isEnabled());
        desk.table()->setCurrentCell(2, 0);
        click(find<QPushButton>(&desk.page, "openSettingButton"));
        QCOMPARE(desk.console.opened.size(), std::size_t(1));
        QCOMPARE(desk.console.opened[0].tab, std::string("relaying"));
    }

    void placesOfEveryKindAreKnown()
    {
        using View = HealthPlace::View;
        QVERIFY(placeOf({View::Services, {}, {}}).page == PageId::Services);
        QVERIFY(placeOf({View::Domains, {}, {}}).page == PageId::Domains);
        QVERIFY(placeOf({View::Mailboxes, {}, {}}).page == PageId::Mailboxes);
        QVERIFY(placeOf({View::Backup, {}, {}}).backUp);
        QCOMPARE(placeOf({View::None, "SMTP", "limits"}).tab, std::string("limits"));
    }

    void whatIsWellIsHidden()
    {
        Desk desk;
        click(find(&desk.page, "onlyIll"));
        desk.findAll();
        QCOMPARE(desk.states(), (QStringList{"look at it", "wrong", "not known"}));
        click(find(&desk.page, "onlyIll"));
        QCOMPARE(desk.states().size(), 4);
    }

    void itIsCheckedAgain()
    {
        Desk desk;
        desk.findAll();
        desk.tester().endLook();
        click(find(&desk.page, "checkAgainButton"));
        QCOMPARE(desk.tester().looks, 2);
        QVERIFY(desk.states().isEmpty());
        desk.find(HealthTopic::Listener, HealthState::Ok, "SMTP listens on port 25.");
        desk.tester().endLook();
        QVERIFY(desk.summary().contains("Everything is well"));
        desk.page.activate(); // seen again: not by itself
        QCOMPARE(desk.tester().looks, 2);
    }

    void itIsStopped()
    {
        Desk desk;
        desk.findAll();
        click(find(&desk.page, "stopLookButton"));
        QTRY_VERIFY(desk.tester().looking == nullptr); // and cancelled thereby
        QVERIFY(desk.summary().contains("stopped"));
        QCOMPARE(desk.states().size(), 4);
    }

    void aStoreThatCannotBeReadIsTold()
    {
        Desk desk;
        Q_EMIT desk.tester().looking->failed({ErrorKind::Damaged, "the store is damaged", "/a.db", {}, {}});
        QVERIFY2(desk.summary().contains("/a.db: the store is damaged"), qPrintable(desk.summary()));
        QVERIFY(find<QPushButton>(&desk.page, "checkAgainButton")->isEnabled());
    }

    void theReportIsCopied()
    {
        Desk desk;
        desk.findAll();
        desk.tester().endLook();
        click(find(&desk.page, "copyReportButton"));
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[3], "wrong\tOpen relay: SMTP\tSMTP relays for strangers. Do this.");
    }
};

QTEST_MAIN(TestHealthPage)
#include "test_health_page.moc"
