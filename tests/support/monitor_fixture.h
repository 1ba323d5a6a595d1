// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/picture.h"
#include "support/test_console.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTreeView>

#include <memory>

namespace postern::test {

// A page over what is now (ui/monitor) on a real store, to be clicked at.
template <class Page>
struct MonitorFixture {
    TestConsole console;
    std::unique_ptr<Page> page;

    void open()
    {
        page = std::make_unique<Page>(console);
        page->resize(1000, 460);
        page->show();
        page->activate();
        if (!QTest::qWaitForWindowActive(page.get()))
            QTest::qFail("the page does not come up", __FILE__, __LINE__);
    }
    store::Store& store() { return console.tempStore().store(); }
    // By another program than Postern: what would take the store too many calls.
    void runSql(const QString& sql)
    {
        QProcess shell;
        shell.start(QStringLiteral("sqlite3"), {QStringLiteral("-cmd"), QStringLiteral(".timeout 20000"),
                                                console.tempStore().where(), sql});
        QVERIFY(shell.waitForFinished());
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError());
    }

    QTreeView* table() const { return find<QTreeView>(page.get(), "list"); }
    int rows() const { return table()->model()->rowCount(); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QStringList column(int column) const
    {
        QStringList cells;
        for (int row = 0; row < rows(); ++row)
            cells << cell(row, column);
        return cells;
    }
    void clickRow(int row, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTreeView* view = table();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers,
                          view->visualRect(view->model()->index(row, 0)).center());
    }
    void selectAll() const
    {
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
    }
    void filter(const QString& words) const { typeOver(find<QLineEdit>(page.get(), "filter"), words); }

    QString count() const { return find<QLabel>(page.get(), "count")->text(); }
    QString message() const { return find<QLabel>(page.get(), "message")->text(); }
    bool tellsMessage() const { return find<QLabel>(page.get(), "message")->isVisible(); }
    QAction* command(const char* name) const
    {
        return page->template findChild<QAction*>(QLatin1String(name));
    }
    QPushButton* button(const char* command) const
    {
        return find<QPushButton>(page.get(), qPrintable(QLatin1String(command) + QStringLiteral("Button")));
    }
    void verifyUsableByEverybody() const
    {
        verifyAccessible(page.get());
        verifyMnemonics(page.get());
        verifyTabOrder(page.get());
        Mnemonics menu;
        menu.take(page->commands());
        menu.verify(page.get());
    }
};

} // namespace postern::test
