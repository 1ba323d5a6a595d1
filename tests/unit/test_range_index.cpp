// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/range_index.h"

#include <QTest>

#include <bit>
#include <random>

using namespace postern::policy;

namespace {

using Random = std::mt19937;
using Cover = RangeIndex::Cover;

unsigned wayOf(std::uint32_t first, std::uint32_t last)
{
    return unsigned(std::bit_width(last - first));
}

Cover cover(std::uint32_t first, std::uint32_t last)
{
    return {first, last, wayOf(first, last)};
}

// Narrow and wide ones, many of them close together, and some at the ends of all addresses.
Cover randomCover(Random& random)
{
    const std::uint32_t base =
        random() % 4 == 0 ? std::uint32_t(random()) : 0x0a000000 + std::uint32_t(random() % 4096);
    const std::uint32_t width = std::uint32_t(random()) >> (random() % 32);
    const std::uint32_t first = random() % 16 == 0 ? 0 : base;
    const std::uint32_t last =
        first + width < first || random() % 16 == 0 ? ~std::uint32_t(0) : first + width;
    return cover(first, last);
}

RangeIndex::Ways slowWays(const std::vector<Cover>& covers, std::uint32_t address)
{
    RangeIndex::Ways ways = 0;
    for (const Cover& each : covers) {
        if (each.first <= address && address <= each.last)
            ways |= RangeIndex::bitOf(each.way);
    }
    return ways;
}

// Asks at the edges of all ranges, and beside them.
void compare(const RangeIndex& index, const std::vector<Cover>& covers)
{
    std::vector<std::uint32_t> asked{0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff};
    for (const Cover& each : covers) {
        for (const std::uint32_t edge : {each.first, each.last}) {
            for (const std::uint32_t address : {edge - 1, edge, edge + 1})
                asked.push_back(address);
        }
    }
    for (const std::uint32_t address : asked)
        QCOMPARE(index.waysAt(address), slowWays(covers, address));
}

} // namespace

class TestRangeIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingLiesOverAnyAddress()
    {
        const RangeIndex index;
        QCOMPARE(index.waysAt(0), 0U);
        QCOMPARE(index.waysAt(0xffffffff), 0U);
    }

    void theTwoWidestShareABit()
    {
        const std::vector<Cover> covers{cover(0, 0xffffffff), cover(0x80000000, 0xffffffff)};
        QCOMPARE(covers[0].way, 32U);
        QCOMPARE(covers[1].way, 31U);
        const RangeIndex index(covers);
        QCOMPARE(index.waysAt(0), 0x80000000U);
        QCOMPARE(index.waysAt(0xffffffff), 0x80000000U);
        QCOMPARE(RangeIndex(std::span(covers).subspan(1)).waysAt(0x7fffffff), 0U);
    }

    void itAgreesWithLookingAtEachRange()
    {
        Random random(20261129);
        for (const int count : {1, 2, 10, 100, 1500}) { // the last is sorted in passes
            std::vector<Cover> covers;
            for (int i = 0; i < count; ++i)
                covers.push_back(randomCover(random));
            compare(RangeIndex(covers), covers);
            if (QTest::currentTestFailed())
                return;
        }
    }

    // One by one, past the number that is kept beside the steps; the index before stays as it was.
    void whatIsAddedIsFound()
    {
        Random random(7);
        std::vector<Cover> covers;
        for (int i = 0; i < 50; ++i)
            covers.push_back(randomCover(random));
        RangeIndex index(covers);
        for (int i = 0; i < 100; ++i) {
            const RangeIndex before = index;
            const std::vector<Cover> known = covers;
            const std::vector<Cover> more{randomCover(random)};
            covers.push_back(more[0]);
            index = index.with(more);
            compare(index, covers);
            compare(before, known);
            if (QTest::currentTestFailed())
                return;
        }
    }
};

QTEST_APPLESS_MAIN(TestRangeIndex)
#include "test_range_index.moc"
