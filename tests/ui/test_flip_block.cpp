// SPDX-License-Identifier: GPL-3.0-or-later
// "What would let it in", in Rejected mail and in Explain.
#include "support/console_fixture.h"
#include "support/log_events.h"
#include "support/picture.h"
#include "support/test_console.h"
#include "ui/explain/explain_dialog.h"
#include "ui/log/flip_block.h"
#include "ui/log/log_page.h"
#include "ui/text/translate.h"

#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QTextCursor>

using namespace postern;
using namespace postern::test;

namespace {

struct Fixture {
    TestConsole console;
    std::unique_ptr<ui::LogPage> page;

    explicit Fixture(const std::vector<model::Event>& events)
    {
        append(console.tempStore(), events);
        show();
    }
    explicit Fixture(const policy::Facts& facts)
    {
        append(console.tempStore(), {decidedEvent(console.tempStore(), facts)});
        show();
    }
    void show()
    {
        page = std::make_unique<ui::LogPage>(console);
        page->resize(960, 700);
        page->show();
        page->activate();
    }

    ui::FlipBlock* flips() const { return find<ui::FlipBlock>(page.get(), "flips"); }
    QString text() const { return flips()->toPlainText(); }
    bool waitFor(const QString& part) const
    {
        return QTest::qWaitFor([&] { return flips()->isVisible() && text().contains(part); });
    }
    QString circumstances() const { return find<QLabel>(page.get(), "circumstances")->text(); }
    std::vector<model::ListEntry> exceptions()
    {
        store::ListQuery query;
        query.color = model::ListColor::White;
        auto entries = console.tempStore().store().listEntries(query);
        return entries ? *entries : std::vector<model::ListEntry>();
    }
};

// With the mouse, where the words stand.
void clickLink(ui::FlipBlock* block, const QString& words)
{
    const QTextCursor found = block->document()->find(words);
    QVERIFY2(!found.isNull(), qPrintable(words + "\nin\n" + block->toPlainText()));
    QTextCursor inside = found;
    inside.setPosition(found.selectionStart() + 2);
    block->setTextCursor(inside);
    block->ensureCursorVisible();
    QTest::mouseClick(block->viewport(), Qt::LeftButton, Qt::NoModifier, block->cursorRect(inside).center());
}

const auto claims = [] {
    return sessionFacts("203.0.113.9", "laptop", "jsmith@example.com", "jane@example.com");
};

} // namespace

class TestFlipBlock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void rejectedMailSaysWhatWouldLetItInSafestFirst()
    {
        Fixture fixture(claims());
        QVERIFY(fixture.waitFor("What would let it in:"));
        const QStringList lines = fixture.text().split('\n');
        QVERIFY2(lines.size() > 3, qPrintable(fixture.text()));
        QCOMPARE(
            lines[1],
            "1. Add an exception for the sender jsmith@example.com, from 203.0.113.9 only — lets in, too: "
            "whatever else 203.0.113.9 sends under that name");
        QVERIFY(fixture.text().contains("Add 203.0.113.9 to the LAN — lets in, too: 203.0.113.9 may relay"));
        QTRY_VERIFY2(fixture.circumstances().endsWith("would be decided the same now"),
                     qPrintable(fixture.circumstances()));
    }

    void anExceptionIsAddedOnceItIsConfirmed()
    {
        Fixture fixture(claims());
        QVERIFY(fixture.waitFor("What would let it in:"));
        fixture.console.scripted().answer(1); // not yet
        clickLink(fixture.flips(), "add an exception for the sender");
        QCOMPARE(fixture.exceptions().size(), std::size_t(1));
        fixture.console.scripted().answer(0);
        clickLink(fixture.flips(), "add an exception for the sender");
        const auto said = fixture.console.scripted().said();
        QVERIFY2(
            said.contains("It lets in, too: whatever else 203.0.113.9 sends under that name. It lets nobody "
                          "relay. It counts for SMTP"),
            qPrintable(said));
        QTRY_COMPARE(fixture.exceptions().size(), std::size_t(2));
        const model::ListEntry added = fixture.exceptions().back();
        QCOMPARE(added.pattern, std::string("jsmith@example.com"));
        QCOMPARE(added.condition, model::Condition::FromRange);
        QCOMPARE(added.onlyFrom, std::string("203.0.113.9"));
        QCOMPARE(added.service, fixture.console.tempStore().service("SMTP").id);
        QCOMPARE(added.comment.size(), std::size_t(8)); // the reference
        // One revision; and what the pane says follows it.
        QVERIFY(fixture.waitFor("What would refuse it:"));
        QVERIFY(fixture.text().contains("Remove or switch off the exception jsmith@example.com"));
        QTRY_VERIFY2(fixture.circumstances().endsWith("would be accepted now"),
                     qPrintable(fixture.circumstances()));
    }

    void anExceptionMergesWithWhatOthersSaveMeanwhile()
    {
        Fixture fixture(claims());
        QVERIFY(fixture.waitFor("What would let it in:"));
        fixture.console.tempStore().saveAs("bert",
                                           [](model::Configuration& all) { all.services[0].port = 2525; });
        fixture.console.scripted().answer(0);
        clickLink(fixture.flips(), "add an exception for the IP address");
        QTRY_COMPARE(fixture.exceptions().size(), std::size_t(2));
        QCOMPARE(fixture.console.tempStore().service("SMTP").port, 2525);
    }

    void settingsAreOpenedWhereTheyAre()
    {
        Fixture fixture(claims());
        QVERIFY(fixture.waitFor("What would let it in:"));
        clickLink(fixture.flips(), "add 203.0.113.9 to the LAN");
        QCOMPARE(fixture.console.opened.size(), std::size_t(1));
        QVERIFY(fixture.console.opened[0].page == ui::PageId::Lan);
    }

    void anEntryThatKeepsItOutIsLedTo()
    {
        Fixture fixture(sessionFacts("198.51.100.7", "mta3", "deals@spam.example", "jane@example.com"));
        QVERIFY(fixture.waitFor("Remove or switch off the entry"));
        clickLink(fixture.flips(), "remove or switch off the entry");
        QCOMPARE(fixture.console.opened.size(), std::size_t(1));
        QVERIFY(fixture.console.opened[0].entry != 0);
        QCOMPARE(fixture.console.opened[0].service, std::string("SMTP"));
    }

    void keysReachEachLink()
    {
        Fixture fixture(claims());
        QVERIFY(fixture.waitFor("What would let it in:"));
        fixture.console.scripted().answer(1);
        fixture.flips()->setFocus();
        QTest::keyClick(fixture.flips(), Qt::Key_Tab);
        QTest::keyClick(fixture.flips(), Qt::Key_Return);
        QVERIFY(
            fixture.console.scripted().said().contains("Add an exception for the sender jsmith@example.com"));
    }

    void whatTheLogDoesNotHoldIsSaid()
    {
        TempStore other;
        model::Event event = decidedEvent(other, claims());
        event.facts.clear();
        Fixture fixture({event});
        QVERIFY(fixture.waitFor("the log does not hold what this was decided from"));
        QVERIFY(!find<QTabWidget>(fixture.page.get(), "decisionTabs")->isTabEnabled(1));
    }

    void whatNoPolicyDecidedHasNone()
    {
        TempStore other;
        model::Event event = decidedEvent(other, claims());
        event.check = model::checkAbandoned;
        Fixture fixture({event});
        QTRY_VERIFY(find<QLabel>(fixture.page.get(), "circumstances")->isVisible());
        QTest::qWait(200);
        QVERIFY(!fixture.flips()->isVisible());
    }

    void theFactsSayWhenTheyWereLookedUp()
    {
        policy::Facts facts = claims();
        facts.spf = policy::SpfResult::Fail;
        facts.lookedUp = {{policy::FactId::Spf, facts.now}};
        facts.heloDns = policy::HeloDns::Nothing; // of a version that kept no times
        Fixture fixture(facts);
        auto* tabs = find<QTabWidget>(fixture.page.get(), "decisionTabs");
        QTRY_VERIFY(tabs->isVisible());
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_Tab, Qt::ControlModifier);
        auto* table = find<QTableWidget>(fixture.page.get(), "facts");
        QTRY_VERIFY(table->isVisible());
        QStringList rows;
        for (int row = 0; row < table->rowCount(); ++row)
            rows << table->item(row, 0)->text() + '|' + table->item(row, 1)->text() + '|' +
                        table->item(row, 2)->text();
        QVERIFY2(rows.contains("SPF|fail|" + ui::clockTime(facts.now)), qPrintable(rows.join('\n')));
        QVERIFY2(rows.contains("The HELO name|is not in the DNS|not recorded"), qPrintable(rows.join('\n')));
        QVERIFY2(rows.contains("Reverse DNS|not looked up: nothing depended on it|"),
                 qPrintable(rows.join('\n')));
    }

    void explainSaysItWhileTyping()
    {
        TestConsole console;
        ui::ExplainDialog dialog(console, "SMTP", {});
        dialog.show();
        QTRY_VERIFY(find<QLabel>(&dialog, "state")->text().startsWith("Type"));
        auto* flips = find<ui::FlipBlock>(&dialog, "flips");
        QVERIFY(!flips->isVisible());
        const auto type = [&](const char* field, const QString& text) {
            typeOver(find<QLineEdit>(&dialog, field), text);
        };
        type("client", "203.0.113.9");
        type("helo", "laptop");
        type("sender", "jsmith@example.com");
        type("recipient", "jane@example.com");
        QTRY_VERIFY(flips->isVisible() && flips->toPlainText().startsWith("What would let it in:"));
        type("client", "192.168.1.7");
        QTRY_VERIFY(flips->isVisible() && flips->toPlainText().startsWith("What would refuse it:"));
        console.scripted().answer(1); // no
        clickLink(flips, "add the sender jsmith@example.com to the Black List");
        QVERIFY(console.scripted().said().contains("It refuses, too: all mail that says it is from"));
        type("client", "");
        QVERIFY(!flips->isVisible());
    }
};

QTEST_MAIN(TestFlipBlock)
#include "test_flip_block.moc"
