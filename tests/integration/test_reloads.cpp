// SPDX-License-Identifier: GPL-3.0-or-later
// Policies change while clients talk: no session ends by it, and every decision is by one revision as a
// whole.
#include "support/engine_site.h"

#include <QTest>

#include <atomic>
#include <map>
#include <thread>

using namespace postern;
using namespace postern::testing;
using model::Check;

namespace {

constexpr int turns = 7;               // as many senders, of which each revision lists one
constexpr int clients = 4;             // each with a session of its own that stays open
constexpr int others = 500;            // senders that every revision lists
constexpr int messageEach = 5;         // so often what may be sent is sent
constexpr int patienceForOne = 20'000; // ms

std::string listed(int turn)
{
    return "sender" + std::to_string(turn) + "@listed.example";
}

// The listed sender and the words of the refusal belong together: whoever has read only half of a revision
// says the words of another.
std::string words(int turn)
{
    return "listed in turn " + std::to_string(turn) + ';';
}

class Client {
public:
    explicit Client(int port)
        : m_port(port)
        , m_thread([this] { run(); })
    {
    }
    ~Client() { stop(); }

    void stop()
    {
        m_ending = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    const std::string& problem() const { return m_problem; } // once stopped
    int accepted() const { return m_accepted; }
    int refused() const { return m_refused; }

private:
    void run()
    {
        SmtpClient client(m_port, outside);
        client.hello();
        for (int turn = 0; !m_ending && m_problem.empty(); turn = (turn + 1) % turns) {
            if (!client.say("MAIL FROM:<" + listed(turn) + ">").starts_with("250 "))
                m_problem = "MAIL was not accepted";
            const std::string answer = client.say("RCPT TO:<jsmith@domain.com>");
            if (answer.starts_with("554 ")) {
                ++m_refused;
                if (answer.find(words(turn)) == answer.npos)
                    m_problem = listed(turn) + " was told '" + answer + '\'';
                client.say("RSET");
            } else if (!answer.starts_with("250 ")) {
                m_problem = "RCPT was answered with '" + answer + '\'';
            } else if (++m_accepted % messageEach != 0) {
                client.say("RSET");
            } else if (!client.say("DATA").starts_with("354 ") ||
                       !client.say("Subject: x\r\n\r\ntext\r\n.").starts_with("250 ")) {
                m_problem = "a message was not taken";
            }
        }
    }

    const int m_port;
    std::atomic<bool> m_ending{false};
    std::atomic<int> m_accepted{0};
    std::atomic<int> m_refused{0};
    std::string m_problem;
    std::thread m_thread; // the last: it uses the others
};

int reloads()
{
    bool given = false;
    const int number = qEnvironmentVariableIntValue("POSTERN_RELOADS", &given);
    return given ? number : 100;
}

} // namespace

// POSTERN_RELOADS says how many (100).
class TestReloads : public QObject {
    Q_OBJECT

    std::map<std::int64_t, int> m_turnOf; // by revision

    // One revision: what is listed, and what is said of it.
    void commit(Site& site, model::ListEntry& entry, int turn)
    {
        store::Edit edit;
        edit.author = "test";
        edit.base = *site.db->revision();
        edit.before = *site.db->configuration();
        edit.after = edit.before;
        edit.after->services.front().checks[Check::SenderBlacklist].reply = words(turn);
        entry.pattern = listed(turn);
        edit.lists.saved = {entry};
        const auto revision = site.db->commit(edit);
        QVERIFY(revision);
        m_turnOf[*revision] = turn;
    }

    // Every event is by the revision that it names.
    void judge(Site& site, int& judged) const
    {
        store::EventQuery query;
        query.oldestFirst = true;
        query.limit = 1000;
        for (auto events = site.db->events(query); !events->empty(); events = site.db->events(query)) {
            for (const model::Event& event : *events) {
                query.afterId = event.id;
                if (Site::isDelivery(event))
                    continue;
                ++judged;
                const auto turn = m_turnOf.find(event.revision);
                QVERIFY2(turn != m_turnOf.end(), std::to_string(event.revision).c_str());
                const bool refused = event.outcome == model::Outcome::Rejected;
                const std::string story =
                    event.sender + " by revision " + std::to_string(event.revision) + ": " + event.reply;
                QVERIFY2(refused == (event.sender == listed(turn->second)), story.c_str());
                QVERIFY2(!refused || event.reply.find(words(turn->second)) != event.reply.npos,
                         story.c_str());
            }
        }
    }

private Q_SLOTS:
    void eachDecisionIsByOneRevisionAndNoSessionEnds()
    {
        const int count = reloads();
        Site site;
        site.change([](model::Configuration& c) { c.services.front().rates = {}; });
        store::ListChanges beside;
        for (int i = 0; i < others; ++i) {
            model::ListEntry entry;
            entry.kind = model::ListKind::Sender;
            entry.pattern = "other" + std::to_string(i) + "@listed.example";
            beside.saved.push_back(entry);
        }
        site.change(beside);
        site.list(model::ListColor::Black, model::ListKind::Sender, listed(0));
        const auto entries = site.db->listEntries();
        const auto found = std::find_if(entries->begin(), entries->end(),
                                        [](const model::ListEntry& one) { return one.pattern == listed(0); });
        QVERIFY(found != entries->end());
        model::ListEntry entry = *found;
        commit(site, entry, 1);

        const auto engine = site.start();
        QVERIFY2(engine, engine ? "" : toString(engine.error()).c_str());
        std::vector<std::unique_ptr<Client>> load;
        for (int i = 0; i < clients; ++i)
            load.push_back(std::make_unique<Client>(site.port));
        for (int i = 2; i < count + 2; ++i) {
            commit(site, entry, i % turns);
            if (QTest::currentTestFailed())
                return;
            const std::int64_t saved = m_turnOf.rbegin()->first;
            const auto inForce = [&] {
                const auto nodes = site.db->nodes();
                return nodes && !nodes->empty() && nodes->front().revision == saved;
            };
            QTRY_VERIFY_WITH_TIMEOUT(inForce(), patienceForOne);
        }
        int accepted = 0;
        int refused = 0;
        for (const auto& client : load) {
            client->stop();
            QVERIFY2(client->problem().empty(), client->problem().c_str());
            accepted += client->accepted();
            refused += client->refused();
        }
        QVERIFY(accepted > 0 && refused > 0);
        (*engine)->stop(std::chrono::seconds(10));

        int judged = 0;
        judge(site, judged);
        qInfo("%d reloads, %d recipients accepted, %d refused, %d events", count, accepted, refused, judged);
        QVERIFY(judged >= refused); // and those of the messages that were sent
    }
};

QTEST_GUILESS_MAIN(TestReloads)
#include "test_reloads.moc"
