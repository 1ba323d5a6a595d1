// SPDX-License-Identifier: GPL-3.0-or-later
// Lines that are shared, lists of them, and drafts: against what a plain list of lines would do.
#include "support/dice.h"

#include "ui/lists/list_draft.h"
#include "ui/lists/list_order.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <map>
#include <random>

using namespace postern;
using namespace postern::ui;
using model::Id;
using model::ListColor;
using model::ListEntry;
using model::ListKind;

namespace {

ListRow rowWith(Id id, const std::string& pattern)
{
    ListRow row;
    row.entry.id = id;
    row.entry.service = 3;
    row.entry.kind = ListKind::Sender;
    row.entry.pattern = pattern;
    row.entry.author = "ann";
    row.entry.created = fromMicros(1'790'000'000'000'000);
    return row;
}

SharedRows saved(int count)
{
    SharedRows::Builder rows;
    for (int i = 1; i <= count; ++i)
        rows.add(SharedRow(rowWith(i * 2, "user" + std::to_string(i) + "@spam.example")));
    return rows.take();
}

std::vector<Id> idsOf(const SharedRows& rows)
{
    std::vector<Id> ids;
    for (const SharedRow& row : rows)
        ids.push_back(row.id());
    return ids;
}

// What a draft has to know, found the long way.
int differences(const ListDraft& draft)
{
    std::map<Id, SharedRow> before;
    for (const SharedRow& row : draft.saved())
        before.emplace(row.id(), row);
    int different = int(before.size());
    for (const SharedRow& row : draft.rows()) {
        const auto found = before.find(row.id());
        different += found == before.end() ? 1 : found->second == row ? -1 : 0;
    }
    return different;
}

std::vector<int> shown(const SharedRows& rows, const ListCells& cells, const ListOrder& order)
{
    std::vector<int> all;
    const std::atomic<bool> cancelled{false};
    const auto rest = arranged(rows, cells, order, cancelled, [&](const std::vector<int>& some) {
        all.insert(all.end(), some.begin(), some.end());
    });
    all.insert(all.end(), rest.begin(), rest.end());
    return all;
}

} // namespace

class TestListDraft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSharedLineGivesBackWhatItWasMadeOf_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 128; ++i)
            QTest::addRow("%d", i) << i;
    }
    void aSharedLineGivesBackWhatItWasMadeOf()
    {
        QFETCH(int, which);
        ListRow row = rowWith(which - 5, which % 2 == 0 ? "joe@example.com" : std::string(310, 'x'));
        const auto has = [which](int bit) { return (which & bit) != 0; };
        row.entry.color = has(2) ? ListColor::White : ListColor::Black;
        row.entry.kind = ListKind(which % 4);
        row.entry.negated = has(4);
        row.entry.enabled = !has(8);
        row.entry.comment = has(16) ? "Größe" : "";
        if (has(32)) {
            row.entry.condition = model::Condition::FromRange;
            row.entry.onlyFrom = "192.0.2.0/24";
            row.invalid = has(1) ? "" : "no@@pattern";
        }
        if (has(64)) {
            row.entry.expires = fromMicros(which);
            row.wrongExpiry = "someday";
        }
        const SharedRow shared(row);
        QCOMPARE(shared.value(), row);
        QCOMPARE(shared.id(), row.entry.id);
        QCOMPARE(shared.wrong(), row.wrong());
        QCOMPARE(shared.typed(), std::string_view(row.invalid ? *row.invalid : row.entry.pattern));
        QVERIFY(shared == SharedRow(row));
        const SharedRow other = shared.withId(7000);
        QVERIFY(other != shared && other.sameButForId(shared));
        row.entry.id = 7000;
        QCOMPARE(other.value(), row);
        row.entry.comment += '.';
        QVERIFY(!SharedRow(row).sameButForId(shared));
    }

    void aMillionLinesTakeLittleMemory()
    {
        ListRow row = rowWith(1'000'000, "user123456@mail.spam.example");
        row.entry.comment = "seen in the log";
        // With its place in a block, in the rows that are shown and in the header of the view.
        QVERIFY2(SharedRow(row).bytes() + 16 + 8 + 4 + 4 + 8 <= 200, "more than 200 bytes a line");
    }

    // Stretches, scattered lines, small and large, and copies that must not notice.
    void listsDoWhatPlainListsDo()
    {
        std::mt19937 dice(4711);
        const auto upTo = [&dice](int most) { return int(dice() % unsigned(most + 1)); };
        for (int round = 0; round < 30; ++round) {
            SharedRows rows = saved(upTo(5000));
            std::vector<Id> plain = idsOf(rows);
            for (int step = 0; step < 12; ++step) {
                const SharedRows before = rows;
                const std::vector<Id> plainBefore = plain;
                const bool insert = plain.empty() || upTo(2) == 0;
                SharedRows::Positions positions; // after an insertion, before a removal
                const int many = upTo(1) == 0 ? upTo(3) : upTo(3000);
                const int room = int(plain.size()) + (insert ? many : 0);
                const bool stretch = upTo(1) == 0;
                const int first = upTo(std::max(0, room - 1));
                for (int i = 0; i < many && room > 0; ++i)
                    positions.push_back(stretch ? std::min(first + i, room - 1) : upTo(room - 1));
                std::sort(positions.begin(), positions.end());
                positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
                if (insert && !positions.empty() &&
                    positions.back() >= int(plain.size()) + int(positions.size()))
                    continue; // no place for some of them
                if (insert) {
                    SharedRows::Builder added;
                    for (std::size_t i = 0; i < positions.size(); ++i)
                        added.add(SharedRow(rowWith(-1 - Id(i), "new.example")));
                    const SharedRows news = added.take();
                    rows.insert(positions, news);
                    for (std::size_t i = 0; i < positions.size(); ++i)
                        plain.insert(plain.begin() + positions[i], -1 - Id(i));
                } else if (upTo(1) == 0) {
                    const std::vector<Id> picked = idsOf(rows.pick(positions));
                    rows.erase(positions);
                    for (std::size_t i = positions.size(); i-- > 0;) {
                        QCOMPARE(picked[i], plain[std::size_t(positions[i])]);
                        plain.erase(plain.begin() + positions[i]);
                    }
                } else {
                    SharedRows::Builder others;
                    for (const int position : positions)
                        others.add(SharedRow(rowWith(100'000 + position, "other.example")));
                    rows.replace(positions, others.take());
                    for (const int position : positions)
                        plain[std::size_t(position)] = 100'000 + position;
                }
                QCOMPARE(rows.size(), plain.size());
                QCOMPARE(idsOf(rows), plain);
                QCOMPARE(idsOf(before), plainBefore);
                if (!plain.empty())
                    QCOMPARE(rows[plain.size() - 1].id(), plain.back());
            }
        }
    }

    void whatDiffersFromWhatIsSavedIsCounted()
    {
        std::mt19937 dice(815);
        ListDraft draft(saved(3000));
        for (int step = 0; step < 60; ++step) {
            ListDraft::Positions positions;
            const auto share = dice() % 4;
            for (int i = 0; i < draft.size(); ++i) {
                if (share == 0 || dice() % 50 < share)
                    positions.push_back(i);
            }
            const ListDraft before = draft;
            const SharedRows removed = draft.remove(positions);
            QCOMPARE(draft.dirty(), differences(draft) != 0);
            switch (dice() % 3) {
            case 0:
                draft.insert(positions, removed); // it comes back
                QVERIFY(draft.rows().same(before.rows()));
                break;
            case 1: {
                SharedRows::Builder added;
                for (std::size_t i = 0; i < positions.size(); ++i)
                    added.add(SharedRow(rowWith(draft.newId(), "new.example")));
                draft.insert(positions, added.take());
                break;
            }
            default: {
                draft.insert(positions, removed);
                SharedRows::Builder changed;
                for (const SharedRow& row : removed) {
                    ListRow other = row.value();
                    other.entry.enabled = !other.entry.enabled;
                    changed.add(SharedRow(other));
                }
                draft.replace(positions, changed.take());
            }
            }
            QCOMPARE(draft.dirty(), differences(draft) != 0);
            const store::ListChanges changes = draft.changes();
            QCOMPARE(int(changes.saved.size() + changes.removed.size()), differences(draft));
        }
    }

    void linesThatArriveAreSaved()
    {
        const SharedRows all = saved(5000);
        ListDraft draft(all.part(0, 2000));
        draft.arrive(all.part(2000, 1500));
        draft.arrive(all.part(3500, 1500));
        QVERIFY(!draft.dirty());
        QVERIFY(draft.same(ListDraft(all)));
        QCOMPARE(draft.positionOf(all[4321].id()), 4321);
        QCOMPARE(draft.positionOf(7), -1); // between two
        QVERIFY(draft.changes().empty());
        ListRow other = draft.row(3000);
        other.invalid = "no pattern";
        draft.replace({3000}, {SharedRow(other)});
        QVERIFY(draft.dirty());
        QCOMPARE(draft.wrongCount(), 1);
        QCOMPARE(draft.firstWrong(), 3000);
        QVERIFY(draft.changes().saved.empty());                                    // it is not saved,
        QCOMPARE(draft.changesForLookup().removed, (std::vector{all[3000].id()})); // and finds nothing
    }

    void aSavedDraftTakesTheIdsOfTheStore()
    {
        const SharedRows before = saved(2500);
        ListDraft draft(before);
        draft.remove({5});
        draft.insert({0, 1000}, {SharedRow(rowWith(draft.newId(), "a.example")),
                                 SharedRow(rowWith(draft.newId(), "b.example"))});
        SharedRows::Builder stored;
        for (const SharedRow& row : before) {
            if (row.id() != before[5].id())
                stored.add(row);
        }
        stored.add(SharedRow(rowWith(9001, "a.example")));
        stored.add(SharedRow(rowWith(9002, "b.example")));
        const SharedRows there = stored.take();
        const auto after = draft.savedAs(ListDraft(there));
        QVERIFY(after.has_value());
        QVERIFY(!after->dirty());
        QCOMPARE(after->rows()[0].id(), Id(9001));
        QCOMPARE(after->rows()[1000].id(), Id(9002));
        ListDraft edited = draft; // meanwhile
        edited.remove({1000});
        edited.rebase(draft, *after);
        QVERIFY(edited.dirty());
        QCOMPARE(edited.changes().removed, std::vector<Id>{9002});
        QVERIFY(!draft.savedAs(ListDraft(there.part(1, there.size() - 1))));
    }

    void linesAreFoundAndSorted_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("down");
        QTest::addColumn<std::vector<int>>("expected");
        QTest::newRow("all") << "" << -1 << false << std::vector<int>{0, 1, 2, 3};
        QTest::newRow("either case") << "SPAM" << -1 << false << std::vector<int>{0, 1};
        QTest::newRow("comment") << "größe" << -1 << false << std::vector<int>{2};
        QTest::newRow("with its mark") << "~user" << -1 << false << std::vector<int>{1};
        QTest::newRow("pattern") << "" << int(ListColumn::Pattern) << false << std::vector<int>{2, 3, 1, 0};
        QTest::newRow("down") << "" << int(ListColumn::Pattern) << true << std::vector<int>{0, 1, 3, 2};
        QTest::newRow("hits") << "" << int(ListColumn::Hits) << true << std::vector<int>{3, 0, 1, 2};
        QTest::newRow("expiry") << "" << int(ListColumn::Expires) << false << std::vector<int>{2, 0, 1, 3};
        QTest::newRow("comments") << "a" << int(ListColumn::Comment) << false << std::vector<int>{0, 1, 3, 2};
    }
    void linesAreFoundAndSorted()
    {
        QFETCH(QString, filter);
        QFETCH(int, column);
        QFETCH(bool, down);
        QFETCH(std::vector<int>, expected);
        std::vector<ListRow> lines{rowWith(1, "user-with-a-long-name-2@spam.example"),
                                   rowWith(2, "user-with-a-long-name-1@spam.example"),
                                   rowWith(3, "Alpha.example"), rowWith(4, "beta.example")};
        lines[1].entry.negated = true;
        lines[2].entry.comment = "Größe";
        lines[2].entry.expires = fromMicros(5);
        const SharedRows rows{SharedRow(lines[0]), SharedRow(lines[1]), SharedRow(lines[2]),
                              SharedRow(lines[3])};
        ListCells cells;
        cells.kind = ListKind::Sender;
        cells.hits =
            std::make_shared<ListHits>(std::vector<store::ListHit>{{.entry = 4, .hits = 9, .lastHit = {}}});
        const ListOrder order{
            .filter = filter, .column = column, .direction = down ? Qt::DescendingOrder : Qt::AscendingOrder};
        QCOMPARE(shown(rows, cells, order), expected);
    }

    void whatIsFoundInALongListComesBitByBit()
    {
        const SharedRows rows = saved(200'000);
        ListCells cells;
        cells.kind = ListKind::Sender;
        const std::atomic<bool> cancelled{false};
        int parts = 0;
        std::size_t first = 0;
        const auto rest = arranged(rows, cells, {.filter = "9@", .column = -1}, cancelled,
                                   [&](const std::vector<int>& some) {
                                       if (parts++ == 0)
                                           first = some.size();
                                   });
        QVERIFY(parts >= 2);
        QVERIFY(first > 0 && first < 20'000 && rest.size() < 20'000);
        const std::atomic<bool> given{true};
        int asked = 0;
        (void)arranged(rows, cells, {.filter = "9@", .column = -1}, given, [&](const auto&) { ++asked; });
        QCOMPARE(asked, 0);
    }
};

QTEST_GUILESS_MAIN(TestListDraft)
#include "test_list_draft.moc"
