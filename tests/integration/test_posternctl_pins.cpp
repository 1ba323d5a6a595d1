// SPDX-License-Identifier: GPL-3.0-or-later
// posternctl pins, and what saving says of them.
#include "ctl_site.h"
#include "policy/facts.h"

using namespace postern;
using namespace postern::test;

class TestPosternctlPins : public QObject, private CtlSite {
    Q_OBJECT

    void log(const std::string& sender, model::Outcome outcome, const std::string& check,
             const std::string& reference)
    {
        policy::Facts facts;
        facts.now = SystemClock().now();
        facts.client = *IpAddress::parse("203.0.113.9");
        facts.helo = "client.example";
        facts.sender = sender;
        facts.recipient = "jane@domain.com";
        model::Event event;
        event.time = facts.now;
        event.service = "SMTP";
        event.client = facts.client.toString();
        event.sender = sender;
        event.recipient = *facts.recipient;
        event.outcome = outcome;
        event.check = check;
        event.reference = reference;
        event.facts = policy::toJson(facts);
        QVERIFY(opened(m_store)->appendEvents(std::span(&event, 1)));
    }

private Q_SLOTS:
    void init()
    {
        renew();
        make();
        QCOMPARE(ctl({"mailbox", "add", "jane@domain.com", "--no-password"}).exit, 0);
        log("joe@example.com", model::Outcome::Accepted, "", "");
        log("jane@domain.com", model::Outcome::Rejected, "sender.claims-local", "K7Q2M9XD");
    }

    void theyArePinnedListedAndRemoved()
    {
        QCOMPARE(ctl({"pins", "list"}).out, "nothing is pinned\n");
        const Ran first = ctl({"pins", "add", "1", "--note", "our best customer"});
        QVERIFY2(first.exit == 0, qPrintable(first.err));
        QCOMPARE(first.out, "pin 1: must be accepted: 203.0.113.9 from=joe@example.com to=jane@domain.com\n");
        QCOMPARE(ctl({"pins", "add", "K7Q2M9XD"}).out,
                 "pin 2: must be refused: 203.0.113.9 from=jane@domain.com to=jane@domain.com\n");
        const Ran listed = ctl({"pins", "list"});
        QCOMPARE(listed.exit, 0);
        QVERIFY2(listed.out.contains("our best customer"), qPrintable(listed.out));
        QVERIFY(listed.out.contains("rejected by sender.claims-local"));

        QCOMPARE(ctl({"pins", "remove", "1"}).exit, 0);
        const Ran again = ctl({"pins", "remove", "1"});
        QCOMPARE(again.exit, 1);
        QVERIFY2(again.err.contains("there is no pin 1"), qPrintable(again.err));
        const Ran json = ctl({"pins", "list", "--json"});
        QCOMPARE(json.json().value("id").toInt(), 2);
        QCOMPARE(json.json().value("expected").toString(), "refused");
        QCOMPARE(json.json().value("state").toString(), "kept");
        QCOMPARE(json.json().value("check").toString(), "sender.claims-local");
        QCOMPARE(json.json().value("reference").toString(), "K7Q2M9XD");
        QCOMPARE(json.json().value("service").toString(), "SMTP");
    }

    void whatIsExpectedMayBeTheContrary()
    {
        QCOMPARE(ctl({"pins", "add", "K7Q2M9XD", "--accepted"}).exit, 0);
        const Ran listed = ctl({"pins", "list"});
        QCOMPARE(listed.exit, 1);
        QVERIFY2(listed.out.contains("BROKEN: rejected by sender.claims-local"), qPrintable(listed.out));
        QCOMPARE(ctl({"pins", "add", "K7Q2M9XD", "--accepted", "--refused"}).exit, 2);
    }

    void whoeverSavesIsTold()
    {
        QCOMPARE(ctl({"pins", "add", "1"}).exit, 0);
        const Ran harmless = list("add", "black", "sender", {"ann@example.com"});
        QCOMPARE(harmless.exit, 0);
        QCOMPARE(harmless.err, QString());
        const QString warning = "warning: pin 1, must be accepted: 203.0.113.9 from=joe@example.com "
                                "to=jane@domain.com: BROKEN: rejected by sender.blacklist\n";
        QByteArray document = ctl({"export"}).out.toUtf8();
        document.replace("ann@example.com", "joe@example.com");
        const Ran rehearsed = ctl({"apply", "-", "--dry-run"}, document);
        QCOMPARE(rehearsed.exit, 0);
        QCOMPARE(rehearsed.err, warning);
        const Ran breaking = list("add", "black", "sender", {"joe@example.com"});
        QCOMPARE(breaking.exit, 0); // told, not forbidden
        QCOMPARE(breaking.err, warning);
        QCOMPARE(ctl({"pins", "list"}).exit, 1);
        QCOMPARE(list("add", "black", "sender", {"bob@example.com"}).err, QString()); // broken before
    }

    void whatCannotBePinnedIsSaidSo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exit");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such reference") << QStringList{"add", "ZZZZZZZZ"} << 1 << "no decision 'ZZZZZZZZ'";
        QTest::newRow("no such number") << QStringList{"add", "77"} << 1 << "no decision '77'";
        QTest::newRow("none of the policy's") << QStringList{"add", "3"} << 1 << "cannot be made again";
        QTest::newRow("a long note") << QStringList{"add", "1", "--note", QString(1001, u'x')} << 1
                                     << "longer than 1000 bytes";
        QTest::newRow("nothing") << QStringList{"add"} << 2 << "EVENT is required";
        QTest::newRow("no number") << QStringList{"remove", "one"} << 2 << "ID";
    }
    void whatCannotBePinnedIsSaidSo()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, exit);
        QFETCH(const QString, says);
        log("joe@example.com", model::Outcome::Deferred, "delivery", "");
        const Ran ran = ctl(QStringList{"pins"} + arguments);
        QCOMPARE(ran.exit, exit);
        QVERIFY2(ran.err.contains(says), qPrintable(ran.err));
    }
};

QTEST_GUILESS_MAIN(TestPosternctlPins)
#include "test_posternctl_pins.moc"
