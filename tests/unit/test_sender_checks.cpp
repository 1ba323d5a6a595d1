// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/policy_words.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::ListKind;

class TestSenderChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendersThatClaimToBeLocal_data()
    {
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("expected");
        QTest::newRow("local") << "jsmith@domain.com"
                               << "hit";
        QTest::newRow("local in capitals") << "JSmith@DOMAIN.com"
                                           << "hit";
        QTest::newRow("alias") << "jsmith@domain.net"
                               << "hit";
        QTest::newRow("dot at the end") << "jsmith@domain.com."
                                        << "hit";
        QTest::newRow("quoted") << "\"j smith\"@domain.com"
                                << "hit";
        QTest::newRow("two at signs") << "jsmith@example.org@domain.com"
                                      << "hit";
        QTest::newRow("below a local domain") << "jsmith@office.domain.com"
                                              << "pass";
        QTest::newRow("ends alike") << "jsmith@notdomain.com"
                                    << "pass";
        QTest::newRow("local domain as local part") << "domain.com@example.org"
                                                    << "pass";
        QTest::newRow("null sender") << ""
                                     << "not-applicable";
        QTest::newRow("no domain") << "jsmith"
                                   << "pass";
    }
    void sendersThatClaimToBeLocal()
    {
        QFETCH(QString, sender);
        QFETCH(QString, expected);
        const auto facts = session(stranger, "laptop", sender.toStdString(), "jane@domain.com");
        QCOMPARE(result({}, Check::SenderClaimsLocal, facts), expected);
    }

    void theNullSenderCanBeBlackListed()
    {
        Scene scene;
        scene.black(ListKind::Sender, "<>");
        QCOMPARE(result(scene, Check::SenderBlacklist, session(stranger, "laptop", "", "jane@domain.com")),
                 "hit");
        const auto verdict = scene.verdict(session(stranger, "laptop", "", "jane@domain.com"));
        QCOMPARE(qt(verdict.reply.text), "blacklisted (<>)");
        QCOMPARE(result(scene, Check::SenderBlacklist,
                        session(stranger, "laptop", "joe@example.org", "jane@domain.com")),
                 "pass");
    }

    void authIsRequiredWhereTheServiceSays()
    {
        auto facts = session(insider, "laptop", "jane@domain.com", "jane@domain.com");
        Scene submission;
        submission.service = model::makeService(model::Preset::Submission);
        const auto refused = submission.verdict(facts);
        QCOMPARE(qt(refused.reply.toString()), "530 5.7.0 Authentication required");
        facts.user = "jane@domain.com";
        QVERIFY(!submission.verdict(facts).check);
    }

    void sendersBelongToTheUserWhoHasLoggedIn_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("sender");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* user, const char* sender, const char* expected) {
            QTest::newRow(name) << QByteArray(user) << QByteArray(sender) << QString(expected);
        };
        row("own", "jane@domain.com", "Jane@Domain.com", "pass");
        row("null sender", "jane@domain.com", "", "not-applicable");
        row("not logged in", "", "joe@domain.com", "not-applicable");
        row("a stranger's", "jane@domain.com", "joe@domain.com", "hit");
        row("elsewhere", "jane@domain.com", "jane@example.com", "hit");
        row("user of another source, as himself", "ann@example.com", "ann@example.com", "pass");
        row("user of another source, as another", "ann@example.com", "jane@domain.com", "hit");
        row("user without a domain", "ann", "ann@domain.com", "hit");
    }
    void sendersBelongToTheUserWhoHasLoggedIn()
    {
        QFETCH(QByteArray, user);
        QFETCH(QByteArray, sender);
        QFETCH(QString, expected);
        auto facts = session(stranger, "laptop", sender.toStdString(), "jane@domain.com");
        facts.user = user.toStdString();
        QCOMPARE(result({}, Check::SenderNotOwned, facts), expected);
    }
};

QTEST_APPLESS_MAIN(TestSenderChecks)
#include "test_sender_checks.moc"
