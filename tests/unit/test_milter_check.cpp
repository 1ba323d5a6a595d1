// SPDX-License-Identifier: GPL-3.0-or-later
// What milters say before the message is there, and the codes that they say: message.spam.
#include "support/scene.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;

namespace {

constexpr const char* one = "127.0.0.1:8891";
constexpr const char* other = "127.0.0.1:783";

Scene sceneWithMilter()
{
    Scene scene;
    model::Scanner scanner;
    scanner.kind = model::ScannerKind::Milter;
    scanner.address = one;
    scene.service.scanners = {scanner};
    return scene;
}

policy::Facts said(const char* text)
{
    policy::Facts facts = session("203.0.113.9", "mx.example.org", "joe@example.org", "jane@domain.com");
    facts.scans = policy::ScanOpinions{scanOpinionIn(one, text)};
    return facts;
}

} // namespace

class TestMilterCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itsCodesAreTheReply_data()
    {
        QTest::addColumn<QString>("opinion");
        QTest::addColumn<QString>("reply");
        QTest::newRow("words") << "spam -/- x\n550 5.7.9 Infected: X"
                               << "550 5.7.9 Infected: X";
        QTest::newRow("no words") << "spam -/- x"
                                  << "554 5.7.1 The message looks like spam";
        QTest::newRow("code without words") << "spam -/- x\n552 5.2.2 "
                                            << "552 5.2.2";
        QTest::newRow("no codes") << "spam -/- x\nGo away"
                                  << "554 5.7.1 Go away";
        QTest::newRow("code without status") << "spam -/- x\n550 Go away"
                                             << "554 5.7.1 550 Go away";
        QTest::newRow("a success") << "spam -/- x\n250 2.0.0 Ok"
                                   << "554 5.7.1 250 2.0.0 Ok";
        QTest::newRow("codes of two kinds") << "spam -/- x\n550 4.7.1 x"
                                            << "554 5.7.1 550 4.7.1 x";
        QTest::newRow("no status") << "spam -/- x\n550 5.7 x"
                                   << "554 5.7.1 550 5.7 x";
        QTest::newRow("a placeholder") << "spam -/- x\n550 5.7.9 {address}"
                                       << "550 5.7.9 (address)";
        QTest::newRow("later") << "later -/- x\n452 4.2.2 Full"
                               << "452 4.2.2 Full";
        QTest::newRow("later, no words") << "later -/- x"
                                         << "451 4.7.1 Not now; try again later";
        QTest::newRow("later, for ever") << "later -/- x\n552 5.2.2 Full"
                                         << "451 4.7.1 552 5.2.2 Full";
    }
    void itsCodesAreTheReply()
    {
        QFETCH(QString, opinion);
        QFETCH(QString, reply);
        const QByteArray text = opinion.toUtf8();
        const policy::Verdict verdict = sceneWithMilter().verdict(said(text.constData()), model::Stage::Data);
        QVERIFY(verdict.check == Check::MessageSpam);
        QCOMPARE(QString::fromStdString(verdict.reply.toString()), reply);
        QCOMPARE(int(verdict.outcome),
                 int(reply.startsWith('5') ? model::Outcome::Rejected : model::Outcome::Deferred));
    }
    void whoSays421Closes()
    {
        const policy::Verdict verdict =
            sceneWithMilter().verdict(said("later -/- x\n421 4.3.2 Bye"), model::Stage::Data);
        QCOMPARE(verdict.reply.code, 421);
        QVERIFY(verdict.close);
    }
    void explainedBeforeTheMessageIsThere()
    {
        const Scene scene = sceneWithMilter();
        policy::Facts facts = said("spam -/- x\n550 5.7.9 No");
        policy::Explanation explained = policy::explain(*scene.compile(), facts);
        QVERIFY(explained.verdict.check == Check::MessageSpam);
        facts.recipient.reset();
        facts.sender.reset();
        facts.helo.clear();
        explained = policy::explain(*scene.compile(), facts);
        QVERIFY(explained.verdict.check == Check::MessageSpam);
        facts.scans.reset();
        QVERIFY(!policy::explain(*scene.compile(), facts).verdict.check);
    }
    void othersThatWereNotAskedChangeNothing()
    {
        Scene scene = sceneWithMilter();
        model::Scanner scanner;
        scanner.address = other;
        scanner.onFailure = model::ScannerFailure::Defer;
        scene.service.scanners.push_back(scanner);
        policy::Facts facts = said("spam -/- x\n550 5.7.9 No");
        std::get<policy::ScanOpinions>(*facts.scans).push_back(scanOpinionIn(other, "!not asked"));
        QCOMPARE(scene.verdict(facts, model::Stage::Data).reply.code, 550);
    }
};

QTEST_GUILESS_MAIN(TestMilterCheck)
#include "test_milter_check.moc"
