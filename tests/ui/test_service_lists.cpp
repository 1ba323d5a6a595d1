// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of a service as its properties show and open them.
#include "support/opened_dialog.h"
#include "ui/lists/list_dialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QTableWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

class TestServiceLists : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theListsAreCountedAndCountedAgain()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "black-lists");
        auto* black = find<QLabel>(&opened.dialog, "lists.black.count");
        QTRY_COMPARE(black->text(), QStringLiteral("1 address · 2 senders · 1 HELO host"));
        QCOMPARE(find<QLabel>(&opened.dialog, "lists.white.count")->text(), QStringLiteral("1 sender"));
        temp.addEntries({TempStore::entry(temp.service("SMTP").id, model::ListColor::Black,
                                          model::ListKind::Recipient, "old@example.com")});
        QTRY_COMPARE(black->text(), QStringLiteral("1 address · 2 senders · 1 recipient · 1 HELO host"));
    }

    void theListsOpenFromTheirButtonsAndWhatTheySaveIsSeen()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "black-lists");
        click(find(&opened.dialog, "lists.black"));
        click(find(&opened.dialog, "lists.white"));
        click(find(&opened.dialog, "lists.black")); // is open: no second one
        const auto dialogs = opened.dialog.findChildren<ListDialog*>();
        QCOMPARE(int(dialogs.size()), 2);
        ListDialog* black = dialogs.front();
        QCOMPARE(black->windowTitle().contains("Black"), true);
        QTRY_VERIFY(black->isLoaded());
        black->showTab("helo");
        click(find<QCheckBox>(black, "helo.invalid.on"));
        QSignalSpy applied(black, &PropertiesDialog::applied);
        click(buttonWithText(black, "Apply"));
        QVERIFY(!applied.isEmpty() || applied.wait());
        auto* checks = find<QTableWidget>(&opened.dialog, "checks");
        QTRY_VERIFY(!checks->item(int(model::Check::HeloInvalid), 1)->text().startsWith("off"));
    }

    void closingAsksForEditsInTheListsToo()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", "black-lists");
        click(find(&opened.dialog, "lists.black"));
        QPointer<ListDialog> black = opened.dialog.findChild<ListDialog*>();
        QVERIFY(black);
        QTRY_VERIFY(black->isLoaded());
        black->showTab("helo");
        click(find<QCheckBox>(black, "helo.invalid.on"));
        opened.prompter.answer(2); // go on editing
        opened.dialog.reject();
        QVERIFY(opened.dialog.isVisible());
        opened.prompter.answer(1); // discard
        opened.dialog.reject();
        QVERIFY(!opened.dialog.isVisible());
        QTRY_VERIFY(black == nullptr);
    }
};

QTEST_MAIN(TestServiceLists)
#include "test_service_lists.moc"
