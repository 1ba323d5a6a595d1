// SPDX-License-Identifier: GPL-3.0-or-later
// Compare with…: what two services differ in, and the way to where it is set.
#include "model/preset.h"
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/opened_dialog.h"
#include "support/test_console.h"
#include "ui/compare/compare_dialog.h"
#include "ui/compare/setting_link.h"
#include "ui/forms/form_page.h"
#include "ui/pages/service_commands.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

constexpr int patience = 30'000; // ms

struct Compared {
    TestConsole console;
    CompareDialog dialog{console, console.tempStore().service("SMTP").id};
    QTreeWidget* table = find<QTreeWidget>(&dialog, "differences");
    QComboBox* others = find<QComboBox>(&dialog, "others");

    Compared() { dialog.show(); }

    bool has(const QString& row) const { return rows().contains(row); }
    QStringList rows() const
    {
        QStringList all;
        for (int i = 0; i < table->topLevelItemCount(); ++i)
            all.append(words(table->topLevelItem(i)));
        return all;
    }
    static QString words(const QTreeWidgetItem* item)
    {
        return item->text(0) + ": " + item->text(1) + " | " + item->text(2);
    }
    bool waitFor(const QString& row) const
    {
        return QTest::qWaitFor([this, &row] { return has(row); }, patience);
    }
    QTreeWidgetItem* select(const QString& setting) const
    {
        const auto found = table->findItems(setting, Qt::MatchExactly | Qt::MatchRecursive);
        if (found.isEmpty())
            return nullptr;
        table->setCurrentItem(found.first());
        return found.first();
    }
};

} // namespace

class TestCompareDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forgetSettings(); }

    void servicesAreComparedInTheWordsOfHistory()
    {
        const Compared compared;
        QVERIFY(compared.waitFor("Port: 25 | 587"));
        QCOMPARE(compared.others->currentText(), "Submission (587)");
        QCOMPARE(compared.dialog.windowTitle(), "SMTP compared with Submission");
        QVERIFY(compared.has("Check auth.required: off | enforce"));
        QVERIFY(compared.has("Black List › Senders: 2 lines more | –"));
        QVERIFY(compared.has("Exceptions (White List) › Senders: 1 line more | –"));
        const auto* list = compared.select("Black List › Senders");
        QCOMPARE(list->childCount(), 2);
        QCOMPARE(Compared::words(list->child(0)), "*@spam.example: yes | no");
    }

    void aPresetIsComparedWithoutLists()
    {
        const Compared compared;
        compared.others->setCurrentIndex(compared.others->findText("Defaults of Mail exchange (25)"));
        QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>(&compared.dialog, "text")->text(),
                                  "SMTP and Defaults of Mail exchange (25) do not differ.", patience);
        QVERIFY(!find(&compared.dialog, "openOther")->isVisible());
        QVERIFY(!find(&compared.dialog, "open")->isEnabled());
    }

    void itFollowsWhatIsSaved()
    {
        Compared compared;
        QVERIFY(compared.waitFor("Port: 25 | 587"));
        compared.console.tempStore().saveAs("bert", [](model::Configuration& all) {
            all.services[0].port = 2525;
            all.services[1].relay.ranges = {"10.0.0.0/8"};
        });
        QVERIFY(compared.waitFor("Port: 2525 | 587"));
        QVERIFY(compared.has("Range that may relay 10.0.0.0/8: no | yes"));
        compared.console.tempStore().saveAs(
            "bert", [](model::Configuration& all) { all.services.erase(all.services.begin()); });
        QTRY_COMPARE_WITH_TIMEOUT(find<QLabel>(&compared.dialog, "text")->text(),
                                  "This service is not there any more: somebody has deleted it.", patience);
    }

    void aDifferenceIsOpenedWhereItIsSet()
    {
        Compared compared;
        QVERIFY(compared.waitFor("Port: 25 | 587"));
        auto* open = find<QPushButton>(&compared.dialog, "open");
        auto* openOther = find<QPushButton>(&compared.dialog, "openOther");
        compared.select("Port");
        click(open);
        click(openOther);
        compared.select("Check auth.required");
        click(open);
        compared.select("*@spam.example");
        click(open);
        click(openOther); // which lacks it: to its list
        const auto& opened = compared.console.opened;
        QCOMPARE(opened.size(), std::size_t(5));
        QCOMPARE(opened[0], (Place{.service = "SMTP", .check = {}, .tab = "service/port"}));
        QCOMPARE(opened[1], (Place{.service = "Submission", .check = {}, .tab = "service/port"}));
        QCOMPARE(opened[2], (Place{.service = "SMTP", .check = model::Check::AuthRequired}));
        const ListPlace senders{model::ListColor::Black, model::ListKind::Sender};
        QCOMPARE(opened[3].list, std::optional(senders));
        QVERIFY(opened[3].entry != 0);
        QCOMPARE(opened[4], (Place{.service = "Submission", .check = {}, .list = senders}));
    }

    void ofAListOnlySoManyLinesAreShown()
    {
        Compared compared;
        const model::Id submission = compared.console.tempStore().service("Submission").id;
        std::vector<model::ListEntry> entries;
        for (int i = 0; i < CompareDialog::entryLimit + 1200; ++i)
            entries.push_back(TempStore::entry(submission, model::ListColor::Black, model::ListKind::Helo,
                                               "host" + std::to_string(i) + ".example"));
        compared.console.tempStore().addEntries(entries);
        const QString row = QStringLiteral("Black List › HELO Hosts: – | %L1 lines more")
                                .arg(CompareDialog::entryLimit + 1200);
        QVERIFY(compared.waitFor(row));
        auto* list = compared.select("Black List › HELO Hosts");
        QCOMPARE(list->childCount(), CompareDialog::entryLimit + 1);
        QCOMPARE(list->child(CompareDialog::entryLimit)->text(0),
                 QStringLiteral("and %L1 lines more").arg(1200));
    }

    void everySettingLeadsToAFieldThatIsThere()
    {
        TempStore store;
        Opened opened(store);
        const store::SettingDifference* missing = nullptr;
        const auto differences =
            store::compareServices(model::makeService(model::Preset::Mx), everythingElse());
        for (const store::SettingDifference& each : differences) {
            const Place place = placeOf(each, "SMTP");
            if (place.check || each.field.column == "preset")
                continue;
            const QString link = QString::fromStdString(place.tab);
            if (link.isEmpty()) {
                missing = &each;
                break;
            }
            opened.tab(place.tab.c_str());
            QCOMPARE(opened.dialog.currentTab(), link.section(u'/', 0, 0));
            if (link.contains(u'/')) {
                auto* page = opened.dialog.findChild<FormPage*>("page." + opened.dialog.currentTab());
                QVERIFY2(page->reveal(link.section(u'/', 1)) != nullptr, qPrintable(link));
            }
        }
        QVERIFY2(missing == nullptr, missing == nullptr ? "" : missing->field.column.c_str());
        QVERIFY(differences.size() > 45); // all columns and all tables were in it
    }

    void theMenuOfAServiceHasIt()
    {
        ConsoleFixture console;
        auto* services = console.window.findChild<ServiceCommands*>();
        services->setService(console.store.service("Submission").id);
        services->action(ServiceCommands::Command::Compare)->trigger();
        auto* dialog = waitForWidget<CompareDialog>(&console.window, "compare", patience);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->windowTitle(), "Submission compared with SMTP", patience);
        verifyAccessible(dialog);
        verifyMnemonics(dialog);
        verifyTabOrder(dialog);
    }

private:
    // A service that is unlike a new mail exchange in every field.
    static model::Service everythingElse()
    {
        model::Service s = model::makeService(model::Preset::Submission);
        s.enabled = !model::makeService(model::Preset::Mx).enabled;
        s.port = 9;
        s.greeting = "x";
        s.access = model::Access::Listed;
        s.accessRanges = {"10.0.0.1"};
        s.addresses = {"10.0.0.2"};
        s.proxyPeers = {"10.0.0.3"};
        s.relay = {.lan = !model::Relay().lan,
                   .authenticated = !model::Relay().authenticated,
                   .ranges = {"10.0.0.4"},
                   .recipients = {"a@b.example"},
                   .senderMustBeLocal = true};
        s.exemptLan = !s.exemptLan;
        s.exemptAuthenticated = !s.exemptAuthenticated;
        s.answerAtRcpt = !s.answerAtRcpt;
        s.sizeLimit = 7;
        s.hopLimit = 7;
        s.recipientLimit = 777;
        s.connectionLimit = 7;
        s.connectionLimitPerClient = 7;
        s.timeoutSeconds = 77;
        s.errorLimit = 7;
        s.tls.mode = model::TlsMode::Implicit;
        s.tls.only13 = true;
        s.tls.certificates = {{"/c", "/k"}};
        s.authentication.mechanisms = {"PLAIN"};
        s.authentication.withoutTls = true;
        s.authentication.backend = "dovecot:/x";
        s.rates = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
        s.greylisting = {7, 7, 7, 7};
        s.dnsLists = {{.zone = "zen.example"}};
        s.scanners = {{.address = "127.0.0.1:783"}};
        s.subscriptions = {{.file = "/f"}};
        return s;
    }
};

QTEST_MAIN(TestCompareDialog)
#include "test_compare_dialog.moc"
