// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/gui.h"
#include "support/scripted_prompter.h"
#include "support/temp_store.h"

#include "ui/data/store_client.h"
#include "ui/forms/problems.h"
#include "ui/service/relay_summary.h"
#include "ui/service/service_actions.h"
#include "ui/service/service_dialogs.h"

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

struct Desk {
    Desk()
        : client(temp.where())
    {
        window.show();
    }

    ActionContext context() { return {client, prompter, &window}; }
    ServiceDone note()
    {
        return [this](model::Id id) { done = id; };
    }
    std::vector<std::string> patterns(model::Id service, model::ListColor color)
    {
        std::vector<std::string> patterns;
        const auto entries = temp.store().listEntries({service, color, std::nullopt});
        for (const model::ListEntry& entry : *entries)
            patterns.push_back(entry.pattern);
        return patterns;
    }

    TempStore temp;
    ScriptedPrompter prompter;
    StoreClient client;
    QWidget window;
    model::Id done = 0;
};

void accept(QDialog* dialog)
{
    click(buttonWithText(dialog, "OK"));
}

} // namespace

class TestServiceActions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNewServiceComesFromItsPreset()
    {
        Desk desk;
        const auto handle = onNextDialog([](QDialog* dialog) {
            QCOMPARE(find<QLineEdit>(dialog, "name")->text(), QStringLiteral("Submission 2"));
            QCOMPARE(find<QSpinBox>(dialog, "port")->value(), 5870);
            typeOver(find(dialog, "name"), "For phones");
            accept(dialog);
        });
        newService(desk.context(), model::Preset::Submission, desk.note());
        QTRY_VERIFY(desk.done != 0);
        QVERIFY(handle.appeared());
        const model::Service service = desk.temp.service("For phones");
        QCOMPARE(service.id, desk.done);
        QCOMPARE(service.preset, model::Preset::Submission);
        QCOMPARE(service.port, 5870);
    }

    void aNewServiceWhosePortIsTakenIsRefusedAtTheField()
    {
        Desk desk;
        const auto handle = onNextDialog([](QDialog* dialog) {
            typeOver(find(dialog, "port"), "25");
            accept(dialog);
            QVERIFY(dialog->isVisible());
            QVERIFY(find<ProblemLabel>(dialog, "port.problem")->text().contains("SMTP"));
            QCOMPARE(dialog->focusWidget(), find(dialog, "port"));
            dialog->reject();
        });
        newService(desk.context(), model::Preset::Mx, desk.note());
        QTRY_VERIFY(handle.appeared());
        QTest::qWait(50);
        QCOMPARE(int(desk.temp.configuration().services.size()), 2);
        QCOMPARE(desk.done, model::Id(0));
    }

    void aDuplicateHasSettingsAndListsInOneRevision()
    {
        Desk desk;
        desk.temp.saveAs("anna", [](model::Configuration& all) { all.services[0].hopLimit = 17; });
        const auto before = desk.temp.revision();
        const model::Service original = desk.temp.service("SMTP");
        const auto handle = onNextDialog(accept);
        duplicateService(desk.context(), original.id, desk.note());
        QTRY_VERIFY(desk.done != 0);
        QVERIFY(handle.appeared());
        QCOMPARE(desk.temp.revision(), before + 1);
        const model::Service copy = desk.temp.service("SMTP 2");
        QCOMPARE(copy.hopLimit, 17);
        QCOMPARE(copy.port, 2525);
        QVERIFY(copy.id != original.id);
        QCOMPARE(desk.patterns(copy.id, model::ListColor::Black),
                 desk.patterns(original.id, model::ListColor::Black));
        QCOMPARE(desk.patterns(copy.id, model::ListColor::White),
                 desk.patterns(original.id, model::ListColor::White));
        QVERIFY(!desk.patterns(copy.id, model::ListColor::Black).empty());
    }

    void thePartsChosenAreCopiedToTheServicesChosen()
    {
        Desk desk;
        desk.temp.saveAs("anna", [](model::Configuration& all) {
            all.services[0].access = model::Access::Lan;
            all.services[0].relay.ranges = {"10.0.0.0/8"};
            all.services[0].checks[model::Check::HeloInvalid] = {model::CheckMode::Monitor, "what?"};
            all.services[0].subscriptions = {
                {model::ListColor::Black, model::ListKind::Ip, "both.txt", true},
                {model::ListColor::White, model::ListKind::Sender, "friends.txt", true}};
            all.services[1].subscriptions = {
                {model::ListColor::Black, model::ListKind::Ip, "both.txt", false}};
        });
        const model::Id smtp = desk.temp.service("SMTP").id;
        const model::Id submission = desk.temp.service("Submission").id;
        desk.temp.addEntries(
            {TempStore::entry(submission, model::ListColor::Black, model::ListKind::Sender,
                              "joe@spam.example"),
             TempStore::entry(submission, model::ListColor::Black, model::ListKind::Sender, "own.example")});
        const auto handle = onNextDialog([](QDialog* dialog) {
            auto* copy = find<QPushButton>(dialog, "copy");
            QVERIFY(!copy->isEnabled());
            click(find(dialog, "access")); // off
            click(find(dialog, "lists"));  // on
            auto* targets = find<QListWidget>(dialog, "targets");
            QCOMPARE(targets->count(), 1);
            targets->setFocus();
            targets->setCurrentRow(0);
            QTest::keyClick(targets, Qt::Key_Space);
            QVERIFY(copy->isEnabled());
            verifyAccessible(dialog);
            verifyMnemonics(dialog);
            click(copy);
        });
        copyPolicy(desk.context(), smtp, desk.note());
        QTRY_VERIFY(desk.done != 0);
        QVERIFY(handle.appeared());
        const model::Service target = desk.temp.service("Submission");
        QCOMPARE(target.access, model::Access::Any);
        QCOMPARE(target.relay.ranges, std::vector<std::string>{"10.0.0.0/8"});
        QCOMPARE(target.mode(model::Check::HeloInvalid), model::CheckMode::Monitor);
        QCOMPARE(target.mode(model::Check::AuthRequired), model::CheckMode::Off); // as SMTP's preset has it
        QCOMPARE(target.port, 587);
        QCOMPARE(target.subscriptions,
                 (std::vector<model::Subscription>{
                     {model::ListColor::Black, model::ListKind::Ip, "both.txt", false},
                     {model::ListColor::White, model::ListKind::Sender, "friends.txt", true}}));
        auto black = desk.patterns(submission, model::ListColor::Black);
        std::sort(black.begin(), black.end());
        QCOMPARE(black, (std::vector<std::string>{"*@spam.example", "192.0.2.0/24", "joe@spam.example",
                                                  "own.example"}));
    }

    void aServiceIsRenamed()
    {
        Desk desk;
        const model::Id id = desk.temp.service("SMTP").id;
        desk.prompter.answerText(QStringLiteral("submission")); // taken: told, and asked again
        desk.prompter.answerText(QStringLiteral(" Front door "));
        renameService(desk.context(), id, desk.note());
        QTRY_COMPARE(desk.done, id);
        QCOMPARE(desk.temp.service("Front door").id, id);
        QVERIFY2(desk.prompter.said().contains("another service"), qPrintable(desk.prompter.said()));
    }

    void renamingCanBeGivenUp()
    {
        Desk desk;
        desk.prompter.answerText(std::nullopt);
        renameService(desk.context(), desk.temp.service("SMTP").id, desk.note());
        QTRY_COMPARE(int(desk.prompter.asked().size()), 1);
        QTest::qWait(50);
        QCOMPARE(desk.done, model::Id(0));
    }

    void aServiceIsDeletedWithItsListsAndSaysSo()
    {
        Desk desk;
        const model::Id id = desk.temp.service("SMTP").id;
        desk.prompter.answer(0);
        deleteService(desk.context(), id, desk.note());
        QTRY_COMPARE(desk.done, id);
        QVERIFY2(desk.prompter.said().contains("black list (3 entries)"), qPrintable(desk.prompter.said()));
        QVERIFY2(desk.prompter.said().contains("exceptions (1 entry)"), qPrintable(desk.prompter.said()));
        QCOMPARE(int(desk.temp.configuration().services.size()), 1);
        QVERIFY(desk.patterns(id, model::ListColor::Black).empty());
        QCOMPARE(int(desk.patterns(0, model::ListColor::Black).size()), 1); // shared ones stay
    }

    void deletingCanBeGivenUp()
    {
        Desk desk;
        desk.prompter.answer(1);
        deleteService(desk.context(), desk.temp.service("SMTP").id, desk.note());
        QTRY_COMPARE(int(desk.prompter.asked().size()), 1);
        QTest::qWait(50);
        QCOMPARE(int(desk.temp.configuration().services.size()), 2);
    }

    void aServiceThatIsGoneIsTold()
    {
        Desk desk;
        deleteService(desk.context(), 4711, desk.note());
        QTRY_VERIFY(desk.prompter.said().contains("deleted"));
    }

    void theSummarySaysWhatTheSettingsAmountTo_data()
    {
        QTest::addColumn<std::function<void(model::Service&, model::Configuration&)>>("change");
        QTest::addColumn<QString>("expected");
        using Change = std::function<void(model::Service&, model::Configuration&)>;
        const auto row = [](const char* name, const Change& change, const char* expected) {
            QTest::newRow(name) << change << QString::fromUtf8(expected);
        };
        row(
            "default", [](auto&, auto&) {},
            "Outside clients can send only to example.com. Clients in the LAN can send anywhere. Clients "
            "that have "
            "logged in can send anywhere.");
        row(
            "no relay",
            [](auto& service, auto&) {
                service.relay = {false, false, {}, {}, false};
            },
            "Clients can send only to example.com.");
        row(
            "no domain",
            [](auto& service, auto& all) {
                all.domains.clear();
                service.relay.authenticated = false;
            },
            "Outside clients can send to nobody: you have no domain yet. Clients in the LAN can send "
            "anywhere.");
        row(
            "empty LAN",
            [](auto& service, auto& all) {
                all.server.lan.clear();
                service.relay.authenticated = false;
            },
            "Clients can send only to example.com.");
        row(
            "aliases, routes and recipients",
            [](auto& service, auto& all) {
                all.domains[0].aliases = {"example.net"};
                all.routes = {{0, "branch.example", "lmtp:127.0.0.1:24"}, {0, "*", "smtp:relay.example:25"}};
                service.relay = {false, false, {}, {"joe@partner.example", "~jim@partner.example"}, false};
            },
            "Clients can send only to example.com, example.net, branch.example and joe@partner.example.");
        row(
            "ranges with a local sender",
            [](auto& service, auto&) {
                service.relay = {true, false, {"10.0.0.0/8"}, {}, true};
            },
            "Outside clients can send only to example.com. Clients in the LAN and 10.0.0.0/8 can send "
            "anywhere as one of "
            "your domains, which they can forge.");
        row(
            "LAN only",
            [](auto& service, auto&) {
                service.access = model::Access::Lan;
                service.relay.authenticated = false;
            },
            "Outside clients cannot use this service. Clients in the LAN can send anywhere.");
        row(
            "LAN only, no relay",
            [](auto& service, auto&) {
                service.access = model::Access::Lan;
                service.relay = {false, false, {}, {}, false};
            },
            "Clients in the LAN can send only to example.com.");
        row(
            "LAN only, but not enforced",
            [](auto& service, auto&) {
                service.access = model::Access::Lan;
                service.relay.authenticated = false;
                service.checks[model::Check::AccessClient].mode = model::CheckMode::Monitor;
            },
            "Outside clients can send only to example.com. Clients in the LAN can send anywhere.");
        row(
            "log-in demanded",
            [](auto& service, auto&) {
                service.checks[model::Check::AuthRequired].mode = model::CheckMode::Enforce;
            },
            "Nobody can send anything without logging in. Clients that have logged in can send anywhere.");
        row(
            "listed clients",
            [](auto& service, auto&) {
                service.access = model::Access::Listed;
                service.accessRanges = {"192.168.1.7"};
                service.relay.authenticated = false;
            },
            "Listed clients outside the LAN can send only to example.com. Listed clients in the LAN can send "
            "anywhere.");
    }
    void theSummarySaysWhatTheSettingsAmountTo()
    {
        using Change = std::function<void(model::Service&, model::Configuration&)>;
        QFETCH(Change, change);
        QFETCH(QString, expected);
        model::Configuration all;
        all.server.lan = {"192.168.1.0/24"};
        all.domains.push_back({1, "example.com", {}});
        model::Service service = model::makeService(model::Preset::Mx);
        change(service, all);
        QCOMPARE(relaySummary(service, all), expected);
    }
};

QTEST_MAIN(TestServiceActions)
#include "test_service_actions.moc"
