// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/opened_dialog.h"

#include "ui/forms/range_list_edit.h"
#include "ui/service/server_properties.h"
#include "ui/text/translate.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

using OpenedServer = OpenedDialog<ServerProperties>;

} // namespace

class TestServerProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldGoesThereAndBack()
    {
        TempStore temp;
        model::Server wanted;
        wanted.hostname = "mx.example.com";
        wanted.postmaster = "joe@example.com";
        wanted.lan = {"10.0.0.0/8", "192.168.7.1"};
        wanted.trustedForwarders = {"198.51.100.0/28"};
        wanted.dnsServers = {"127.0.0.1@5353"};
        wanted.eventDays = 10;
        wanted.eventMegabytes = 0;
        temp.saveAs("anna", [&](model::Configuration& all) { all.server = wanted; });
        OpenedServer opened(temp);
        QVERIFY(!opened.canApply());
        typeOver(find(&opened.dialog, "hostname"), "mx2.example.com");
        QVERIFY(opened.apply());
        wanted.hostname = "mx2.example.com";
        QVERIFY(temp.configuration().server == wanted);
    }

    void everyFieldCanBeEditedAndUndone_data()
    {
        QTest::addColumn<QString>("tab");
        QTest::addColumn<QString>("field");
        for (const auto& [tab, field] : {std::pair("server", "hostname"),
                                         {"server", "postmaster"},
                                         {"logs", "event_days"},
                                         {"logs", "event_megabytes"}})
            QTest::newRow(field) << QString::fromUtf8(tab) << QString::fromUtf8(field);
    }
    void everyFieldCanBeEditedAndUndone()
    {
        QFETCH(QString, tab);
        QFETCH(QString, field);
        TempStore temp;
        OpenedServer opened(temp, tab);
        auto* widget = find(&opened.dialog, qPrintable(field));
        QVERIFY(widget->isVisible());
        widget->setFocus();
        const bool text = qobject_cast<QLineEdit*>(widget) != nullptr;
        const bool choice = qobject_cast<QComboBox*>(widget) != nullptr;
        const auto step = [&](bool there) {
            if (text)
                QTest::keyClick(widget, there ? Qt::Key_X : Qt::Key_Backspace);
            else
                QTest::keyClick(widget, there == choice ? Qt::Key_Down : Qt::Key_Up);
        };
        const model::Server before = temp.configuration().server;
        step(true);
        QVERIFY(opened.canApply());
        step(false);
        QVERIFY(!opened.canApply());
        step(true);
        QVERIFY(opened.apply());
        QVERIFY(!(temp.configuration().server == before));
    }

    void theLanIsProposedFromTheNetworkInterfaces()
    {
        TempStore temp;
        OpenedServer opened(temp, "lan");
        auto* lan = find<RangeListEdit>(&opened.dialog, "lan");
        auto* propose = find<QPushButton>(lan, "propose");
        QVERIFY(propose->isVisible());
        // ::1 is this machine always, and not in the LAN of this store yet.
        QAction* loopback = nullptr;
        for (QAction* action : propose->menu()->actions()) {
            if (action->text().startsWith("::1"))
                loopback = action;
        }
        QVERIFY(loopback != nullptr);
        loopback->trigger();
        QVERIFY(opened.apply());
        QCOMPARE(temp.configuration().server.lan,
                 (std::vector<std::string>{"127.0.0.1", "192.168.1.0/24", "::1"}));
    }

    void dnsServersAreTypedAndTold()
    {
        TempStore temp;
        OpenedServer opened(temp, "dns");
        auto* servers = find<RangeListEdit>(&opened.dialog, "dns_servers");
        QVERIFY(servers->isVisible());
        click(find(servers, "add"));
        auto* editor = servers->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        QTest::keyClicks(editor, "127.0.0.1@5353");
        QTest::keyClick(editor, Qt::Key_Return);
        servers->addLines("2001:DB8::1@53\n192.0.2.53");
        QVERIFY(!servers->hasInvalidLines());
        QVERIFY(opened.apply());
        QCOMPARE(temp.configuration().server.dnsServers,
                 (std::vector<std::string>{"127.0.0.1@5353", "2001:db8::1", "192.0.2.53"}));
    }

    void aDnsServerByNameIsRefused()
    {
        TempStore temp;
        OpenedServer opened(temp, "dns");
        find<RangeListEdit>(&opened.dialog, "dns_servers")->addLines("ns.example.com");
        click(opened.button("OK"));
        QVERIFY(opened.dialog.isVisible());
        QVERIFY(find<ProblemLabel>(&opened.dialog, "dns_servers.problem")->text().contains("ns.example.com"));
    }

    void aLanOfAllAddressesIsRefused()
    {
        TempStore temp;
        OpenedServer opened(temp, "lan");
        find<RangeListEdit>(&opened.dialog, "lan")->addLines("0.0.0.0/0, ::/0");
        click(opened.button("OK"));
        QVERIFY(opened.dialog.isVisible());
        QVERIFY(find<ProblemLabel>(&opened.dialog, "lan.problem")->text().contains("open relay"));
    }

    void aHostNameWithoutDomainIsRefused()
    {
        TempStore temp;
        OpenedServer opened(temp);
        typeOver(find(&opened.dialog, "hostname"), "mail");
        click(opened.button("Apply"));
        QVERIFY(find<ProblemLabel>(&opened.dialog, "hostname.problem")->isVisible());
        QVERIFY(find(&opened.dialog, "hostname")->hasFocus());
        QCOMPARE(temp.configuration().server.hostname, std::string("mail.example.com"));
    }

    void everyProblemHasAFieldWhereItIsShown()
    {
        TempStore temp;
        OpenedServer opened(temp);
        model::Server broken;
        broken.hostname = "nothing";
        broken.postmaster = "nobody";
        broken.lan = {"nonsense"};
        broken.trustedForwarders = {"nonsense"};
        broken.eventDays = -1;
        broken.eventMegabytes = -1;
        const auto problems = model::validate(broken);
        QVERIFY(problems.size() >= 6);
        for (const model::Problem& problem : problems) {
            bool placed = false;
            for (FormPage* page : opened.dialog.findChildren<FormPage*>())
                placed = placed || page->form().problems().field(qt(problem.field)) != nullptr;
            QVERIFY2(placed, problem.field.c_str());
        }
    }

    void isUsableByKeyboardAndScreenReader()
    {
        TempStore temp;
        OpenedServer opened(temp);
        for (const char* tab : {"server", "lan", "logs", "dns"}) {
            opened.dialog.showTab(tab);
            verifyAccessible(&opened.dialog);
            verifyMnemonics(&opened.dialog);
            verifyTabOrder(find<QTabWidget>(&opened.dialog, "tabs")->currentWidget());
        }
    }
};

QTEST_MAIN(TestServerProperties)
#include "test_server_properties.moc"
