// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/password_hash.h"
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/picture.h"
#include "ui/forms/problems.h"
#include "ui/forms/range_list_edit.h"
#include "ui/shell/page_host.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

// One of the pages that edit in place, in a console.
struct PageFixture : ConsoleFixture {
    ConsolePage* page;
    QPushButton* apply;
    QPushButton* revert;

    explicit PageFixture(PageId id)
    {
        window.showPage(id);
        page = window.pages().currentPage();
        apply = find<QPushButton>(page, "apply");
        revert = find<QPushButton>(page, "revert");
        if (!QTest::qWaitFor([this] { return page->isEnabled(); }))
            QTest::qFail("the page stays disabled", __FILE__, __LINE__);
    }
    void select(int row)
    {
        auto* view = find<QTreeView>(page, "records");
        view->setCurrentIndex(view->model()->index(row, 0));
    }
    QString message() { return find<ProblemLabel>(page, "message")->text(); }
};

} // namespace

class TestPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void everyPageIsFitForTheKeyboard_data()
    {
        QTest::addColumn<int>("page");
        QTest::newRow("domains") << int(PageId::Domains);
        QTest::newRow("mailboxes") << int(PageId::Mailboxes);
        QTest::newRow("LAN") << int(PageId::Lan);
        QTest::newRow("routes") << int(PageId::Routes);
    }
    void everyPageIsFitForTheKeyboard()
    {
        QFETCH(int, page);
        PageFixture console{PageId(page)};
        verifyAccessible(console.page);
        verifyMnemonics(console.page);
        verifyTabOrder(console.page);
        QVERIFY(!console.apply->isEnabled());
        QVERIFY(!console.revert->isEnabled());
        picture(&console.window, QTest::currentDataTag());
    }

    void aRangeOfTheLanIsAddedInOneRevision()
    {
        PageFixture console(PageId::Lan);
        auto* lan = find<RangeListEdit>(console.page, "lan");
        const auto before = console.store.revision();
        lan->addLines("10.0.0.0/8");
        QVERIFY(console.apply->isEnabled());
        click(console.apply);
        QTRY_COMPARE(console.store.revision(), before + 1);
        QCOMPARE(console.store.configuration().server.lan,
                 (std::vector<std::string>{"127.0.0.1", "192.168.1.0/24", "10.0.0.0/8"}));
        QTRY_VERIFY(console.page->isEnabled() && !console.page->dirty());
    }

    void anUndoneEditSwitchesApplyOff()
    {
        PageFixture console(PageId::Domains);
        auto* name = find<QLineEdit>(console.page, "name");
        typeOver(name, "example.org");
        QVERIFY(console.apply->isEnabled());
        typeOver(name, "example.com");
        QVERIFY(!console.apply->isEnabled());
        typeOver(name, "Example.COM."); // the same domain
        QVERIFY(!console.apply->isEnabled());
    }

    void revertTakesEditsBack()
    {
        PageFixture console(PageId::Mailboxes);
        auto* address = find<QLineEdit>(console.page, "address");
        QCOMPARE(address->text(), "jane@example.com");
        typeOver(address, "janet@example.com");
        find<QAction>(console.page, "add")->trigger();
        click(console.revert);
        QCOMPARE(find<QTreeView>(console.page, "records")->model()->rowCount(), 2);
        console.select(0);
        QCOMPARE(address->text(), "jane@example.com");
        QVERIFY(!console.page->dirty());
    }

    void aDomainIsAddedAndRemoved()
    {
        PageFixture console(PageId::Domains);
        find<QAction>(console.page, "add")->trigger();
        auto* name = find<QLineEdit>(console.page, "name");
        QCOMPARE(QApplication::focusWidget(), name); // ready to type
        name->insert("bücher.example");              // keyClicks() knows ASCII only
        find<RangeListEdit>(console.page, "aliases")->addLines("books.example");
        click(console.apply);
        QTRY_COMPARE(console.store.configuration().domains.size(), 2u);
        const model::Domain added = console.store.configuration().domains.back();
        QCOMPARE(QString::fromStdString(added.name), "xn--bcher-kva.example");
        QCOMPARE(added.aliases, std::vector<std::string>{"books.example"});
        QTRY_VERIFY(console.page->isEnabled() && !console.page->dirty());
        console.select(1);
        QCOMPARE(name->text(), "bücher.example");
        find<QAction>(console.page, "remove")->trigger();
        click(console.apply);
        QTRY_COMPARE(console.store.configuration().domains.size(), 1u);
    }

    void aProblemIsShownAtItsFieldAndNothingIsSaved()
    {
        PageFixture console(PageId::Domains);
        const auto before = console.store.revision();
        find<QAction>(console.page, "add")->trigger();
        QTest::keyClicks(find<QLineEdit>(console.page, "name"), "not a domain");
        console.select(0); // the wrong row need not be the one that is shown
        click(console.apply);
        QCOMPARE(find<QTreeView>(console.page, "records")->currentIndex().row(), 1);
        QVERIFY(find<ProblemLabel>(console.page, "name.problem")->text().contains("not a domain"));
        picture(&console.window, "domains-problem");
        QTest::qWait(300);
        QCOMPARE(console.store.revision(), before);
        QVERIFY(console.page->dirty());
    }

    void aDomainWithMailboxesCannotBeRemoved()
    {
        PageFixture console(PageId::Domains);
        const auto before = console.store.revision();
        find<QAction>(console.page, "remove")->trigger();
        click(console.apply);
        QVERIFY2(console.message().contains("jane@example.com"), qPrintable(console.message()));
        QTest::qWait(300);
        QCOMPARE(console.store.revision(), before);
    }

    void aMailboxGetsFolderAndPassword()
    {
        PageFixture console(PageId::Mailboxes);
        console.prompter.answerFile("/srv/mail/joseph");
        console.select(1);
        click(find(console.page, "chooseMaildir"));
        QCOMPARE(find<QLineEdit>(console.page, "maildir")->text(), "/srv/mail/joseph");
        QCOMPARE(find<QLabel>(console.page, "passwordState")->text(), "none: cannot log in");
        const auto dialog = onNextDialog([](QDialog* asked) {
            auto* ok = buttonWithText(asked, "OK");
            auto* typed = find<QLineEdit>(asked, "typedPassword");
            QVERIFY(!ok->isEnabled());
            typed->setText("wörd");
            QCOMPARE(typed->displayText().count(u'w'), 0);
            find<QCheckBox>(asked, "showPassword")->click();
            QCOMPARE(typed->displayText(), "wörd");
            picture(asked, "password-dialog");
            click(ok);
        });
        click(find(console.page, "setPassword"));
        QVERIFY(dialog.appeared());
        QTRY_COMPARE(find<QLabel>(console.page, "passwordState")->text(), "set");
        click(console.apply);
        QTRY_VERIFY(!console.store.configuration().mailboxes[1].passwordHash.empty());
        const model::Mailbox joe = console.store.configuration().mailboxes[1];
        QVERIFY(verifyPassword("wörd", joe.passwordHash));
        QCOMPARE(QString::fromStdString(joe.delivery), "maildir:/srv/mail/joseph");
    }

    void aRouteIsAddedAndSaysWhatItDoes()
    {
        PageFixture console(PageId::Routes);
        find<QAction>(console.page, "add")->trigger();
        QTest::keyClicks(find<QLineEdit>(console.page, "domain"), "*");
        QTest::keyClicks(find<QLineEdit>(console.page, "to"), "smtp:relay.example.org:587");
        QCOMPARE(
            find<QLabel>(console.page, "routeMeaning")->text(),
            "Mail for all domains without a route of their own goes to the server at relay.example.org:587.");
        QTest::keyClicks(find<QLineEdit>(console.page, "user"), "u");
        QTest::keyClicks(find<QLineEdit>(console.page, "typedPassword"), "p");
        auto* tls = find<QComboBox>(console.page, "tls");
        tls->setCurrentIndex(tls->findData(int(model::RouteTls::None)));
        QTRY_VERIFY(
            find<ProblemLabel>(console.page, "tls.problem")->text().contains("password travels unencrypted"));
        tls->setCurrentIndex(tls->findData(int(model::RouteTls::Verified)));
        picture(&console.window, "route");
        click(console.apply);
        QTRY_COMPARE(console.store.configuration().routes.size(), 1u);
        model::Route expected{0, "*", "smtp:relay.example.org:587", "u", "p", model::RouteTls::Verified};
        expected.id = console.store.configuration().routes[0].id;
        QVERIFY(console.store.configuration().routes[0] == expected);
    }

    void twoRoutesForOneDomainAreRefused()
    {
        PageFixture console(PageId::Routes);
        for (int i = 0; i < 2; ++i) {
            find<QAction>(console.page, "add")->trigger();
            typeOver(find<QLineEdit>(console.page, "domain"), "partner.example");
            typeOver(find<QLineEdit>(console.page, "to"), "lmtp:127.0.0.1:2424");
        }
        click(console.apply);
        QVERIFY(find<ProblemLabel>(console.page, "domain.problem")->text().contains("another route"));
        QTest::qWait(300);
        QVERIFY(console.store.configuration().routes.empty());
    }

    void aMailboxForwards()
    {
        PageFixture console(PageId::Mailboxes);
        find<RangeListEdit>(console.page, "forward")->addLines("jane@partner.example");
        click(console.apply);
        QTRY_COMPARE(console.store.configuration().mailboxes[0].forward,
                     std::vector<std::string>{"jane@partner.example"});
    }

    void aCleanPageFollowsOthers()
    {
        PageFixture console(PageId::Domains);
        console.store.saveAs("anna", [](model::Configuration& all) {
            all.domains.push_back({0, "example.org", {}});
        });
        QTRY_COMPARE(find<QTreeView>(console.page, "records")->model()->rowCount(), 2);
        QVERIFY(!console.page->dirty());
    }

    void editsOfTwoAdministratorsAreMerged()
    {
        PageFixture console(PageId::Lan);
        find<RangeListEdit>(console.page, "lan")->addLines("10.0.0.0/8");
        console.store.saveAs("anna", [](model::Configuration& all) { all.server.eventDays = 7; });
        const auto asked = onNextDialog([](QDialog* dialog) {
            QVERIFY(dialog->findChild<QLabel*>() != nullptr);
            picture(dialog, "conflict");
            click(find(dialog, "merge"));
        });
        click(console.apply);
        QTRY_VERIFY(asked.appeared());
        QTRY_COMPARE(console.store.configuration().server.lan.size(), 3u);
        QCOMPARE(console.store.configuration().server.eventDays, 7);
        QTRY_VERIFY(!console.page->dirty());
    }

    void leavingWithEditsAsks_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<QString>("title");
        QTest::addColumn<std::size_t>("ranges");
        QTest::newRow("apply") << 0 << "Services" << std::size_t(3);
        QTest::newRow("discard") << 1 << "Services" << std::size_t(2);
        QTest::newRow("stay") << 2 << "LAN" << std::size_t(2);
    }
    void leavingWithEditsAsks()
    {
        QFETCH(int, answer);
        QFETCH(QString, title);
        QFETCH(std::size_t, ranges);
        PageFixture console(PageId::Lan);
        find<RangeListEdit>(console.page, "lan")->addLines("10.0.0.0/8");
        console.prompter.answer(answer);
        console.window.showPage(PageId::Services);
        QTRY_COMPARE(find<QLabel>(&console.window, "pageTitle")->text(), title);
        QCOMPARE(console.store.configuration().server.lan.size(), ranges);
        QCOMPARE(console.page->dirty(), answer == 2);
    }

    void theWindowDoesNotCloseOverEdits()
    {
        PageFixture console(PageId::Lan);
        find<RangeListEdit>(console.page, "lan")->addLines("10.0.0.0/8");
        console.prompter.answer(2);
        QVERIFY(!console.window.close());
        QVERIFY(console.window.isVisible());
        console.prompter.answer(0);
        console.window.close();
        QTRY_VERIFY(!console.window.isVisible());
        QCOMPARE(console.store.configuration().server.lan.size(), 3u);
    }
};

QTEST_MAIN(TestPages)
#include "test_pages.moc"
