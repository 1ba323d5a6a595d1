// SPDX-License-Identifier: GPL-3.0-or-later
// What is found for what people type: the order of what fits, and that nothing that can be set lacks.
#include "model/preset.h"
#include "support/console_fixture.h"
#include "support/opened_dialog.h"
#include "support/test_console.h"
#include "ui/find/find_index.h"
#include "ui/find/synonyms.h"
#include "ui/forms/form_page.h"
#include "ui/lists/list_dialog.h"
#include "ui/service/server_properties.h"
#include "ui/shell/page_host.h"
#include "ui/shell/page_table.h"
#include "ui/shell/place_route.h"

#include <QCheckBox>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>
#include <QTableWidget>

#include <set>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

using Kind = FindRank::Kind;

// The index of a console whose places are known.
struct Indexed {
    explicit Indexed(StoreClient& client, Prompter& prompter, const model::Configuration& configuration)
        : places(client, prompter)
    {
        places.look();
        if (!QTest::qWaitFor([this] { return places.complete(); }, 30'000))
            QTest::qFail("the tabs were not looked at", __FILE__, __LINE__);
        index.setPlaces(places.service(), places.server());
        index.setConfiguration(configuration);
    }

    QStringList titles(const QString& typed, std::size_t limit = 5) const
    {
        QStringList found;
        for (const FindHit& hit : index.find(typed, limit))
            found.append(hit.title);
        return found;
    }

    FormPlaces places;
    FindIndex index;
};

model::Configuration exampleConfiguration()
{
    model::Configuration all;
    all.services = {model::makeService(model::Preset::Mx), model::makeService(model::Preset::Submission)};
    all.domains.push_back({4, "example.com", {"example.net"}});
    all.mailboxes.push_back({7, "jane@example.com", {}, "maildir:/srv/jane", {"j.doe@example.com"}});
    all.routes.push_back({9, "*", "smtp:relay.example.org:587"});
    return all;
}

const Place& placeOf(const FindHit& hit)
{
    return std::get<Place>(hit.target);
}

} // namespace

class TestFindIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forgetSettings(); }
    void init() { QSettings().clear(); }

    void wordsAreComparedAsTheyAreMeant_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("case") << "TLS Certificate" << QStringList{"tls", "certificate"};
        QTest::newRow("marks") << QString::fromUtf8("Größe") << QStringList{"grosse"};
        QTest::newRow("hyphen") << "black-listed" << QStringList{"black", "listed"};
        QTest::newRow("an address is one word") << "joe@spam.example." << QStringList{"joe@spam.example"};
        QTest::newRow("punctuation") << "  (From:) & so… " << QStringList{"from", "so"};
        QTest::newRow("nothing") << " ,. " << QStringList{};
    }
    void wordsAreComparedAsTheyAreMeant()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, words);
        QCOMPARE(FindQuery(typed).words(), words);
    }

    void whatFitsBetterHasALowerRank_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("found");
        QTest::addColumn<int>("missing");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("nearness");
        const auto row = [](const char* name, const char* typed, Kind kind, int nearness, int missing = 0) {
            QTest::newRow(name) << typed << true << missing << int(kind) << nearness;
        };
        row("the label", "largest MESSAGE", Kind::Label, 0);
        row("it begins so", "largest mes", Kind::Word, 0);
        row("a word of it begins so", "mess", Kind::Word, 1);
        row("words in another order", "message largest", Kind::Word, 1);
        row("a synonym", "too big", Kind::Synonym, 0);
        row("a synonym begins so", "attach", Kind::Synonym, 1);
        row("words of one synonym", "big too", Kind::Synonym, 2);
        row("words of two", "big attachment", Kind::Synonym, 3);
        row("a part of a word", "essag", Kind::Part, 0);
        row("a word, and where it is", "message limits", Kind::Word, 1);
        row("a word that is not there", "attachment refused", Kind::Synonym, 1, 1);
        const auto none = [](const char* name, const char* typed) {
            QTest::newRow(name) << typed << false << 0 << 0 << 0;
        };
        none("only where it is", "limits");
        none("too short for a part", "es");
        none("nothing of it", "greylisting");
        none("no word", "  ");
    }
    void whatFitsBetterHasALowerRank()
    {
        QFETCH(QString, typed);
        QFETCH(bool, found);
        const auto rank =
            Findable("Largest message", "too big, attachment").rank(FindQuery(typed), FindQuery("Limits"));
        QCOMPARE(rank.has_value(), found);
        if (!found)
            return;
        QTEST(rank->missing, "missing");
        QTEST(int(rank->kind), "kind");
        if (rank->missing == 0)
            QTEST(rank->nearness, "nearness");
    }

    void peopleFindItByWhatTheyCallIt_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("first");
        const auto row = [](const char* typed, const char* first) { QTest::newRow(typed) << typed << first; };
        row("port", "Port — SMTP (25)");
        row("port submission", "Port — Submission (587)");
        row("587", "Submission (587)");
        row("greylisting", "Greylisting takes a retry after — SMTP (25)");
        row("graylist", "Greylisting takes a retry after — SMTP (25)");
        row("printer cannot send", "LAN");
        row("my printer does not send", "LAN");
        row("open relay", "Relaying — SMTP (25)");
        row("relay access denied", "Relaying — SMTP (25)");
        row("spoof", "Sender claims to be local — SMTP (25)");
        row("fake sender", "Sender claims to be local — SMTP (25)");
        row("claims to be local", "Sender claims to be local — SMTP (25)");
        row("too big", "Largest message — SMTP (25)");
        row("attachment", "Largest message — SMTP (25)");
        row("certificate", "Certificates — SMTP (25)");
        row("SSL", "Security — SMTP (25)");
        row("mail came back", "Rejected mail");
        row("stuck", "Queue");
        row("whitelist", "Exceptions (White List) › IP Addresses — SMTP (25)");
        row("allow", "Exceptions (White List) › IP Addresses — SMTP (25)");
        row("block", "Black List › IP Addresses — SMTP (25)");
        row("ban", "Temporary bans");
        row("password", "Passwords — SMTP (25)");
        row("alias", "Mailboxes");
        row("forwarding", "Mailboxes");
        row("smart host", "Routes");
        row("relay host", "Routes");
        row("undo", "History");
        row("sender.spf", "SPF does not permit the client — SMTP (25)");
        row("DNS servers", "DNS servers that are asked");
        row("postmaster", "Mail for postmaster goes to");
        row("j.doe", "jane@example.com");
        row("jane", "jane@example.com");
        row("example.net", "example.com");
        row("relay.example.org", "* → smtp:relay.example.org:587");
    }
    void peopleFindItByWhatTheyCallIt()
    {
        QFETCH(QString, typed);
        QFETCH(QString, first);
        TestConsole console;
        const Indexed indexed(console.store(), console.prompter(), exampleConfiguration());
        const QStringList found = indexed.titles(typed, 60);
        QVERIFY2(found.value(0) == first, qPrintable(found.join(u'\n')));
    }

    void aSettingIsFoundOnceInEachService()
    {
        TestConsole console;
        const Indexed indexed(console.store(), console.prompter(), exampleConfiguration());
        const auto hits = indexed.index.find("port", 2);
        QCOMPARE(placeOf(hits[0]).service, "SMTP");
        QCOMPARE(placeOf(hits[1]).service, "Submission");
        QCOMPARE(placeOf(hits[1]).tab, "service/port");
        QCOMPARE(hits[1].where, "Service");
    }

    void aNameLeadsToItsRow()
    {
        TestConsole console;
        const Indexed indexed(console.store(), console.prompter(), exampleConfiguration());
        const auto hits = indexed.index.find("jane", 1);
        QCOMPARE(placeOf(hits[0]).page, PageId::Mailboxes);
        QCOMPARE(placeOf(hits[0]).record, 7);
    }

    void everySynonymBelongsToSomethingThatIsThere()
    {
        ConsoleFixture console;
        const Indexed indexed(console.client, console.prompter, console.store.configuration());
        const auto links = [](const std::vector<FormPlace>& places) {
            std::set<QString> all;
            for (const FormPlace& each : places)
                all.insert(each.link);
            return all;
        };
        for (const Synonyms& each : serviceSynonyms())
            QVERIFY2(links(indexed.places.service()).contains(each.key), each.key);
        for (const Synonyms& each : serverSynonyms())
            QVERIFY2(links(indexed.places.server()).contains(each.key), each.key);
        for (const Synonyms& each : commandSynonyms())
            QVERIFY2(console.window.findChild<QAction*>(QLatin1String(each.key)) != nullptr, each.key);
    }

    void everyCheckAndEveryPageIsFound()
    {
        TestConsole console;
        const Indexed indexed(console.store(), console.prompter(), exampleConfiguration());
        for (const model::CheckInfo& info : model::checks()) {
            const auto hits = indexed.index.find(translate(info.title), 1);
            QVERIFY2(!hits.empty() && placeOf(hits[0]).check == info.check, info.title);
            QVERIFY2(!synonymsOf(info.check).isEmpty(), info.title);
        }
        for (const PageRow& row : pageTable()) {
            const auto hits = indexed.index.find(plainLabel(row.title), 8);
            QVERIFY2(std::any_of(hits.begin(), hits.end(),
                                 [&row](const FindHit& hit) { return placeOf(hit).page == row.id; }),
                     row.title);
            QVERIFY2(!synonymsOf(row.id).isEmpty(), row.title);
        }
    }

    // Both ways: whatever the window has is found, and whatever is found is there.
    void everyTabAndFieldOfAServiceIsThere()
    {
        TempStore store;
        Opened opened(store);
        const Indexed indexed(opened.client, opened.prompter, store.configuration());
        verifyPlaces(opened.dialog, indexed.places.service());
    }

    void everyTabAndFieldOfTheServerIsThere()
    {
        TempStore store;
        OpenedDialog<ServerProperties> opened(store);
        const Indexed indexed(opened.client, opened.prompter, store.configuration());
        verifyPlaces(opened.dialog, indexed.places.server());
    }

    void everyCheckIsOpenedAtItsPlace_data()
    {
        QTest::addColumn<int>("check");
        for (const model::CheckInfo& info : model::checks())
            QTest::newRow(info.title) << int(info.check);
    }
    void everyCheckIsOpenedAtItsPlace()
    {
        QFETCH(int, check);
        const auto wanted = model::Check(check);
        ConsoleFixture console;
        console.window.open({.service = "SMTP", .check = wanted});
        if (wanted == model::Check::RecipientUnknown) {
            QCOMPARE(*console.window.pages().current(), PageId::Mailboxes);
            return;
        }
        const bool listed = listOf(wanted).has_value();
        auto* dialog = waitForWidget<PropertiesDialog>(&console.window,
                                                       listed ? "blackList" : "serviceProperties", 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isLoaded(), 30'000);
        const QString link = listed ? ListDialog::tabId(*listOf(wanted)) : tabOf(wanted);
        QCOMPARE(dialog->currentTab(), link.section(u'/', 0, 0));
        const QString id = QString::fromStdString(std::string(model::info(wanted).id));
        if (auto* box = dialog->findChild<QCheckBox*>(id + ".on"))
            QTRY_VERIFY_WITH_TIMEOUT(box->hasFocus(), 30'000);
        else if (link.contains(".") && link.startsWith("abuse")) {
            auto* table = find<QTableWidget>(dialog, "checks");
            QTRY_VERIFY_WITH_TIMEOUT(table->hasFocus(), 30'000);
            QCOMPARE(table->item(table->currentRow(), 0)->toolTip(), id);
        }
    }

    void everyListIsOpened_data()
    {
        QTest::addColumn<int>("color");
        QTest::addColumn<int>("kind");
        for (const auto color : {model::ListColor::Black, model::ListColor::White}) {
            for (const model::ListKind kind : model::allListKinds)
                QTest::addRow("%s %s", qPrintable(ListDialog::title(color)),
                              qPrintable(ListDialog::tabId(kind)))
                    << int(color) << int(kind);
        }
    }
    void everyListIsOpened()
    {
        QFETCH(int, color);
        QFETCH(int, kind);
        ConsoleFixture console;
        const ListPlace list{model::ListColor(color), model::ListKind(kind)};
        console.window.open({.service = "SMTP", .check = {}, .list = list});
        auto* dialog = waitForWidget<ListDialog>(
            &console.window, list.color == model::ListColor::Black ? "blackList" : "exceptions", 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isLoaded(), 30'000);
        QCOMPARE(dialog->currentTab(), ListDialog::tabId(list.kind));
    }

    void everyPageIsOpened()
    {
        ConsoleFixture console;
        for (const PageRow& row : pageTable()) {
            console.window.open({.service = {}, .check = {}, .page = row.id});
            QCOMPARE(int(*console.window.pages().current()), int(row.id));
        }
    }

    void commandsOfTheMenusAreFoundWhileTheyCanBeGiven()
    {
        TestConsole console;
        Indexed indexed(console.store(), console.prompter(), exampleConfiguration());
        QMenu file("&File");
        QAction* backUp = file.addAction("&Back up the store…");
        backUp->setObjectName("backUp");
        file.addSeparator();
        QMenu* sub = file.addMenu("&New service");
        QAction* relay = sub->addAction("Internal relay");
        indexed.index.setCommands(commandsIn({&file}));
        const auto hits = indexed.index.find("backup", 1);
        QCOMPARE(hits[0].title, "Back up the store…");
        QCOMPARE(hits[0].where, "File");
        QCOMPARE(std::get<QPointer<QAction>>(hits[0].target).data(), backUp);
        QCOMPARE(indexed.index.find("internal relay", 1)[0].where, "File › New service");
        relay->setVisible(false);
        QVERIFY(!indexed.titles("internal relay").contains("Internal relay"));
    }

    void manyServicesAreSearchedAtOnce()
    {
        TestConsole console;
        model::Configuration many;
        for (int i = 0; i < 50; ++i) {
            many.services.push_back(model::makeService(model::Preset::Mx));
            many.services.back().name = "Service " + std::to_string(i);
        }
        for (int i = 0; i < 5000; ++i)
            many.mailboxes.push_back({i, "user" + std::to_string(i) + "@example.com", {}, "", {}});
        const Indexed indexed(console.store(), console.prompter(), many);
        QBENCHMARK
        {
            QCOMPARE(indexed.index.find("client limit", 60).size(), std::size_t(60));
        }
    }

private:
    static void verifyPlaces(PropertiesDialog& dialog, const std::vector<FormPlace>& places)
    {
        std::set<QString> found;
        for (const FormPlace& each : places) {
            found.insert(each.link);
            QVERIFY2(!each.label.isEmpty(), qPrintable(each.link));
            dialog.showTab(each.link);
            QCOMPARE(dialog.currentTab(), each.link.section(u'/', 0, 0));
            const QString name = each.link.section(u'/', 1);
            if (name.isEmpty())
                continue;
            auto* page = dialog.findChild<FormPage*>("page." + dialog.currentTab());
            QWidget* field = page->reveal(name);
            QVERIFY2(field != nullptr, qPrintable(each.link));
            QVERIFY2(field->isVisible(), qPrintable(each.link));
        }
        for (FormPage* page : dialog.findChildren<FormPage*>()) {
            QVERIFY2(found.contains(page->id()), qPrintable(page->id()));
            for (const FormField& field : page->form().fields())
                QVERIFY2(found.contains(page->id() + u'/' + field.name), qPrintable(field.name));
        }
    }
};

QTEST_MAIN(TestFindIndex)
#include "test_find_index.moc"
