// SPDX-License-Identifier: GPL-3.0-or-later
// Which list entries an address or a part of one has to do with.
#include "support/temp_store.h"
#include "ui/data/store_client.h"
#include "ui/find/entry_finder.h"

#include <QElapsedTimer>
#include <QTest>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using model::ListColor;
using model::ListKind;

namespace {

struct Line {
    ListKind kind;
    const char* pattern;
    bool negated = false;
};

constexpr Line lines[] = {
    {ListKind::Ip, "192.0.2.0/24"},
    {ListKind::Ip, "192.0.2.7"},
    {ListKind::Ip, "198.51.100.10-198.51.100.19"},
    {ListKind::Ip, "2001:db8::/32"},
    {ListKind::Sender, "*@spam.example"},
    {ListKind::Sender, "joe@spam.example", true},
    {ListKind::Sender, "joe@*"},
    {ListKind::Sender, "spam.example"},
    {ListKind::Sender, ".example"},
    {ListKind::Sender, "<>"},
    {ListKind::Recipient, "jane@example.com"},
    {ListKind::Helo, "mail.spam.example"},
    {ListKind::Helo, "*.spam.example"},
    {ListKind::Helo, "friend"},
};

// "=" same, "~" matches, "." a part.
QStringList found(const char* typed)
{
    EntrySearch search(typed);
    if (!search.wanted())
        return {"nothing is looked for"};
    model::Id id = 0;
    for (const Line& line : lines) {
        model::ListEntryView view;
        view.id = ++id;
        view.kind = line.kind;
        view.pattern = line.pattern;
        view.negated = line.negated;
        view.enabled = true;
        search.look(view);
    }
    QStringList words;
    for (const EntryMatch& match : search.take()) {
        const char* how = match.how == EntryMatch::How::Same      ? "= "
                          : match.how == EntryMatch::How::Matches ? "~ "
                                                                  : ". ";
        words.append(QLatin1String(how) + QString::fromStdString(match.entry.pattern));
    }
    return words;
}

} // namespace

class TestEntrySearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLinesThatItIsAboutAreFound_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* typed, const QStringList& expected) {
            QTest::newRow(typed) << QByteArray(typed) << expected;
        };
        row("192.0.2.7", {"= 192.0.2.7", "~ 192.0.2.0/24"});
        row("192.0.2.8", {"~ 192.0.2.0/24"});
        row("192.0.2.0/24", {"= 192.0.2.0/24", ". 192.0.2.7"});
        row("192.0.2.0/28", {"~ 192.0.2.0/24", ". 192.0.2.7"});
        row("198.51.100.12", {"~ 198.51.100.10-198.51.100.19"});
        row("2001:db8::5", {"~ 2001:db8::/32"});
        row("198.51", {". 198.51.100.10-198.51.100.19"});
        row("joe@spam.example",
            {"= joe@spam.example", "~ *@spam.example", "~ spam.example", "~ .example", "~ joe@*"});
        row("JOE@SPAM.example",
            {"= joe@spam.example", "~ *@spam.example", "~ spam.example", "~ .example", "~ joe@*"});
        row("~joe@spam.example",
            {"= joe@spam.example", "~ *@spam.example", "~ spam.example", "~ .example", "~ joe@*"});
        row("spam.example", {"= spam.example", "~ *@spam.example", "~ .example", ". joe@spam.example",
                             ". mail.spam.example", ". *.spam.example"});
        row("mail.spam.example", {"= mail.spam.example", "~ *.spam.example", "~ .example"});
        row("<>", {"= <>"});
        row("friend", {"= friend"});
        row("frie", {". friend"});
        row("spam", {". *@spam.example", ". joe@spam.example", ". spam.example", ". mail.spam.example",
                     ". *.spam.example"});
        row("550 5.7.1 <jane@example.com>: refused", {"= jane@example.com"});
        row("sp", {"nothing is looked for"});
        row("printer cannot send", {"nothing is looked for"});
        row("", {"nothing is looked for"});
    }
    void theLinesThatItIsAboutAreFound()
    {
        QFETCH(QByteArray, typed);
        QTEST(found(typed.constData()), "expected");
    }

    void onlyTheBestAreKept()
    {
        EntrySearch search("joe@spam.example");
        const auto look = [&search](const std::string& pattern) {
            model::ListEntryView view;
            view.kind = ListKind::Sender;
            view.pattern = pattern;
            search.look(view);
        };
        for (int i = 0; i < 100; ++i)
            look("joe@spam.example" + std::to_string(i)); // a part
        QVERIFY(!search.satisfied());                     // what matches may still come
        look(".example");
        look("joe@spam.example");
        const auto matches = search.take();
        QCOMPARE(matches.size(), EntrySearch::limit);
        QCOMPARE(matches[0].entry.pattern, "joe@spam.example");
        QCOMPARE(matches[1].entry.pattern, ".example");
        QCOMPARE(matches[2].entry.pattern, "joe@spam.example0");
    }

    void aPartIsLookedForNoLongerThanNeeded()
    {
        EntrySearch search("spam");
        model::ListEntryView view;
        view.kind = ListKind::Sender;
        view.pattern = "spam.example";
        for (std::size_t i = 0; i < EntrySearch::limit; ++i) {
            QVERIFY(!search.satisfied());
            search.look(view);
        }
        QVERIFY(search.satisfied());
    }

    void theStoreIsSearchedOffTheGuiThread()
    {
        TempStore store;
        StoreClient client(store.where());
        EntryFinder finder(client);
        std::vector<EntryMatch> matches;
        connect(&finder, &EntryFinder::found, this, [&](const Result<std::vector<EntryMatch>>& answer) {
            QVERIFY(answer.has_value());
            matches = *answer;
        });
        finder.find("joe@spam.example");
        QVERIFY(finder.busy());
        finder.find("192.0.2.77"); // drops the first
        QTRY_VERIFY_WITH_TIMEOUT(!finder.busy(), 30'000);
        QCOMPARE(matches.size(), std::size_t(1));
        QCOMPARE(matches[0].entry.pattern, "192.0.2.0/24");
        QCOMPARE(matches[0].entry.service, store.service("SMTP").id);
        matches.clear();
        finder.find("sp");
        QVERIFY(!finder.busy());
    }
};

QTEST_GUILESS_MAIN(TestEntrySearch)
#include "test_entry_search.moc"
