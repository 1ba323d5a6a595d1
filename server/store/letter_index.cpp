// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/letter_index.h"

#include "base/domain_name.h"
#include "store/event_key.h"

#include <algorithm>
#include <array>

namespace postern::store {

namespace {

constexpr int bucketBits = 14;
constexpr std::size_t bucketCount = std::size_t(1) << bucketBits;
constexpr int doneMark = -1; // in place of a bucket: the part is indexed
constexpr std::size_t bytesOfPart = LetterIndex::blocksOfPart / 8;

static_assert(blockBits == 6);

int bucketOf(std::uint32_t letters)
{
    return int((letters * 2654435761U) >> (32 - bucketBits)); // Knuth's multiplicative hash
}

// `text` is in lower case. Three letters count as four with a zero byte before them, which no text of the
// store has.
template <class Take>
void eachBucket(std::string_view text, Take take)
{
    std::uint32_t letters = 0; // the last four
    for (std::size_t i = 0; i < text.size(); ++i) {
        letters = letters << 8 | static_cast<unsigned char>(text[i]);
        if (i >= 2)
            take(bucketOf(letters & 0xffffffU));
        if (i >= 3)
            take(bucketOf(letters));
    }
}

// The bits of one part, by bucket.
class Letters {
public:
    Letters()
        : m_bits(bucketCount)
    {
    }

    void add(std::size_t block, std::string_view text)
    {
        eachBucket(lowerAscii(text), [&](int bucket) {
            m_bits[std::size_t(bucket)][block / 8] |= static_cast<unsigned char>(1U << (block % 8));
        });
    }
    std::string_view bytes(std::size_t bucket) const
    {
        const auto& bits = m_bits[bucket];
        if (std::all_of(bits.begin(), bits.end(), [](unsigned char byte) { return byte == 0; }))
            return {};
        return {reinterpret_cast<const char*>(bits.data()), bits.size()}; // NOLINT: bits, not letters
    }

private:
    std::vector<std::array<unsigned char, bytesOfPart>> m_bits;
};

LetterIndex::Blocks blocksIn(std::string_view bytes)
{
    LetterIndex::Blocks blocks;
    for (std::size_t i = 0; i < bytes.size() * 8 && i < blocks.size(); ++i)
        blocks[i] = (static_cast<unsigned char>(bytes[i / 8]) >> (i % 8) & 1U) != 0;
    return blocks;
}

Letters lettersOf(const Database& database, std::int64_t part)
{
    Letters letters;
    NativeStatement rows(database,
                         "SELECT id, client, helo, sender, recipient FROM event WHERE id BETWEEN ? AND ?");
    rows.bindFrom(0, part << partBits, ((part + 1) << partBits) - 1);
    while (rows.next()) {
        const auto block = std::size_t((rows.integer(0) - (part << partBits)) >> blockBits);
        for (int column = 1; column <= 4; ++column)
            letters.add(block, rows.text(column));
    }
    return letters;
}

} // namespace

std::vector<int> letterBuckets(std::string_view text)
{
    std::vector<int> buckets;
    eachBucket(lowerAscii(text), [&](int bucket) { buckets.push_back(bucket); });
    std::sort(buckets.begin(), buckets.end());
    buckets.erase(std::unique(buckets.begin(), buckets.end()), buckets.end());
    return buckets;
}

LetterIndex::LetterIndex(const Database& database)
    : m_database(database)
    , m_bucket(database, "SELECT blocks FROM event_letters WHERE part = ? AND bucket = ?")
{
}

std::optional<std::int64_t> LetterIndex::nextPart()
{
    const std::int64_t newest =
        m_database.number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'event'");
    const std::int64_t full = (newest + 1) >> partBits; // the first part that is not
    const std::int64_t known = m_database.number("SELECT coalesce(max(part), -1) FROM event_letters");
    const std::int64_t oldest = m_database.number("SELECT coalesce(min(id), 0) FROM event");
    if (oldest == 0)
        return std::nullopt; // what there was is gone
    const std::int64_t next = std::max(known + 1, oldest >> partBits);
    return next < full ? std::optional(next) : std::nullopt;
}

bool LetterIndex::isIndexed(std::int64_t part)
{
    m_bucket.bindFrom(0, part, doneMark);
    const bool found = m_bucket.next();
    m_bucket.finish();
    return found;
}

bool LetterIndex::indexOne()
{
    const auto part = nextPart();
    if (!part)
        return false;
    const Letters letters = lettersOf(m_database, *part);
    Transaction transaction(m_database);
    if (isIndexed(*part)) // by another engine
        return true;
    NativeStatement row(m_database, "INSERT INTO event_letters (part, bucket, blocks) VALUES (?, ?, ?)");
    row.run(*part, doneMark, Blob{});
    for (std::size_t bucket = 0; bucket < bucketCount; ++bucket) {
        const std::string_view bytes = letters.bytes(bucket);
        if (!bytes.empty())
            row.run(*part, int(bucket), Blob{bytes});
    }
    transaction.commit();
    return true;
}

std::optional<LetterIndex::Blocks> LetterIndex::blocksWith(std::int64_t part, const std::vector<int>& buckets)
{
    if (!isIndexed(part))
        return std::nullopt;
    Blocks blocks;
    blocks.set();
    for (const int bucket : buckets) {
        m_bucket.bindFrom(0, part, bucket);
        blocks &= m_bucket.next() ? blocksIn(m_bucket.bytes(0)) : Blocks();
        m_bucket.finish();
        if (blocks.none())
            break;
    }
    return blocks;
}

void LetterIndex::forgetBefore(std::int64_t part)
{
    NativeStatement(m_database, "DELETE FROM event_letters WHERE part < ? AND part = (SELECT min(part) FROM "
                                "event_letters)")
        .run(part);
}

} // namespace postern::store
