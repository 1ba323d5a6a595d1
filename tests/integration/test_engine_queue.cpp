// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/engine_site.h"

#include <QTest>

using namespace postern;
using namespace std::chrono_literals;
using namespace postern::testing;

class TestEngineQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theQueueIsShownAndObeysOrders()
    {
        Site site;
        site.change([](model::Configuration& c) { c.routes = {{0, "*", "smtp:127.0.0.77:1", "", "", {}}}; });
        const auto engine = site.start();
        SmtpClient client(site.port, lan);
        client.hello();
        const std::string answer = client.deliver("jsmith@domain.com", "ann@far.example", "text");
        QVERIFY2(answer.starts_with("250 "), answer.c_str());
        client.deliver("jsmith@domain.com", "bob@far.example", "text");
        const auto entry = [&](const char* recipient) {
            const auto queue = *site.db->queue();
            for (const model::QueueEntry& each : queue) {
                if (each.recipient == recipient)
                    return each;
            }
            return model::QueueEntry();
        };
        QTRY_COMPARE(entry("ann@far.example").attempts, 1);
        const model::QueueEntry ann = entry("ann@far.example");
        QVERIFY(answer.ends_with(ann.message));
        QCOMPARE(ann.sender, std::string("jsmith@domain.com"));
        QCOMPARE(ann.destination, std::string("domain:far.example"));
        QVERIFY(ann.lastError.find("127.0.0.77") != std::string::npos);
        QVERIFY(ann.nextTry > ann.arrived + 3min);
        QTRY_COMPARE((*engine)->status().queued, 2);

        const auto order = [&](std::string_view verb, const model::QueueSelection& selection) {
            const store::Command command{0, std::string(verb), model::toJson(selection), "test",
                                         SystemClock().now()};
            return site.db->sendCommand(command).has_value();
        };
        QVERIFY(order(model::queueHold, {.message = ann.message}));
        QTRY_COMPARE(entry("ann@far.example").state, model::QueueState::Held);
        QTRY_COMPARE((*engine)->status().held, 1);
        QCOMPARE(entry("bob@far.example").state, model::QueueState::Queued);
        QVERIFY(order(model::queueRetry, {.recipient = "bob@"}));
        QTRY_COMPARE(entry("bob@far.example").attempts, 2);
        QVERIFY(order(model::queueRelease, {.message = ann.message}));
        QTRY_COMPARE(entry("ann@far.example").attempts, 2);
        QVERIFY(
            site.db->sendCommand({0, "queue.remove", R"({"recipent":"bob"})", "test", SystemClock().now()}));
        QVERIFY(order(model::queueHold,
                      {.rows = {{ann.message, "ann@far.example"}, {ann.message, "n@far.example"}}}));
        QTRY_COMPARE(entry("ann@far.example").state, model::QueueState::Held);
        QCOMPARE(entry("bob@far.example").state, model::QueueState::Queued);
        QVERIFY(order(model::queueRemove, {.sender = "JSMITH", .recipient = "ann"}));
        QTRY_VERIFY(entry("ann@far.example").message.empty());
        QCOMPARE(entry("bob@far.example").attempts, 2); // an order with a slip of the pen does nothing
    }

    void theHeaderOfAMessageIsToldToWhoAsks()
    {
        Site site;
        site.change([](model::Configuration& c) { c.routes = {{0, "*", "smtp:127.0.0.77:1", "", "", {}}}; });
        QVERIFY(site.db->writeHeader(
            {"main", "OLD", "Subject: of an earlier engine\n", SystemClock().now() - 1h}));
        QVERIFY(site.db->writeHeader({"other", "OLD", "Subject: of another\n", SystemClock().now() - 1h}));
        const auto engine = site.start();
        SmtpClient client(site.port, lan);
        client.hello();
        const std::string body = "Subject: secret \x1b[2J plan\r\nFrom: <jsmith@domain.com>\r\n\r\nnot this";
        const std::string answer = client.deliver("jsmith@domain.com", "ann@far.example", body);
        const std::string id = answer.substr(answer.rfind(' ') + 1);
        const auto ask = [&](const std::string& json) {
            return site.db->sendCommand(
                {0, std::string(model::queueHeader), json, "test", SystemClock().now()});
        };
        QVERIFY(ask(R"({"message":")" + id + R"("})")); // of which engine?
        QVERIFY(ask(R"({"node":"main","message":"NONE"})"));
        QTRY_VERIFY(site.db->header("main", "NONE")->has_value());
        QCOMPARE((*site.db->header("main", "NONE"))->text, std::string()); // it is gone
        QVERIFY(!site.db->header("main", id)->has_value());
        QVERIFY(ask(R"({"node":"main","message":")" + id + R"("})"));
        QTRY_VERIFY(site.db->header("main", id)->has_value());
        const std::string text = (*site.db->header("main", id))->text;
        QVERIFY2(text.starts_with("Received: "), text.c_str());
        QVERIFY2(text.ends_with("\nSubject: secret \\x1b[2J plan\nFrom: <jsmith@domain.com>\n"),
                 text.c_str());
        QVERIFY(!site.db->header("main", "OLD")->has_value()); // it had its time
        QVERIFY(site.db->header("other", "OLD")->has_value());
    }

    void whatWasQueuedGoesOnWithTheNextEngine()
    {
        Site site;
        site.change([](model::Configuration& c) { c.routes = {{0, "*", "smtp:127.0.0.77:1", "", "", {}}}; });
        {
            const auto engine = site.start();
            SmtpClient client(site.port, lan);
            client.hello();
            QVERIFY(client.deliver("jsmith@domain.com", "ann@far.example", "text").starts_with("250 "));
            QTRY_VERIFY(!site.db->queue()->empty());
        }
        site.change([&](model::Configuration& c) {
            c.domains.push_back({0, "far.example", {}});
            c.mailboxes.push_back({0, "ann@far.example", "", "maildir:" + site.box(), {}});
            c.routes.clear();
        });
        const auto engine = site.start();
        const store::Command retry{0, "queue.retry", "{}", "test", SystemClock().now()};
        QVERIFY(site.db->sendCommand(retry));
        QTRY_COMPARE(site.mails(), 1);
        QTRY_VERIFY(site.db->queue()->empty());
    }
};

QTEST_GUILESS_MAIN(TestEngineQueue)
#include "test_engine_queue.moc"
