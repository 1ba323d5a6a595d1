// SPDX-License-Identifier: GPL-3.0-or-later
// The DNS lists of a service, on its tab Black Lists, and greylisting, on its tab Abuse.
#include "support/opened_dialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
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

private:
    static std::vector<model::DnsList> listsOf(TempStore& temp) { return temp.service("SMTP").dnsLists; }
};

QTEST_MAIN(TestServiceDnsLists)
#include "test_service_dns_lists.moc"
