// SPDX-License-Identifier: GPL-3.0-or-later
// The table of checks on the tab Abuse.
#include "support/opened_dialog.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QTabWidget>
#include <QTableWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

class TestServiceChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
        opened.tab("limits");
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
};

QTEST_MAIN(TestServiceChecks)
#include "test_service_checks.moc"
