// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/record_table_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace postern::ui;

namespace {

struct Fruit {
    int id = 0;
    QString name;
    int grams = 0;
    bool operator==(const Fruit&) const = default;
};

constexpr Column<Fruit> columns[] = {
    {.title = "Name",
     .text = [](const Fruit& f) { return f.name; },
     .edit = [](Fruit& f, const QString& typed) { f.name = typed.trimmed(); }},
    {.title = "Weight",
     .text = [](const Fruit& f) { return QStringLiteral("%1 g").arg(f.grams); },
     .sortValue = [](const Fruit& f) { return QVariant(f.grams); },
     .alignment = Qt::AlignRight | Qt::AlignVCenter},
};

struct Model : RecordTableModel<Fruit> {
    Model()
        : RecordTableModel<Fruit>("Fruit", columns,
                                  [](const Fruit& a, const Fruit& b) { return a.id == b.id; })
    {
        setRecords({{1, "apple", 180}, {2, "plum", 30}, {3, "melon", 1200}});
    }
    QString names() const
    {
        QString all;
        for (const Fruit& each : records())
            all += each.name + ' ';
        return all.trimmed();
    }
};

} // namespace

class TestRecordTableModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columnsSayWhatIsShown()
    {
        Model model;
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), 2);
        QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), "Weight");
        QCOMPARE(model.index(2, 1).data().toString(), "1200 g");
        QCOMPARE(model.index(2, 1).data(Model::SortRole).toInt(), 1200);
        QCOMPARE(model.index(0, 0).data(Model::SortRole).toString(), "apple");
        QVERIFY(!model.headerData(2, Qt::Horizontal).isValid());
        QVERIFY(!model.index(3, 0).isValid());
    }

    void newRecordsArriveByTheSmallestSteps_data()
    {
        QTest::addColumn<QList<int>>("ids");
        QTest::addColumn<QString>("names");
        QTest::newRow("the same") << QList<int>{1, 2, 3} << "apple plum melon";
        QTest::newRow("one gone") << QList<int>{1, 3} << "apple melon";
        QTest::newRow("one more") << QList<int>{1, 2, 4, 3} << "apple plum fig melon";
        QTest::newRow("another order") << QList<int>{3, 2, 1} << "melon plum apple";
        QTest::newRow("all others") << QList<int>{4, 5} << "fig pear";
        QTest::newRow("none") << QList<int>{} << "";
        QTest::newRow("moved, gone and new") << QList<int>{5, 3, 1} << "pear melon apple";
    }
    void newRecordsArriveByTheSmallestSteps()
    {
        QFETCH(QList<int>, ids);
        QFETCH(QString, names);
        const QStringList all{"", "apple", "plum", "melon", "fig", "pear"};
        Model model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex melon(model.index(2, 0));
        std::vector<Fruit> wanted;
        for (const int id : ids)
            wanted.push_back({id, all[id], 1});
        model.setRecords(wanted);
        QCOMPARE(model.names(), names);
        QCOMPARE(model.records(), wanted);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(melon.isValid(), ids.contains(3));
        if (melon.isValid())
            QCOMPARE(melon.data().toString(), "melon"); // selection and scroll position go along
    }

    void unchangedRecordsAreNotReported()
    {
        Model model;
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        auto records = model.records();
        model.setRecords(records);
        QCOMPARE(changes.count(), 0);
        records[1].grams = 31;
        model.setRecords(records);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 1);
    }

    void onlyColumnsThatSaySoAreEdited()
    {
        Model model;
        QVERIFY(model.flags(model.index(0, 0)) & Qt::ItemIsEditable);
        QVERIFY(!(model.flags(model.index(0, 1)) & Qt::ItemIsEditable));
        QVERIFY(model.setData(model.index(0, 0), " Boskoop "));
        QCOMPARE(model.record(0).name, "Boskoop");
        QVERIFY(!model.setData(model.index(0, 1), "5"));
        QCOMPARE(model.record(0).grams, 180);
    }
};

QTEST_GUILESS_MAIN(TestRecordTableModel)
#include "test_record_table_model.moc"
