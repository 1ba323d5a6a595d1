// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/queue.h"

#include <QTest>

using namespace postern::model;

class TestQueueOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSelectionIsReadAsItWasWritten()
    {
        const QueueSelection byWords{"main", "K7Q2M9XD", "joe@", "ann", "domain:"};
        QCOMPARE(queueSelectionFromJson(toJson(byWords)).value(), byWords);
        const QueueSelection byRows{"main", {}, {}, {}, {}, {{"A", "ann@far.example"}, {"B", "\"b\\\"\"@x"}}};
        QCOMPARE(queueSelectionFromJson(toJson(byRows)).value(), byRows);
        QCOMPARE(queueSelectionFromJson("{}").value(), QueueSelection{});
    }

    void whatIsNotUnderstoodIsRefused_data()
    {
        QTest::addColumn<QString>("json");
        QTest::newRow("no object") << "[]";
        QTest::newRow("no JSON") << "{";
        QTest::newRow("another member") << R"({"recipent": "bob"})";
        QTest::newRow("no text") << R"({"message": 7})";
        QTest::newRow("no rows at all, which would be everything") << R"({"rows": []})";
        QTest::newRow("rows that are none") << R"({"rows": {"A": "ann@x"}})";
        QTest::newRow("half a row") << R"({"rows": [["A"]]})";
        QTest::newRow("a row of three") << R"({"rows": [["A", "b", "c"]]})";
        QTest::newRow("a row of numbers") << R"({"rows": [[1, 2]]})";
        QTest::newRow("rows beside a condition") << R"({"rows": [["A", "b"]], "sender": "joe"})";
    }
    void whatIsNotUnderstoodIsRefused()
    {
        QFETCH(QString, json);
        QVERIFY(!queueSelectionFromJson(json.toStdString()));
    }

    void anOrderHasSoManyRowsAndNoMore()
    {
        QueueSelection selection;
        selection.rows.assign(QueueSelection::mostRows, {"A", "ann@far.example"});
        QVERIFY(queueSelectionFromJson(toJson(selection)).has_value());
        selection.rows.push_back({"A", "bob@far.example"});
        QVERIFY(!queueSelectionFromJson(toJson(selection)).has_value());
    }
};

QTEST_GUILESS_MAIN(TestQueueOrder)
#include "test_queue_order.moc"
