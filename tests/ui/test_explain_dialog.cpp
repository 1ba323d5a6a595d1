// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/log_events.h"
#include "support/picture.h"
#include "support/test_console.h"
#include "ui/explain/explain_dialog.h"
#include "ui/log/trace_table.h"
#include "ui/widgets/text_block.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableWidget>

using namespace postern;
using namespace postern::test;

namespace {

struct Fixture {
    TestConsole console;
    ui::ExplainDialog dialog;

    explicit Fixture(const std::string& service = {}, const policy::Facts& facts = {})
        : dialog(console, service, facts)
    {
        dialog.show();
        if (!QTest::qWaitFor(
                [this] { return state()->isHidden() || !state()->text().startsWith("Reading"); }))
            QTest::qFail("the configuration is not read", __FILE__, __LINE__);
    }

    QLabel* state() const { return find<QLabel>(&dialog, "state"); }
    QTableWidget* services() const { return find<QTableWidget>(&dialog, "services"); }
    ui::TraceTable* trace() const { return find<ui::TraceTable>(&dialog, "trace"); }
    QString reason() const { return find<ui::TextBlock>(&dialog, "reason")->toPlainText(); }
    QString verdict(int row) const { return services()->item(row, 1)->text(); }
    void type(const char* field, const QString& text) { typeOver(find<QLineEdit>(&dialog, field), text); }
};

} // namespace

class TestExplainDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void emptyItSaysWhatToType()
    {
        Fixture fixture;
        QVERIFY(fixture.state()->isVisible());
        QCOMPARE(fixture.state()->text(),
                 "Type the client's IP address, and as much of the session as you know.");
        QVERIFY(!fixture.services()->isVisible());
        verifyAccessible(&fixture.dialog);
        verifyMnemonics(&fixture.dialog);
        fixture.type("client", "203.0.113.999");
        QVERIFY(fixture.state()->isVisible());
        bool said = false;
        for (const QLabel* label : fixture.dialog.findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text().startsWith("This is no IP address"));
        QVERIFY(said);
    }

    void theVerdictFollowsWhatIsTyped()
    {
        Fixture fixture;
        fixture.type("client", "203.0.113.9");
        QCOMPARE(fixture.services()->rowCount(), 2);
        QCOMPARE(fixture.verdict(0), "Nothing refuses it at connect");
        fixture.type("helo", "laptop");
        QCOMPARE(fixture.verdict(0), "Nothing refuses it at HELO");
        fixture.type("sender", "jsmith@example.com");
        QCOMPARE(fixture.verdict(0), "Nothing refuses it at MAIL FROM"); // answered at RCPT TO
        fixture.type("recipient", "jane@example.com");
        QCOMPARE(fixture.verdict(0), "Refused at RCPT TO: Sender claims to be local");
        QCOMPARE(fixture.services()->item(0, 2)->text(), "554 5.7.1 blacklisted (jsmith@example.com)");
        QVERIFY2(fixture.reason().contains("example.com is one of your domains"),
                 qPrintable(fixture.reason()));
        QVERIFY(fixture.trace()->isVisible());
        picture(&fixture.dialog, "explain");
        fixture.type("client", "192.168.1.7");
        QCOMPARE(fixture.verdict(0), "Accepted for a mailbox here");
        QVERIFY(fixture.reason().isEmpty());
        fixture.type("recipient", "bob@elsewhere.example");
        QCOMPARE(fixture.verdict(0), "Accepted to be relayed");
        fixture.type("recipient", "nobody@example.com");
        QCOMPARE(fixture.verdict(0), "Refused at RCPT TO: No such user here");
    }

    void theNullSenderIsTypedAsItIsWritten()
    {
        Fixture fixture;
        fixture.type("client", "203.0.113.9");
        fixture.type("helo", "mx.example.org");
        fixture.type("sender", "<>");
        fixture.type("recipient", "jane@example.com");
        QCOMPARE(fixture.verdict(0), "Accepted for a mailbox here");
    }

    void eachServiceHasItsOwnVerdict()
    {
        Fixture fixture("Submission",
                        sessionFacts("203.0.113.9", "laptop", "jane@partner.example", "jane@example.com"));
        QCOMPARE(fixture.services()->currentRow(), 1);
        QCOMPARE(fixture.verdict(0), "Accepted for a mailbox here");
        QCOMPARE(fixture.services()->item(1, 2)->text(), "530 5.7.0 Authentication required");
        fixture.type("user", "jane@example.com");
        QCOMPARE(fixture.verdict(1), "Refused at RCPT TO: Sender is somebody else's");
        fixture.type("sender", "jane@example.com");
        QCOMPARE(fixture.verdict(1), "Accepted for a mailbox here");
        QCOMPARE(fixture.services()->currentRow(), 1);
        fixture.type("sender", "jane@partner.example");
        fixture.type("user", "");
        QVERIFY(fixture.reason().contains("only from clients that log in"));
        fixture.services()->selectRow(0);
        QVERIFY(fixture.reason().isEmpty());
    }

    void aLoggedSessionComesFilledIn()
    {
        auto facts = sessionFacts("203.0.113.9", "laptop", "", "jane@example.com");
        facts.user = "jane@example.com";
        facts.ban = policy::Ban{facts.now + std::chrono::hours(1), "too many errors"};
        Fixture fixture("SMTP", facts);
        const auto text = [&](const char* name) { return find<QLineEdit>(&fixture.dialog, name)->text(); };
        QCOMPARE(text("client"), "203.0.113.9");
        QCOMPARE(text("helo"), "laptop");
        QCOMPARE(text("sender"), "<>");
        QCOMPARE(text("recipient"), "jane@example.com");
        QCOMPARE(text("user"), "jane@example.com");
        QCOMPARE(fixture.verdict(0), "Deferred at connect: Client is barred for a time"); // the ban is kept
        QVERIFY(fixture.reason().contains("too many errors"));
    }

    void theSettingThatDecidesCanBeOpened()
    {
        Fixture fixture("SMTP",
                        sessionFacts("203.0.113.9", "laptop", "deals@spam.example", "jane@example.com"));
        auto* reason = find<ui::TextBlock>(&fixture.dialog, "reason");
        reason->setFocus();
        QTest::keyClick(reason, Qt::Key_Tab);
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(fixture.console.opened.size(), 1U);
        QVERIFY(fixture.console.opened[0].check == model::Check::SenderBlacklist);
        QVERIFY(fixture.console.opened[0].entry != 0);
        fixture.trace()->setCurrentCell(0, 0);
        fixture.trace()->setFocus();
        QTest::keyClick(fixture.trace(), Qt::Key_Return);
        QCOMPARE(fixture.console.opened.size(), 2U);
        QVERIFY(fixture.console.opened[1].check == model::Check::AccessClient);
    }

    void aSavedChangeCountsAtOnce()
    {
        Fixture fixture("SMTP",
                        sessionFacts("203.0.113.9", "laptop", "jsmith@example.com", "jane@example.com"));
        QVERIFY(fixture.verdict(0).startsWith("Refused"));
        auto exception =
            TempStore::entry(0, model::ListColor::White, model::ListKind::Sender, "jsmith@example.com");
        exception.condition = model::Condition::SpfPass;
        fixture.console.tempStore().addEntries({exception});
        QTRY_VERIFY(fixture.reason().contains("An exception depends on SPF"));
        auto* spf = find<QComboBox>(&fixture.dialog, "spf");
        spf->setCurrentText("fail");
        QVERIFY(fixture.reason().contains("SPF says 'fail'"));
        spf->setCurrentText("pass");
        QCOMPARE(fixture.verdict(0), "Accepted for a mailbox here");
    }

    void withoutServicesItSaysSo()
    {
        Fixture fixture("SMTP", sessionFacts("203.0.113.9", "laptop", "a@example.org", "jane@example.com"));
        fixture.console.tempStore().saveAs("anna", [](model::Configuration& all) { all.services.clear(); });
        QTRY_COMPARE(fixture.state()->text(), "There is no service yet.");
    }
};

QTEST_MAIN(TestExplainDialog)
#include "test_explain_dialog.moc"
