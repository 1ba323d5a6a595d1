// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/preset.h"
#include "store/store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace postern;
using namespace postern::store;

namespace {

Edit firstEdit()
{
    model::Configuration after;
    after.server.hostname = "mail.example.test";
    after.services.push_back(model::makeService(model::Preset::Mx));
    Edit edit;
    edit.author = "jane";
    edit.before = model::Configuration();
    edit.after = after;
    return edit;
}

} // namespace

// What would a commit do, and reading the log from its beginning: what posternctl asks for.
class TestRehearse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = Store::open(m_folder->filePath("postern.db").toStdString(), OpenMode::Create);
        QVERIFY(opened);
        m_store = std::move(*opened);
    }

    void aRehearsalSaysWhatACommitDoesAndWritesNothing()
    {
        const auto rehearsed = m_store->rehearse(firstEdit());
        QVERIFY(rehearsed);
        QCOMPARE(*m_store->revision(), 0);
        QCOMPARE(m_store->configuration()->services.size(), 0U);

        QCOMPARE(*m_store->commit(firstEdit()), 1);
        const auto changes = m_store->changes(1);
        QVERIFY(!changes->empty());
        QCOMPARE(rehearsed->size(), changes->size());
        for (std::size_t i = 0; i < changes->size(); ++i)
            QCOMPARE(describe((*rehearsed)[i]), describe((*changes)[i]));
    }

    void aRehearsalOfNothingChangesNothing()
    {
        Edit edit = firstEdit();
        edit.after = edit.before;
        const auto rehearsed = m_store->rehearse(edit);
        QVERIFY(rehearsed);
        QVERIFY(rehearsed->empty());
    }

    void aRehearsalMeetsTheConflictThatACommitWould()
    {
        QCOMPARE(*m_store->commit(firstEdit()), 1);
        const auto rehearsed = m_store->rehearse(firstEdit());
        QVERIFY(!rehearsed);
        QVERIFY(std::holds_alternative<Conflict>(rehearsed.error()));
    }

    void theLogIsReadFromItsBeginningWhereAsked()
    {
        std::vector<model::Event> events(3);
        for (std::size_t i = 0; i < events.size(); ++i)
            events[i].helo = std::to_string(i);
        QVERIFY(m_store->appendEvents(events));
        EventQuery query;
        query.limit = 2;
        query.oldestFirst = true;
        const auto first = m_store->events(query);
        QCOMPARE(first->size(), 2U);
        QCOMPARE(first->front().helo, "0");
        query.afterId = first->back().id;
        const auto rest = m_store->events(query);
        QCOMPARE(rest->size(), 1U);
        QCOMPARE(rest->front().helo, "2");
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

QTEST_GUILESS_MAIN(TestRehearse)
#include "test_rehearse.moc"
