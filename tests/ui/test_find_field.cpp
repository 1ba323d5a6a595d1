// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K in the main window: by the keyboard from what somebody types to the place where it is.
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/log_events.h"
#include "ui/find/find_field.h"
#include "ui/find/find_popup.h"
#include "ui/lists/list_dialog.h"
#include "ui/service/service_properties.h"
#include "ui/shell/page_host.h"

#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QSpinBox>
#include <QTest>
#include <QTreeView>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

constexpr int patience = 30'000; // ms, on a machine with much else to do

struct Finding : ConsoleFixture {
    FindField* field = find<FindField>(&window, "find");
    FindPopup& popup = field->popup();

    // As somebody does it, until all is found.
    void type(const QString& text)
    {
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(field, text);
        settle();
    }
    void paste(const QString& text)
    {
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QGuiApplication::clipboard()->setText(text);
        field->paste();
        settle();
    }
    void settle()
    {
        if (!QTest::qWaitFor([this] { return field->settled(); }, patience))
            QTest::qFail("the search does not end", __FILE__, __LINE__);
    }
    QStringList titles() const
    {
        QStringList all;
        for (const FindHit& hit : popup.model().hits())
            all.append(hit.title);
        return all;
    }
    void enter() { QTest::keyClick(field, Qt::Key_Return); }
};

} // namespace

class TestFindField : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forgetSettings(); }
    void init() { QSettings().clear(); }

    void aSettingIsOpenedAtItsField()
    {
        Finding console;
        console.type("port");
        QVERIFY(console.popup.isVisible());
        QCOMPARE(console.popup.current()->title, "Port — SMTP (25)");
        QTest::keyClick(console.field, Qt::Key_Down);
        QCOMPARE(console.popup.current()->title, "Port — Submission (587)");
        console.enter();
        QVERIFY(!console.popup.isVisible());
        QCOMPARE(console.field->text(), "");
        auto* dialog = waitForWidget<ServiceProperties>(&console.window, "serviceProperties", patience);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isLoaded(), patience);
        auto* port = find<QSpinBox>(dialog, "port");
        QCOMPARE(port->value(), 587);
        QTRY_VERIFY_WITH_TIMEOUT(port->hasFocus(), patience);
    }

    void theKeysStayWithinTheList()
    {
        Finding console;
        console.type("port");
        const auto press = [&console](Qt::Key key) { QTest::keyClick(console.field, key); };
        press(Qt::Key_Up);
        QCOMPARE(console.popup.current()->title, console.titles().first());
        for (int i = 0; i < 100; ++i)
            press(Qt::Key_PageDown);
        QCOMPARE(console.popup.current()->title, console.titles().last());
        press(Qt::Key_PageUp);
        QVERIFY(console.popup.current()->title != console.titles().last());
    }

    void escapeClosesTheListThenGoesBack()
    {
        Finding console;
        auto* tree = find(&console.window, "navigation");
        tree->setFocus();
        console.type("port");
        QTest::keyClick(console.field, Qt::Key_Escape);
        QVERIFY(!console.popup.isVisible());
        QCOMPARE(console.field->text(), "port");
        QTest::keyClick(console.field, Qt::Key_Down); // it opens again
        QVERIFY(console.popup.isVisible());
        QTest::keyClick(console.field, Qt::Key_Escape);
        QTest::keyClick(console.field, Qt::Key_Escape);
        QCOMPARE(console.field->text(), "");
        QVERIFY(tree->hasFocus());
    }

    void anEntryIsOpenedInItsList()
    {
        Finding console;
        console.type("news@partner.example");
        QCOMPARE(console.titles(),
                 (QStringList{"news@partner.example", "Search the log for news@partner.example"}));
        QCOMPARE(console.popup.current()->where, "SMTP › Exceptions (White List) › Senders");
        console.enter();
        auto* dialog = waitForWidget<ListDialog>(&console.window, "exceptions", patience);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isLoaded(), patience);
        QCOMPARE(dialog->currentTab(), "sender");
        auto* page = find(dialog, "sender");
        QTRY_COMPARE_WITH_TIMEOUT(page->findChild<QAbstractItemView*>()->currentIndex().data().toString(),
                                  "news@partner.example", patience);
    }

    void whatMatchesAnAddressComesWithWhatItSays()
    {
        Finding console;
        console.type("192.0.2.77");
        QCOMPARE(console.titles(), (QStringList{"192.0.2.0/24", "Search the log for 192.0.2.77"}));
        QCOMPARE(console.popup.current()->where, "matches: SMTP › Black List › IP Addresses");
    }

    void aLineOfAllServicesIsOpenedInTheListsOfOne()
    {
        Finding console;
        console.type("friend");
        QCOMPARE(console.titles().first(), "friend");
        QCOMPARE(console.popup.current()->where, "all services › Black List › HELO Hosts");
        console.enter();
        auto* dialog = waitForWidget<ListDialog>(&console.window, "blackList", patience);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isLoaded(), patience);
        QCOMPARE(dialog->currentTab(), "helo");
    }

    void aLineThatDoesNotCountSaysSo()
    {
        Finding console;
        auto off = TempStore::entry(0, model::ListColor::Black, model::ListKind::Sender, "off@some.example");
        off.enabled = false;
        auto old = TempStore::entry(0, model::ListColor::Black, model::ListKind::Sender, "old@some.example");
        old.expires = SystemClock().now() - std::chrono::hours(1);
        console.store.addEntries({off, old});
        console.type("some.example");
        QCOMPARE(console.popup.model().hits()[0].where, "switched off: all services › Black List › Senders");
        QCOMPARE(console.popup.model().hits()[1].where, "expired: all services › Black List › Senders");
    }

    void aMailboxIsSelectedOnItsPage()
    {
        Finding console;
        console.type("joe@example");
        QCOMPARE(console.titles().first(), "joe@example.com");
        console.enter();
        QTRY_COMPARE(*console.window.pages().current(), PageId::Mailboxes);
        auto* view = find<QTreeView>(console.window.pages().currentPage(), "records");
        QTRY_COMPARE_WITH_TIMEOUT(view->currentIndex().siblingAtColumn(0).data().toString(),
                                  "joe@example.com", patience);
    }

    void aReferenceLeadsIntoTheLog_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("searched");
        QTest::newRow("a reference") << "k7q2m9xd"
                                     << "Show K7Q2M9XD in Rejected mail"
                                     << "K7Q2M9XD";
        QTest::newRow("a reply") << "554 5.7.1 blacklisted (joe@spam.example) ref K7Q2M9XD"
                                 << "Show K7Q2M9XD in Rejected mail"
                                 << "K7Q2M9XD";
        QTest::newRow("a network") << "203.0.113.0/24"
                                   << "Search the log for 203.0.113.0/24"
                                   << "203.0.113.0/24";
        QTest::newRow("an address in a reply") << "<ann@far.example>: host far.example said: no"
                                               << "Search the log for ann@far.example"
                                               << "ann@far.example";
    }
    void aReferenceLeadsIntoTheLog()
    {
        QFETCH(QString, text);
        QFETCH(QString, first);
        Finding console;
        console.paste(text);
        QCOMPARE(console.titles(), QStringList{first});
        console.enter();
        QTRY_COMPARE(*console.window.pages().current(), PageId::Rejected);
        auto* search = find<QLineEdit>(console.window.pages().currentPage(), "search");
        QTEST(search->text(), "searched");
    }

    void aWordOfEightLettersIsNotTakenForAReference()
    {
        Finding console;
        console.type("passward"); // nothing is called so
        QCOMPARE(console.titles(), QStringList{"Show PASSWARD in Rejected mail"});
        console.field->clear();
        console.type("password");
        QVERIFY(!console.titles().first().startsWith("Show"));
    }

    void aCommandIsGiven()
    {
        Finding console;
        console.type("explain");
        QCOMPARE(console.titles().first(), "Explain a session…");
        console.enter();
        QVERIFY(waitForWidget(&console.window, "explainDialog", patience) != nullptr);
    }

    void nothingFoundSaysWhatToTry()
    {
        Finding console;
        console.type("xyzzy");
        QVERIFY(console.popup.isVisible());
        QCOMPARE(console.popup.model().rowCount(), 0);
        QVERIFY(console.popup.status().startsWith("Nothing is called that."));
        console.enter(); // leads nowhere
        QCOMPARE(console.field->text(), "xyzzy");
    }

    void theMouseChooses()
    {
        Finding console;
        console.type("queue");
        auto* view = find<QListView>(&console.popup, "foundLines");
        QCOMPARE(console.titles().first(), "Queue");
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(0, 0)).center());
        QTRY_COMPARE(*console.window.pages().current(), PageId::Queue);
    }

    void theListGoesWithTheFocus()
    {
        Finding console;
        console.type("port");
        find(&console.window, "navigation")->setFocus();
        QVERIFY(!console.popup.isVisible());
        QTest::keyClick(&console.window, Qt::Key_K, Qt::ControlModifier);
        QVERIFY(console.popup.isVisible()); // what was typed is still there
        QCOMPARE(console.field->selectedText(), "port");
    }

    void theListFollowsWhatOthersSave()
    {
        Finding console;
        console.type("port");
        QTest::keyClick(console.field, Qt::Key_Down);
        console.store.saveAs("anna", [](model::Configuration& all) { all.services[0].port = 2525; });
        QTRY_COMPARE_WITH_TIMEOUT(console.titles().first(), "Port — SMTP (2525)", patience);
        QCOMPARE(console.popup.current()->title, "Port — Submission (587)"); // the line at hand stays
    }

    void theWindowMayBeMadeSmaller()
    {
        Finding console;
        console.type("limit");
        console.window.resize(console.window.minimumSizeHint().expandedTo({700, 300}));
        QTRY_VERIFY(console.window.rect().contains(console.popup.geometry()));
    }

    void readersHearWhatIsChosen()
    {
        Finding console;
        console.type("port");
        QVERIFY(console.field->accessibleDescription().startsWith("Port — SMTP (25), Service."));
        QTest::keyClick(console.field, Qt::Key_Down);
        QVERIFY(console.field->accessibleDescription().startsWith("Port — Submission (587), Service."));
        verifyAccessible(&console.window);
        verifyMnemonics(&console.window);
    }

    void theEditMenuLeadsThere()
    {
        ConsoleFixture console;
        for (const PageId page : {PageId::Services, PageId::Mailboxes, PageId::Rejected}) {
            console.window.showPage(page);
            auto* action = console.window.findChild<QAction*>("find");
            QVERIFY(console.window.menuBar()->actions().at(1)->menu()->actions().contains(action));
            action->trigger();
            QVERIFY(find(&console.window, "find")->hasFocus());
        }
    }
};

QTEST_MAIN(TestFindField)
#include "test_find_field.moc"
