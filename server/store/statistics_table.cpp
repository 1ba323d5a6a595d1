// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/statistics_table.h"

#include "base/client_network.h"
#include "base/domain_name.h"

#include <QVariant>

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace postern::store {

namespace {

constexpr int rowsAtOnce = 10'000;
constexpr std::size_t longestName = 255;

void count(EventCounts& counts, model::Outcome outcome)
{
    switch (outcome) {
    case model::Outcome::Accepted:
        ++counts.accepted;
        break;
    case model::Outcome::Rejected:
        ++counts.rejected;
        break;
    case model::Outcome::Deferred:
        ++counts.deferred;
        break;
    }
}

std::string networkOf(const std::string& client)
{
    const auto address = IpAddress::parse(client);
    if (!address)
        return {};
    if (!address->isV4())
        return clientName(*address);
    return IpAddress::fromV4(address->v4() & 0xffffff00).toString() + "/24";
}

bool isPlain(std::string_view domain)
{
    return std::all_of(domain.begin(), domain.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    });
}

// "" where there is none.
std::string domainOf(const std::string& sender)
{
    if (sender == "<>")
        return sender;
    const std::size_t at = sender.rfind('@');
    if (at == sender.npos)
        return {};
    const std::string_view domain = std::string_view(sender).substr(at + 1);
    return isPlain(domain) ? std::string(domain) : comparableDomain(domain);
}

std::int64_t rank(const EventCounts& counts, bool accepted)
{
    return accepted ? counts.accepted : refused(counts);
}

EventCounts countsIn(const NativeStatement& row, int column)
{
    return {row.integer(column), row.integer(column + 1), row.integer(column + 2)};
}

// The first hour that begins at or after a moment.
std::int64_t hourFrom(Time time)
{
    return hourOf(time + std::chrono::hours(1) - std::chrono::microseconds(1));
}

// Sums by name, the most first; otherNames is not among them.
std::vector<NamedCounts> sums(const Database& database, const StatisticsQuery& query)
{
    NativeStatement rows(database,
                         "SELECT name, sum(accepted), sum(rejected), sum(deferred) FROM hour_counter"
                         " WHERE kind = ? AND hour >= ? AND hour < ? GROUP BY name");
    rows.bindFrom(0, wordOf(query.by), hourFrom(query.edges.front()), hourFrom(query.edges.back()));
    std::vector<NamedCounts> all;
    while (rows.next()) {
        NamedCounts one{std::string(rows.text(0)), countsIn(rows, 1)};
        if (one.name != otherNames && rank(one.counts, query.rankAccepted) > 0)
            all.push_back(std::move(one));
    }
    const auto count = std::min(all.size(), std::size_t(std::max({query.top, query.series, 0})));
    std::partial_sort(all.begin(), all.begin() + std::ptrdiff_t(count), all.end(),
                      [&](const NamedCounts& a, const NamedCounts& b) {
                          const auto first = rank(a.counts, query.rankAccepted);
                          const auto second = rank(b.counts, query.rankAccepted);
                          return first != second ? first > second : a.name < b.name;
                      });
    all.resize(count);
    return all;
}

} // namespace

std::string_view wordOf(StatisticsBy by)
{
    constexpr std::array<std::string_view, 4> words{"check", "service", "network", "sender"};
    return words[std::size_t(by)];
}

void NameGate::begin(std::unordered_set<std::string> names)
{
    m_names = std::move(names);
    std::fill(m_seen.begin(), m_seen.end(), 0);
}

bool NameGate::admits(const std::string& name)
{
    if (m_names.contains(name))
        return true;
    if (m_names.size() >= most)
        return false;
    if (m_names.size() >= atOnce) {
        const std::size_t hash = std::hash<std::string>()(name);
        std::uint32_t& place = m_seen[hash % memory];
        const auto mark = std::uint32_t(hash >> 32) | 1U; // 0: nobody yet
        if (place != mark) {
            place = mark;
            return false;
        }
    }
    m_names.insert(name);
    return true;
}

HourCounts::HourCounts(const Database& database)
    : m_names(database, "SELECT name FROM hour_counter WHERE kind = ? AND hour = ?")
    , m_row(database, "INSERT INTO hour_counter (kind, hour, name, accepted, rejected, deferred) VALUES (?, "
                      "?, ?, ?, ?, ?)"
                      " ON CONFLICT DO UPDATE SET accepted = accepted + excluded.accepted,"
                      " rejected = rejected + excluded.rejected, deferred = deferred + excluded.deferred")
{
}

void HourCounts::add(std::span<const model::Event> events)
{
    std::map<std::int64_t, std::vector<const model::Event*>> hours; // as a rule one
    for (const model::Event& event : events) {
        if (event.check != model::checkDelivery) // as in EventCounts
            hours[hourOf(event.time)].push_back(&event);
    }
    for (const auto& [hour, of] : hours)
        addHour(hour, of);
}

void HourCounts::addHour(std::int64_t hour, std::span<const model::Event* const> events)
{
    if (m_hour != hour)
        openGates(hour);
    std::array<Counts, allStatisticsBy.size()> all;
    const auto at = [&all](StatisticsBy by, std::string_view name) -> EventCounts& {
        Counts& counts = all[std::size_t(by)];
        const auto found = counts.find(name);
        return found != counts.end() ? found->second : counts[std::string(name)];
    };
    const auto gated = [](NameGate& gate, const std::string& name) -> std::string_view {
        return !name.empty() && name.size() <= longestName && gate.admits(name) ? std::string_view(name)
                                                                                : otherNames;
    };
    for (const model::Event* event : events) {
        count(at(StatisticsBy::Check, event->check), event->outcome);
        count(at(StatisticsBy::Service, event->service), event->outcome);
        count(at(StatisticsBy::Network, gated(m_networks, networkOf(event->client))), event->outcome);
        if (!event->sender.empty())
            count(at(StatisticsBy::SenderDomain, gated(m_domains, domainOf(event->sender))), event->outcome);
    }
    for (const StatisticsBy by : allStatisticsBy)
        write(by, hour, all[std::size_t(by)]);
}

// Other engines, and this one before it was started anew, have given names their rows.
void HourCounts::openGates(std::int64_t hour)
{
    m_hour.reset(); // where reading fails
    const auto begin = [&](NameGate& gate, StatisticsBy by) {
        std::unordered_set<std::string> names;
        m_names.bindFrom(0, wordOf(by), hour);
        while (m_names.next())
            names.insert(std::string(m_names.text(0)));
        names.erase(std::string(otherNames));
        gate.begin(std::move(names));
    };
    begin(m_networks, StatisticsBy::Network);
    begin(m_domains, StatisticsBy::SenderDomain);
    m_hour = hour;
}

void HourCounts::write(StatisticsBy by, std::int64_t hour, const Counts& counts)
{
    for (const auto& [name, n] : counts)
        m_row.run(wordOf(by), hour, name, n.accepted, n.rejected, n.deferred);
}

Statistics StatisticsTable::read(const StatisticsQuery& query) const
{
    Statistics found;
    if (query.edges.size() < 2)
        return found;
    const std::size_t spans = query.edges.size() - 1;
    found.spans.resize(spans);
    found.top = sums(m_database, query);
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < found.top.size() && i < std::size_t(std::max(query.series, 0)); ++i) {
        places.emplace(found.top[i].name, i);
        found.series.push_back({found.top[i].name, std::vector<EventCounts>(spans)});
    }
    StatisticsSeries others{std::string(otherNames), std::vector<EventCounts>(spans)};
    EventCounts otherSum;
    NativeStatement rows(m_database, "SELECT hour, name, accepted, rejected, deferred FROM hour_counter"
                                     " WHERE kind = ? AND hour >= ? AND hour < ?");
    rows.bindFrom(0, wordOf(query.by), hourFrom(query.edges.front()), hourFrom(query.edges.back()));
    while (rows.next()) {
        const Time begin = fromMicros(rows.integer(0) * 3'600'000'000);
        const auto after = std::upper_bound(query.edges.begin(), query.edges.end(), begin);
        const auto span = std::size_t(after - query.edges.begin()) - 1;
        const EventCounts counts = countsIn(rows, 2);
        const auto place = places.find(rows.text(1));
        if (place != places.end()) {
            found.series[place->second].spans[span] += counts;
        } else {
            others.spans[span] += counts;
            otherSum += counts;
        }
        found.spans[span] += counts;
        found.sum += counts;
    }
    if (otherSum.accepted + refused(otherSum) > 0)
        found.series.push_back(std::move(others));
    found.top.resize(std::min(found.top.size(), std::size_t(std::max(query.top, 0))));
    return found;
}

std::optional<Time> StatisticsTable::begin() const
{
    Statement first(m_database, "SELECT min(hour) FROM hour_counter WHERE kind = 'service'");
    if (!first.run().next() || first.isNull(0))
        return std::nullopt;
    return fromMicros(first.integer(0) * 3'600'000'000);
}

void StatisticsTable::forget(Time now, std::int64_t days, Time countersSince) const
{
    const Time named =
        days > 0 ? std::max(now - std::chrono::hours(24 * days), countersSince) : countersSince;
    Statement remove(m_database,
                     "DELETE FROM hour_counter WHERE (kind, hour, name) IN (SELECT kind, hour, name FROM"
                     " hour_counter WHERE kind = ? AND hour < ? LIMIT ?)");
    for (const StatisticsBy by : allStatisticsBy) {
        const bool fromOutside = by == StatisticsBy::Network || by == StatisticsBy::SenderDomain;
        remove.run(std::string(wordOf(by)), hourOf(fromOutside ? named : countersSince), rowsAtOnce);
    }
}

} // namespace postern::store
