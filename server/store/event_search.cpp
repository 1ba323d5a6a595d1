// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/event_search.h"

#include "base/mail_address.h"
#include "store/event_key.h"
#include "store/event_table.h"
#include "store/letter_index.h"
#include "store/search_term.h"

#include <QVariant>

#include <algorithm>
#include <bitset>
#include <functional>
#include <limits>
#include <variant>

namespace postern::store {

namespace {

constexpr std::size_t blocksOfSegment = std::size_t(1) << (segmentBits - blockBits);
using Blocks = std::bitset<blocksOfSegment>;

struct IdRange {
    std::int64_t first = 0;
    std::int64_t last = 0;

    bool empty() const { return first > last; }
};

using Value = std::variant<std::int64_t, std::string>;

// What narrows a query, in three forms: SQL that a row must fulfil, keys of the index by which whole blocks
// are skipped (all must be met, each by one of its ranges), and what SQL cannot compare.
struct Filter {
    std::string sql;
    std::vector<Value> values;
    std::vector<std::vector<KeyRange>> keys; // the rarest first
    std::vector<int> letters;                // buckets that must all occur (letter_index.h)
    std::function<bool(const NativeStatement&)> accepts;

    void narrow(std::string_view condition, const std::vector<Value>& more)
    {
        sql += " AND ";
        sql += condition;
        values.insert(values.end(), more.begin(), more.end());
    }
};

// "%" and "_" stand for themselves.
std::string likePattern(std::string_view text)
{
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\')
            pattern += '\\';
        pattern += c;
    }
    return pattern + '%';
}

void addTerm(Filter& filter, const ReferenceTerm& term)
{
    filter.keys.push_back({referenceKey(term.reference)});
    filter.narrow("reference = ?", {term.reference});
}

// Letters that stand in a stored address just as in its comparable form, but for their case.
bool isPlain(std::string_view local)
{
    return std::all_of(local.begin(), local.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
               c == '+';
    });
}

void addTerm(Filter& filter, const AddressTerm& term)
{
    filter.keys.push_back({addressKey(term.address)});
    const std::string local = term.address.substr(0, term.address.rfind('@'));
    if (isPlain(local)) { // SQLite passes over most rows of a block faster than they are handed out
        const std::string pattern = likePattern(local);
        filter.narrow("(sender LIKE ? ESCAPE '\\' OR recipient LIKE ? ESCAPE '\\')", {pattern, pattern});
    }
    filter.accepts = [wanted = term.address](const NativeStatement& row) {
        return comparableAddress(row.text(EventColumn::Sender)).toString() == wanted ||
               comparableAddress(row.text(EventColumn::Recipient)).toString() == wanted;
    };
}

void addTerm(Filter& filter, const DomainTerm& term)
{
    filter.keys.push_back({domainKey(term.domain)});
    filter.accepts = [wanted = term.domain](const NativeStatement& row) {
        return comparableAddress(row.text(EventColumn::Sender)).domain == wanted ||
               comparableAddress(row.text(EventColumn::Recipient)).domain == wanted;
    };
}

void addTerm(Filter& filter, const ClientTerm& term)
{
    filter.keys.push_back({clientKeys(term.range)});
    filter.accepts = [wanted = term.range](const NativeStatement& row) {
        const auto client = IpAddress::parse(row.text(EventColumn::Client));
        return client && wanted.contains(*client);
    };
}

void addTerm(Filter& filter, const TextTerm& term)
{
    const std::string pattern = likePattern(term.text);
    filter.letters = letterBuckets(term.text);
    filter.narrow("(sender LIKE ? ESCAPE '\\' OR recipient LIKE ? ESCAPE '\\' OR helo LIKE ? ESCAPE '\\'"
                  " OR client LIKE ? ESCAPE '\\')",
                  {pattern, pattern, pattern, pattern});
}

void addCheck(Filter& filter, const EventQuery& query)
{
    if (query.check.empty())
        return;
    filter.keys.push_back({checkKey(query.check)});
    if (query.monitored)
        filter.narrow("(check_id = ? OR instr(' ' || monitored || ' ', ' ' || ? || ' ') > 0)",
                      {query.check, query.check});
    else
        filter.narrow("check_id = ?", {query.check});
}

void addOutcomes(Filter& filter, const EventQuery& query)
{
    if (query.outcomes.empty() && !query.monitored)
        return;
    std::vector<KeyRange> keys;
    std::string sql;
    for (const model::Outcome outcome : query.outcomes) {
        keys.push_back(outcomeKey(outcome));
        sql += (sql.empty() ? "(outcome = " : " OR outcome = ") + std::to_string(int(outcome));
    }
    if (query.monitored) {
        keys.push_back(monitoredKey());
        sql += sql.empty() ? "(monitored <> ''" : " OR monitored <> ''";
    }
    filter.keys.push_back(std::move(keys));
    filter.narrow(sql + ')', {});
}

Filter filterOf(const EventQuery& query, const SearchTerm* term)
{
    Filter filter;
    if (term != nullptr)
        std::visit([&](const auto& one) { addTerm(filter, one); }, *term);
    addCheck(filter, query);
    addOutcomes(filter, query);
    if (!query.service.empty()) {
        filter.keys.push_back({serviceKey(query.service)});
        filter.narrow("service = ?", {query.service});
    }
    if (query.since)
        filter.narrow("time >= ?", {toMicros(*query.since)});
    if (query.until)
        filter.narrow("time < ?", {toMicros(*query.until)});
    return filter;
}

// Which ids can be in question at all, by the query's keys of paging and by the times of the chunks.
IdRange idRange(const Database& database, const EventQuery& query)
{
    IdRange range{std::max(query.afterId + 1, database.number("SELECT coalesce(min(id), 1) FROM event")),
                  database.number("SELECT coalesce(max(id), 0) FROM event")};
    if (query.beforeId > 0)
        range.last = std::min(range.last, query.beforeId - 1);
    if (!query.since && !query.until)
        return range;
    Statement chunks(database,
                     "SELECT min(chunk), max(chunk) FROM event_chunk WHERE max_time >= ? AND min_time < ?");
    chunks.run(query.since ? toMicros(*query.since) : std::numeric_limits<std::int64_t>::min(),
               query.until ? toMicros(*query.until) : std::numeric_limits<std::int64_t>::max());
    if (!chunks.next() || chunks.isNull(0))
        return {1, 0};
    return {std::max(range.first, chunks.integer(0) << chunkBits),
            std::min(range.last, ((chunks.integer(1) + 1) << chunkBits) - 1)};
}

class Search {
public:
    Search(const Database& database, const EventQuery& query, const SearchTerm* term)
        : m_oldestFirst(query.oldestFirst || query.afterId > 0)
        , m_limit(std::size_t(std::max(query.limit, 0)))
        , m_filter(filterOf(query, term))
        , m_range(idRange(database, query))
        , m_rows(database, std::string(selectEvent) + " WHERE id BETWEEN ? AND ?" + m_filter.sql +
                               (m_oldestFirst ? " ORDER BY id" : " ORDER BY id DESC"))
        , m_blocks(database, "SELECT block FROM event_key WHERE key BETWEEN ? AND ?")
        , m_letters(database)
    {
    }

    std::vector<model::Event> run()
    {
        if (m_range.empty() || m_limit == 0)
            return {};
        if (m_filter.keys.empty() && m_filter.letters.empty())
            read(m_range);
        else
            walkSegments();
        return std::move(m_found);
    }

private:
    bool full() const { return m_found.size() >= m_limit; }

    void walkSegments()
    {
        const std::int64_t first = segmentOf(m_range.first);
        const std::int64_t last = segmentOf(m_range.last);
        for (std::int64_t i = 0; i <= last - first && !full(); ++i)
            searchSegment(m_oldestFirst ? first + i : last - i);
    }

    void searchSegment(std::int64_t segment)
    {
        Blocks blocks = blocksWithLetters(segment);
        for (const std::vector<KeyRange>& alternatives : m_filter.keys) {
            blocks &= blocksWith(segment, alternatives);
            if (blocks.none())
                return;
        }
        for (std::size_t i = 0; i < blocksOfSegment && !full();) {
            const std::size_t run = runAt(blocks, i);
            if (run > 0)
                readBlocks(segment, i, run);
            i += std::max<std::size_t>(run, 1);
        }
    }

    Blocks blocksWithLetters(std::int64_t segment)
    {
        Blocks blocks;
        if (m_filter.letters.empty())
            return blocks.set();
        const std::int64_t part = segment >> (partBits - segmentBits);
        if (part != m_part) {
            m_ofPart = m_letters.blocksWith(part, m_filter.letters);
            m_part = part;
        }
        if (!m_ofPart)
            return blocks.set();
        const std::size_t before =
            std::size_t(segment - (part << (partBits - segmentBits))) * blocksOfSegment;
        for (std::size_t i = 0; i < blocksOfSegment; ++i)
            blocks[i] = (*m_ofPart)[before + i];
        return blocks;
    }

    Blocks blocksWith(std::int64_t segment, const std::vector<KeyRange>& alternatives)
    {
        Blocks blocks;
        for (const KeyRange& range : alternatives) {
            m_blocks.bind(0, keyInSegment(segment, range.first));
            m_blocks.bind(1, keyInSegment(segment, range.last));
            while (m_blocks.next())
                blocks.set(std::size_t(m_blocks.integer(0)) % blocksOfSegment);
        }
        return blocks;
    }

    // Blocks are counted in the order of reading.
    std::size_t place(std::size_t i) const { return m_oldestFirst ? i : blocksOfSegment - 1 - i; }

    std::size_t runAt(const Blocks& blocks, std::size_t start) const
    {
        std::size_t length = 0;
        while (start + length < blocksOfSegment && blocks[place(start + length)])
            ++length;
        return length;
    }

    void readBlocks(std::int64_t segment, std::size_t start, std::size_t length)
    {
        const auto [low, high] = std::minmax({place(start), place(start + length - 1)});
        const std::int64_t base = segment << segmentBits;
        read({std::max(m_range.first, base + std::int64_t(low << blockBits)),
              std::min(m_range.last, base + std::int64_t((high + 1) << blockBits) - 1)});
    }

    void read(const IdRange& ids)
    {
        if (ids.empty())
            return;
        m_rows.bind(0, ids.first);
        m_rows.bind(1, ids.last);
        for (std::size_t i = 0; i < m_filter.values.size(); ++i)
            std::visit([&](const auto& value) { m_rows.bind(int(i) + 2, value); }, m_filter.values[i]);
        while (!full() && m_rows.next())
            if (!m_filter.accepts || m_filter.accepts(m_rows))
                m_found.push_back(eventIn(m_rows));
        m_rows.finish();
    }

    bool m_oldestFirst;
    std::size_t m_limit;
    Filter m_filter;
    IdRange m_range;
    NativeStatement m_rows;
    NativeStatement m_blocks;
    LetterIndex m_letters;
    std::int64_t m_part = -1; // that m_ofPart is of
    std::optional<LetterIndex::Blocks> m_ofPart;
    std::vector<model::Event> m_found;
};

bool isThere(const Database& database, const ReferenceTerm& term)
{
    EventQuery query;
    query.limit = 1;
    const SearchTerm search = term;
    return !Search(database, query, &search).run().empty();
}

// Eight letters are taken for a reference where there is an event with it, and for a name otherwise.
const SearchTerm* chosen(const Database& database, const std::vector<SearchTerm>& terms)
{
    for (const SearchTerm& term : terms) {
        const auto* reference = std::get_if<ReferenceTerm>(&term);
        if (reference == nullptr || terms.size() == 1 || isThere(database, *reference))
            return &term;
    }
    return nullptr;
}

} // namespace

std::vector<model::Event> findEvents(const Database& database, const EventQuery& query)
{
    const std::vector<SearchTerm> terms = searchTerms(query.search);
    return Search(database, query, chosen(database, terms)).run();
}

} // namespace postern::store
