// SPDX-License-Identifier: GPL-3.0-or-later
// What the boxes of checks would refuse, and "Who?".
#include "support/console_fixture.h"
#include "support/list_site.h"
#include "support/opened_dialog.h"
#include "support/test_console.h"
#include "support/week_of_mail.h"
#include "ui/lists/list_dialog.h"
#include "ui/log/log_page.h"
#include "ui/preview/refusal_dialog.h"
#include "ui/preview/refusal_words.h"
#include "ui/shell/page_host.h"
#include "ui/text/translator.h"
#include "ui/widgets/check_mode_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QRadioButton>
#include <QTableView>
#include <QTextBrowser>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using preview::CheckRefusals;
using preview::RefusalGroup;
using preview::RefusalKey;
using preview::RefusalReport;

namespace {

constexpr int patience = 30'000; // ms

const char* const claimsLocal = "sender.claims-local.refusals";

QString withoutTags(QString html)
{
    return html.remove(QRegularExpression("<[^>]*>"));
}

// What stands below a box, once it is counted.
QString refusalsOf(QWidget* dialog, const char* label)
{
    auto* line = find<QLabel>(dialog, label);
    (void)QTest::qWaitFor([&] { return !line->text().startsWith("Counting"); }, patience);
    return withoutTags(line->text());
}

void askWho(QWidget* dialog, const char* button)
{
    auto* who = waitForWidget<QPushButton>(dialog, button);
    who->setFocus();
    QTest::keyClick(who, Qt::Key_Return);
}

// "Who?", counted and decided.
struct Who {
    explicit Who(RefusalDialog* shown)
        : dialog(shown)
    {
        ready();
    }
    void ready()
    {
        (void)QTest::qWaitFor(
            [this] {
                return !find(dialog, "progress")->isVisible() &&
                       (!table()->isVisible() || !proposals().isEmpty());
            },
            patience);
    }
    QTableView* table() { return find<QTableView>(dialog, "list"); }
    QString text(const char* label) { return withoutTags(find<QLabel>(dialog, label)->text()); }
    QString proposals() { return find<QTextBrowser>(dialog, "flips")->toPlainText(); }
    QString cell(int row, int column) { return table()->model()->index(row, column).data().toString(); }
    QStringList groups()
    {
        QStringList groups;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            groups << cell(row, 0) + ' ' + cell(row, 1);
        return groups;
    }
    void select(int row)
    {
        const QString before = proposals();
        table()->setFocus();
        for (int i = table()->currentIndex().row(); i < row; ++i)
            QTest::keyClick(table(), Qt::Key_Down);
        (void)QTest::qWaitFor([&] { return !proposals().isEmpty() && proposals() != before; }, patience);
    }
    void groupBy(RefusalKey key)
    {
        auto* box = find<QComboBox>(dialog, "groupBy");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < int(key); ++i)
            QTest::keyClick(box, Qt::Key_Down);
        ready();
    }
    // The proposal with these words, chosen as by a click on its link.
    void choose(const QString& words)
    {
        auto* flips = find<QTextBrowser>(dialog, "flips");
        const QRegularExpression link("<a href=\"([^\"]*)\"[^>]*>(?:<[^>]*>)*([^<]*)");
        auto links = link.globalMatch(flips->toHtml());
        while (links.hasNext()) {
            const auto match = links.next();
            if (match.captured(2).contains(words, Qt::CaseInsensitive))
                return void(Q_EMIT flips->anchorClicked(QUrl(match.captured(1))));
        }
        QTest::qFail(qPrintable("no proposal: " + words + " in " + flips->toHtml()), __FILE__, __LINE__);
    }

    RefusalDialog* dialog;
};

// "Who?" of one check of the service SMTP, without a main window.
struct Asked {
    explicit Asked(TestConsole& console, Check check = Check::SenderClaimsLocal)
        : dialog(console, console.tempStore().service("SMTP").id, "SMTP", check)
    {
        dialog.show();
        who.emplace(&dialog);
    }
    RefusalDialog dialog;
    std::optional<Who> who;
};

RefusalReport reportOf(std::int64_t looked, std::int64_t count, std::int64_t untold = 0)
{
    RefusalReport report;
    report.looked = looked;
    report.complete = true;
    CheckRefusals refusals;
    refusals.check = Check::HeloUnresolvable;
    refusals.count = count;
    refusals.untold = untold;
    refusals.fact = policy::FactId::HeloDns;
    report.checks = {refusals};
    return report;
}

} // namespace

class TestRefusalDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        installTranslators(*QCoreApplication::instance(), QLocale(QLocale::English));
    }
    void init() { QSettings().clear(); }

    // --- words

    void aReportIsPutIntoWords_data()
    {
        QTest::addColumn<RefusalReport>("report");
        QTest::addColumn<CheckMode>("mode");
        QTest::addColumn<QString>("pattern"); // of the whole; forms of plural are the translator's
        const auto some = "Would have refused 14 message\\S+ in 7 days\\.";
        QTest::newRow("off") << reportOf(99, 14) << CheckMode::Off << some;
        QTest::newRow("monitor") << reportOf(99, 14) << CheckMode::Monitor << some;
        QTest::newRow("enforce") << reportOf(99, 14) << CheckMode::Enforce
                                 << "Refuses 14 message\\S+ of the last 7 days\\.";
        QTest::newRow("nothing") << reportOf(99, 0) << CheckMode::Off
                                 << "Would have refused nothing in 7 days\\.";
        QTest::newRow("enforced for nothing")
            << reportOf(99, 0) << CheckMode::Enforce << "Refuses nothing of the last 7 days\\.";
        RefusalReport newest = reportOf(99'000, 14);
        newest.withoutFacts = 1000;
        newest.whole = false;
        QTest::newRow("of a long log")
            << newest << CheckMode::Off << "Would have refused 14 message\\S+ of the newest 100,000\\.";
        QTest::newRow("of a long log, enforced")
            << newest << CheckMode::Enforce << "Refuses 14 message\\S+ of the newest 100,000\\.";
        newest.checks.front().count = 0;
        QTest::newRow("nothing of a long log")
            << newest << CheckMode::Off << "Would have refused nothing of the newest 100,000 messages\\.";
        QTest::newRow("some not looked up")
            << reportOf(99, 14, 3) << CheckMode::Off
            << QString(some) + " Of 3 more it is not known \\(not looked up then: the HELO name\\)\\.";
        QTest::newRow("none looked up") << reportOf(99, 0, 60) << CheckMode::Off
                                        << "What it would refuse of 60 message\\S+ is not known \\(not "
                                           "looked up then: the HELO name\\)\\. "
                                           "Monitor finds out\\.";
        QTest::newRow("an empty log")
            << reportOf(0, 0) << CheckMode::Off << "The log holds no mail of the last 7 days to count by\\.";
        RefusalReport bare = reportOf(0, 0);
        bare.withoutFacts = 7;
        QTest::newRow("a log without facts")
            << bare << CheckMode::Off << "The log does not hold what its mail was decided from\\.";
    }
    void aReportIsPutIntoWords()
    {
        QFETCH(RefusalReport, report);
        QFETCH(CheckMode, mode);
        QFETCH(QString, pattern);
        const QString text = refusalText(report, report.checks.front(), mode);
        QVERIFY2(QRegularExpression("^" + pattern + "$").match(text).hasMatch(), qPrintable(text));
    }

    void theLogIsAskedForTheGroup_data()
    {
        QTest::addColumn<RefusalKey>("by");
        QTest::addColumn<Check>("check");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("clients");
        QTest::addColumn<QString>("search");
        const QString one = "203.0.113.9";
        const QString some = "203.0.113.8/30";
        QTest::newRow("a client") << RefusalKey::Client << Check::HeloInvalid << one << one << one;
        QTest::newRow("a network") << RefusalKey::Client << Check::HeloInvalid << "203.0.113.0/24" << some
                                   << "203.0.113.0/24";
        QTest::newRow("a domain") << RefusalKey::Name << Check::SenderSpf << "example.com" << some
                                  << "example.com";
        QTest::newRow("no sender") << RefusalKey::Name << Check::SenderSpf << "<>" << some << "<>";
        QTest::newRow("a HELO name") << RefusalKey::Name << Check::HeloInvalid << "mx.example" << some << one;
        QTest::newRow("SPF") << RefusalKey::Spf << Check::SenderSpf << "fail" << some << one;
    }
    void theLogIsAskedForTheGroup()
    {
        QFETCH(RefusalKey, by);
        QFETCH(Check, check);
        QFETCH(QString, key);
        QFETCH(QString, clients);
        QFETCH(QString, search);
        model::Event newest;
        newest.client = "203.0.113.9";
        const RefusalGroup group{key.toStdString(), 3, *IpRange::parse(clients.toStdString()),
                                 std::make_shared<const model::Event>(newest)};
        const LogFilter filter = filterFor(by, group, check, "SMTP");
        QCOMPARE(filter.search, search);
        QCOMPARE(filter.service, std::string("SMTP"));
        QCOMPARE(filter.outcome, OutcomeFilter::All);
        QCOMPARE(filter.period, Period::Week);
    }

    // --- below the boxes

    void boxesSayWhatTheyWouldRefuse()
    {
        TempStore temp;
        append(temp, aWeekOfMail(temp));
        OpenedDialog<ListDialog> opened(temp, temp.service("SMTP").id, ListColor::Black);
        opened.dialog.showEntry(ListKind::Sender);
        const QString refuses = refusalsOf(&opened.dialog, claimsLocal);
        QVERIFY2(refuses.startsWith("Refuses 7 "), qPrintable(refuses));
        QVERIFY(find(&opened.dialog, "sender.claims-local.who")->isVisible());
        click(find<QRadioButton>(&opened.dialog, "sender.claims-local.monitor"));
        QVERIFY(refusalsOf(&opened.dialog, claimsLocal).startsWith("Would have refused 7 "));
        opened.dialog.showEntry(ListKind::Helo);
        QCOMPARE(refusalsOf(&opened.dialog, "helo.local.refusals"), "Refuses nothing of the last 7 days.");
        QCOMPARE(refusalsOf(&opened.dialog, "helo.invalid.refusals"),
                 "Would have refused nothing in 7 days.");
        QVERIFY(refusalsOf(&opened.dialog, "helo.unresolvable.refusals").contains("is not known"));
        QVERIFY(!find(&opened.dialog, "helo.local.who")->isVisible());
        opened.prompter.answer(1); // discard
        opened.dialog.reject();
    }

    void whatIsSavedMeanwhileCounts()
    {
        TempStore temp;
        append(temp, aWeekOfMail(temp));
        OpenedDialog<ListDialog> opened(temp, temp.service("SMTP").id, ListColor::Black);
        opened.dialog.showEntry(ListKind::Sender);
        QVERIFY(refusalsOf(&opened.dialog, claimsLocal).startsWith("Refuses 7 "));
        temp.saveAs("bert", [](model::Configuration& all) { all.server.lan.push_back("192.168.7.0/24"); });
        QTRY_VERIFY_WITH_TIMEOUT(refusalsOf(&opened.dialog, claimsLocal).startsWith("Refuses 3 "), patience);
    }

    void anEmptyLogSaysSo()
    {
        TempStore temp;
        OpenedDialog<ListDialog> opened(temp, temp.service("SMTP").id, ListColor::Black);
        opened.dialog.showEntry(ListKind::Sender);
        QCOMPARE(refusalsOf(&opened.dialog, claimsLocal),
                 "The log holds no mail of the last 7 days to count by.");
    }

    void nothingIsCountedBeforeABoxIsSeen()
    {
        TempStore temp;
        append(temp, aWeekOfMail(temp));
        Opened opened(temp, "SMTP", "service");
        QTest::qWait(1000); // longer than it waits for changes to settle
        auto* line = find<QLabel>(&opened.dialog, "ip.dnsbl.refusals");
        QVERIFY(line->text().startsWith("Counting"));
        opened.tab("black-lists");
        QCOMPARE(refusalsOf(&opened.dialog, "ip.dnsbl.refusals"), "Refuses nothing of the last 7 days.");
        opened.tab("content");
        QCOMPARE(refusalsOf(&opened.dialog, "message.spam.refusals"), "Refuses nothing of the last 7 days.");
        opened.tab("abuse");
        opened.tab("black-lists");
        click(find<QCheckBox>(&opened.dialog, "ip.dnsbl.on"));
        QCOMPARE(refusalsOf(&opened.dialog, "ip.dnsbl.refusals"), "Would have refused nothing in 7 days.");
        opened.prompter.answer(1); // discard
        opened.dialog.reject();
    }

    void aLogThatCannotBeReadIsTold()
    {
        RefusalJob job("/nowhere/postern.db");
        QSignalSpy failed(&job, &RefusalJob::failed);
        preview::RefusalQuestion question;
        question.service = 1;
        job.start(question, nullptr);
        QVERIFY(failed.wait(patience));
        QVERIFY(!job.busy());
    }

    void whatIsCountedIsStopped()
    {
        TempStore temp;
        const auto event = decidedEvent(
            temp, sessionFacts("203.0.113.9", "laptop", "jsmith@example.com", "jane@example.com"));
        append(temp, std::vector<model::Event>(5000, event));
        preview::RefusalQuestion question;
        question.service = temp.service("SMTP").id;
        question.checks = {Check::SenderClaimsLocal};
        RefusalJob job(temp.where());
        QSignalSpy finished(&job, &RefusalJob::finished);
        job.start(question, nullptr);
        job.stop();
        QVERIFY(finished.wait(patience));
        const auto stopped = finished.takeFirst().front().value<RefusalReport>();
        QVERIFY(!stopped.complete);
        QVERIFY(stopped.looked < 5000);
        QCOMPARE(stopped.checks.size(), std::size_t(1));
        job.start(question, nullptr); // this one is dropped …
        job.start(question, nullptr); // … for this one
        QVERIFY(finished.wait(patience));
        QTest::qWait(200);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished.front().front().value<RefusalReport>().looked, 5000);
    }

    // --- Who?

    void groupsAreShownWithWhatToDo()
    {
        TestConsole console;
        console.tempStore().saveAs("anna",
                                   [](model::Configuration& all) { all.mailboxes[0].passwordHash = "x"; });
        append(console.tempStore(), aWeekOfMail(console.tempStore()));
        Asked asked(console);
        Who& who = *asked.who;
        QVERIFY(who.text("summary").startsWith("Refuses 7 "));
        QCOMPARE(who.groups(), (QStringList{"192.168.7.0/24 4", "203.0.113.9 2", "198.51.100.77 1"}));
        QCOMPARE(who.cell(0, 3), "scanner@example.com → jane@example.com");
        QVERIFY(who.text("likely").startsWith("Private addresses"));
        QVERIFY2(who.proposals().contains("dd 192.168.7.0/24 to the LAN"), qPrintable(who.proposals()));
        QVERIFY(who.proposals().contains("192.168.7.0/24 may relay to all the world"));
        QVERIFY(who.proposals().contains("xception for the IP address 192.168.7.8/29"));
        QVERIFY(!who.proposals().contains("to monitor"));
        who.select(1);
        QVERIFY(who.text("likely").startsWith("SPF fails"));
        QVERIFY2(who.proposals().contains("he sender logs in on Submission (port 587) as jane@example.com"),
                 qPrintable(who.proposals()));
        QVERIFY(who.text("notes").contains("do nothing"));
        QVERIFY(!who.proposals().contains("exception for the sender"));
        who.groupBy(RefusalKey::Name);
        QCOMPARE(who.groups(), QStringList{"example.com 7"});
        QVERIFY2(who.proposals().contains("exception for the sender scanner@example.com, from 192.168.7.9"),
                 qPrintable(who.proposals()));
        QVERIFY(!who.proposals().contains("exception for the IP"));
        who.groupBy(RefusalKey::Spf);
        QCOMPARE(who.groups(), (QStringList{"not looked up 5", "fail 2"}));
    }

    void whatIsCountedAgainKeepsTheGroup()
    {
        TestConsole console;
        append(console.tempStore(), aWeekOfMail(console.tempStore()));
        Asked asked(console);
        Who& who = *asked.who;
        who.select(1);
        QTRY_COMPARE_WITH_TIMEOUT(who.table()->currentIndex().row(), 1, patience);
        console.tempStore().addEntries(
            {TempStore::entry(0, model::ListColor::White, model::ListKind::Ip, "192.168.7.12")});
        const QStringList expected{"192.168.7.9 3", "203.0.113.9 2", "198.51.100.77 1"};
        QTRY_COMPARE_WITH_TIMEOUT(who.groups(), expected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(who.table()->isVisible(), patience);
        QCOMPARE(who.table()->currentIndex().row(), 1);
        QVERIFY(who.text("likely").startsWith("SPF fails"));
    }

    void theLogShowsAGroup()
    {
        TestConsole console;
        append(console.tempStore(), aWeekOfMail(console.tempStore()));
        Asked asked(console);
        QSignalSpy leaving(&asked.dialog, &RefusalDialog::leaving);
        click(find(&asked.dialog, "showInLog"));
        QCOMPARE(console.filters.size(), std::size_t(1));
        QCOMPARE(console.filters.front().search, "192.168.7.0/24");
        QCOMPARE(leaving.size(), 1);
    }

    void theLanIsLedTo()
    {
        TestConsole console;
        append(console.tempStore(), aWeekOfMail(console.tempStore()));
        Asked asked(console);
        QSignalSpy leaving(&asked.dialog, &RefusalDialog::leaving);
        asked.who->choose("to the LAN");
        QCOMPARE(console.opened.size(), std::size_t(1));
        QCOMPARE(console.opened.front().page, std::optional(PageId::Lan));
        QCOMPARE(leaving.size(), 1);
    }

    void anExceptionIsAddedAndTheGroupGoes()
    {
        TestConsole console;
        append(console.tempStore(), aWeekOfMail(console.tempStore()));
        Asked asked(console);
        console.scripted().answer(0);
        asked.who->choose("exception for the IP address 192.168.7.8/29");
        QTRY_COMPARE_WITH_TIMEOUT(asked.who->groups(), (QStringList{"203.0.113.9 2", "198.51.100.77 1"}),
                                  patience);
        const auto entries = console.tempStore().store().listEntries();
        QCOMPARE(entries->back().pattern, std::string("192.168.7.8/29"));
        QCOMPARE(entries->back().color, ListColor::White);
    }

    void aCheckThatIsOffIsAskedAsIfItWereOn()
    {
        TestConsole console;
        TempStore& temp = console.tempStore();
        append(temp, aWeekOfMail(temp));
        temp.saveAs("anna", [](model::Configuration& all) {
            all.services[0].checks[Check::SenderClaimsLocal].mode = CheckMode::Off;
        });
        Asked asked(console);
        QVERIFY(asked.who->text("summary").startsWith("Would have refused 7 "));
        QVERIFY(asked.who->proposals().contains("to the LAN"));
        QVERIFY(asked.who->text("notes").contains("set the check to enforce"));
    }

    void nobodySaysWhatToDoNext()
    {
        TestConsole console;
        append(console.tempStore(), aWeekOfMail(console.tempStore()));
        Asked asked(console, Check::HeloInvalid);
        QCOMPARE(asked.who->text("summary"), "Would have refused nothing in 7 days. By what the log knows it "
                                             "can be set to enforce.");
        QVERIFY(!asked.who->table()->isVisible());
        QVERIFY(!find(&asked.dialog, "showInLog")->isEnabled());
    }

    // The whole way, by keyboard.
    void whoIsAskedFromTheBlackList()
    {
        ConsoleFixture console;
        append(console.store, aWeekOfMail(console.store));
        Place place;
        place.service = "SMTP";
        place.check = Check::SenderClaimsLocal;
        console.window.open(place);
        auto* lists = waitForWidget<ListDialog>(&console.window, "blackList");
        QTRY_VERIFY(lists->isLoaded());
        QVERIFY(refusalsOf(lists, claimsLocal).startsWith("Refuses 7 "));
        askWho(lists, "sender.claims-local.who");
        Who who(waitForWidget<RefusalDialog>(lists, "refusalDialog"));
        QCOMPARE(who.groups().front(), "192.168.7.0/24 4");
        click(find(who.dialog, "showInLog"));
        auto* page = qobject_cast<LogPage*>(console.window.pages().currentPage());
        QVERIFY(page != nullptr);
        auto* log = find<QTableView>(page, "events");
        QTRY_COMPARE_WITH_TIMEOUT(log->model()->rowCount(), 4, patience);
    }

    // The properties are modal: they go, so that the log can be looked at.
    void propertiesMakeWayForTheLog()
    {
        ConsoleFixture console;
        console.store.saveAs("anna", [](model::Configuration& all) {
            model::DnsList list;
            list.zone = "zen.example.org";
            list.points = 100;
            all.services[0].dnsLists = {list};
        });
        policy::Facts facts =
            sessionFacts("203.0.113.9", "mx.example.org", "bob@example.org", "jane@example.com");
        facts.dnsLists =
            policy::DnsListAnswers{{"zen.example.org", {*IpAddress::parse("127.0.0.2")}, "listed", ""}};
        append(console.store, {decidedEvent(console.store, facts)});
        QTRY_VERIFY(!console.window.live().overview().configuration.services[0].dnsLists.empty());
        Place place;
        place.service = "SMTP";
        place.tab = "black-lists";
        console.window.open(place);
        QPointer<ServiceProperties> properties =
            waitForWidget<ServiceProperties>(&console.window, "serviceProperties");
        QTRY_VERIFY(properties->isLoaded());
        QVERIFY2(refusalsOf(properties, "ip.dnsbl.refusals").startsWith("Refuses 1 "),
                 qPrintable(refusalsOf(properties, "ip.dnsbl.refusals")));
        askWho(properties, "ip.dnsbl.who");
        Who who(waitForWidget<RefusalDialog>(properties, "refusalDialog"));
        QCOMPARE(who.groups(), QStringList{"203.0.113.9 1"});
        click(find(who.dialog, "showInLog"));
        QTRY_VERIFY(properties == nullptr);
        QVERIFY(qobject_cast<LogPage*>(console.window.pages().currentPage()) != nullptr);
    }
};

QTEST_MAIN(TestRefusalDialog)
#include "test_refusal_dialog.moc"
