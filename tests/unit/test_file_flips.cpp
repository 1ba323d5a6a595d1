// SPDX-License-Identifier: GPL-3.0-or-later
// What would flip a verdict that a line of a file decides: such a line cannot be removed, so nothing that is
// offered may be that, and all that is offered must work beside it.
#include "policy/subscribed_lists.h"
#include "support/flip_case.h"

#include <QTemporaryDir>
#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::ListColor;
using model::ListKind;

class TestFileFlips : public QObject {
    Q_OBJECT

private:
    // The case with the lines of a file in one of its lists.
    static policy::FlipSite siteWith(FlipCase& c, ListColor color, ListKind kind, const QByteArray& lines,
                                     const QString& folder)
    {
        QFile file(folder + "/drop.txt");
        if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
            QTest::qFail("the file is not written", __FILE__, __LINE__);
        file.close();
        c.scene.service.subscriptions = {{color, kind, "drop.txt", true}};
        policy::FlipSite site = c.site();
        const auto files =
            policy::readSubscribedFiles((folder + "/postern.db").toStdString(), *site.configuration);
        site.snapshot = policy::withFiles(*site.snapshot, *site.configuration, files.lists);
        return site;
    }

private Q_SLOTS:
    void whatWouldLetInPastALineOfAFile_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<int>("check");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QStringList>("also");
        const auto row = [](const char* name, ListKind kind, const char* lines, Check check,
                            const char* pattern, const char* first, const QStringList& also) {
            QTest::newRow(name) << int(kind) << QByteArray(lines) << int(check) << pattern << first << also;
        };
        const QString byIp = "add an exception for the IP address 203.0.113.9";
        row("a range", ListKind::Ip, "198.51.100.1\n203.0.113.0/24\n", Check::IpBlacklist,
            "203.0.113.0/24 (drop.txt:2)",
            "take 203.0.113.9 out of the Black List of SMTP, by the entry ~203.0.113.9", {byIp});
        row("the very address", ListKind::Ip, "203.0.113.9\n", Check::IpBlacklist, "203.0.113.9 (drop.txt:1)",
            "take 203.0.113.9 out of the Black List of SMTP, by the entry ~203.0.113.9", {byIp});
        row("the very sender", ListKind::Sender, "# these\njoe@example.org\n", Check::SenderBlacklist,
            "joe@example.org (drop.txt:2)",
            "take joe@example.org out of the Black List of SMTP, by the entry ~joe@example.org",
            {byIp, "add an exception for the sender joe@example.org, from 203.0.113.9 only"});
        row("a wildcard", ListKind::Sender, "*@*.org\n", Check::SenderBlacklist, "*@*.org (drop.txt:1)",
            "take joe@example.org out of the Black List of SMTP, by the entry ~joe@example.org", {byIp});
        row("a recipient", ListKind::Recipient, "jane@domain.com\n", Check::RecipientBlacklist,
            "jane@domain.com (drop.txt:1)",
            "take jane@domain.com out of the Black List of SMTP, by the entry ~jane@domain.com",
            {byIp, "add an exception for the recipient jane@domain.com"});
        row("a HELO name", ListKind::Helo, "\nmx.example.org\n", Check::HeloBlacklist,
            "mx.example.org (drop.txt:2)",
            "take mx.example.org out of the Black List of SMTP, by the entry ~mx.example.org", {byIp});
    }
    void whatWouldLetInPastALineOfAFile()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, lines);
        QFETCH(int, check);
        QFETCH(QString, pattern);
        QFETCH(QString, first);
        QFETCH(QStringList, also);
        QTemporaryDir folder;
        FlipCase c;
        const auto site = siteWith(c, ListColor::Black, ListKind(kind), lines, folder.path());
        const auto verdict = policy::explain(*site.snapshot->find(1), c.facts).verdict;
        QVERIFY(verdict.check);
        QCOMPARE(int(*verdict.check), check);
        QCOMPARE(qt(policy::decidingRow(verdict)->pattern), pattern);
        const policy::Flips flips = policy::findFlips(site, 1, c.facts);
        const QStringList all = inWords(flips);
        QVERIFY2(!all.isEmpty() && all.front() == first, qPrintable(all.join('\n')));
        for (const QString& words : also)
            QVERIFY2(all.contains(words), qPrintable(words + "\nin\n" + all.join('\n')));
        for (const policy::Flip& flip : flips.flips) {
            for (const policy::FlipStep& step : flip.steps)
                QVERIFY(step.act != policy::FlipAct::RemoveEntry);
        }
    }

    // The entry that is offered, in the store, beside the file: it does what it says.
    void theEntryThatIsOfferedWorksBesideTheFile()
    {
        QTemporaryDir folder;
        FlipCase c;
        const QByteArray lines("203.0.113.9\n");
        const auto site = siteWith(c, ListColor::Black, ListKind::Ip, lines, folder.path());
        const auto flips = policy::findFlips(site, 1, c.facts);
        QVERIFY(!flips.flips.empty());
        const policy::FlipStep step = flips.flips.front().steps.front();
        QVERIFY(step.act == policy::FlipAct::AddEntry && step.entry.negated);
        c.scene.entries.push_back(step.entry);
        c.scene.entries.back().id = 77;
        const auto after = siteWith(c, ListColor::Black, ListKind::Ip, lines, folder.path());
        QVERIFY(!policy::explain(*after.snapshot->find(1), c.facts).verdict.check);
    }

    void anExceptionInAFileIsNotRemovedEither()
    {
        QTemporaryDir folder;
        FlipCase c;
        c.scene.black(ListKind::Ip, "203.0.113.0/24");
        const auto site = siteWith(c, ListColor::White, ListKind::Ip, "203.0.113.9\n", folder.path());
        QVERIFY(!policy::explain(*site.snapshot->find(1), c.facts).verdict.check);
        const auto flips = policy::findFlips(site, 1, c.facts);
        QVERIFY(!flips.refused);
        const QStringList all = inWords(flips);
        QVERIFY2(all.filter("remove").isEmpty(), qPrintable(all.join('\n')));
    }
};

QTEST_APPLESS_MAIN(TestFileFlips)
#include "test_file_flips.moc"
