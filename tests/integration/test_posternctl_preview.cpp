// SPDX-License-Identifier: GPL-3.0-or-later
// posternctl preview: what a document would decide otherwise.
#include "ctl_site.h"
#include "policy/facts.h"

#include <nlohmann/json.hpp>

using namespace postern;
using namespace postern::test;
using namespace std::chrono_literals;
using Json = nlohmann::json;

class TestPosternctlPreview : public QObject, private CtlSite {
    Q_OBJECT

    void log(const std::string& sender, std::chrono::hours ago)
    {
        policy::Facts facts;
        facts.now = SystemClock().now() - ago;
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
        event.facts = policy::toJson(facts);
        QVERIFY(opened(m_store)->appendEvents(std::span(&event, 1)));
    }

    // The document of what is saved, with another mode of a check and a sender on the Black List.
    QByteArray changed()
    {
        Json document = Json::parse(ctl({"export"}).out.toStdString());
        Json& service = document["services"][0];
        service["checks"]["sender.claims-local"] = "off";
        service["black_list"]["sender"] = {"joe@example.com"};
        return QByteArray::fromStdString(document.dump());
    }

private Q_SLOTS:
    void init()
    {
        renew();
        make();
        QCOMPARE(ctl({"mailbox", "add", "jane@domain.com", "--no-password"}).exit, 0);
        log("joe@example.com", 200h);
        log("ann@example.com", 3h);
        log("joe@example.com", 2h);
        log("jane@domain.com", 1h);
    }

    void itTellsWhatWouldComeOutOtherwise()
    {
        const Ran ran = ctl({"preview", "-"}, changed());
        QVERIFY2(ran.exit == 0, qPrintable(ran.err));
        const QStringList lines = ran.out.split('\n');
        QVERIFY(lines.contains("decided again                   3"));
        QVERIFY(lines.contains("would be accepted, not refused  1"));
        QVERIFY(lines.contains("would be refused, not accepted  1"));
        QVERIFY2(lines[3].endsWith("203.0.113.9  from=jane@domain.com  to=jane@domain.com  "
                                   "rejected by sender.claims-local -> accepted"),
                 qPrintable(ran.out));
        QVERIFY(lines[4].endsWith("accepted -> rejected by sender.blacklist"));
        QCOMPARE(*opened(m_store)->revision(), 2); // nothing is saved
    }

    void theTimeIsChosen()
    {
        QVERIFY(ctl({"preview", "-", "--since", "30d"}, changed())
                    .out.startsWith("decided again                   4\n"));
        const Ran none = ctl({"preview", "-", "--since", "1m"}, changed());
        QCOMPARE(none.out, "decided again  0\nnothing would be decided otherwise\n");
        QCOMPARE(ctl({"preview", "-", "--since", "yesterday"}, changed()).exit, 1);
    }

    void asJson()
    {
        const Json json = Json::parse(ctl({"preview", "-", "--json"}, changed()).out.toStdString());
        QCOMPARE(json["decided"].get<int>(), 3);
        QCOMPARE(json["admitted"].get<int>(), 1);
        QCOMPARE(json["refused"].get<int>(), 1);
        QCOMPARE(json["rows"].size(), std::size_t(2));
        QCOMPARE(json["rows"][0]["effect"].get<std::string>(), std::string("admitted"));
        QCOMPARE(json["rows"][0]["now"]["check"].get<std::string>(), std::string("sender.claims-local"));
        QVERIFY(json["rows"][0]["then"]["check"].is_null());
    }

    void aWrongDocumentIsRefused()
    {
        const Ran wrong = ctl({"preview", "-"}, R"({"services":[{"prot":1}]})");
        QCOMPARE(wrong.exit, 1);
        QVERIFY(wrong.err.contains("standard input: services[0].prot"));
    }
};

QTEST_GUILESS_MAIN(TestPosternctlPreview)
#include "test_posternctl_preview.moc"
