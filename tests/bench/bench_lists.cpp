// SPDX-License-Identifier: GPL-3.0-or-later
// Look-ups in compiled lists of 1,000 to 1,000,000 entries, what it costs to compile one, to change one
// entry and to look after the health of a list, and how much memory a list holds (quality.md, section 2).
#include "model/list_pattern.h"
#include "policy/compiled_list.h"
#include "policy/list_health.h"

#include <benchmark/benchmark.h>

#include <malloc.h>

#include <map>
#include <random>

using namespace postern;
using namespace postern::model;
using namespace postern::policy;

namespace {

using Random = std::mt19937_64;

std::string word(Random& random, int from, int to)
{
    std::string text;
    for (int i = std::uniform_int_distribution<int>(from, to)(random); i > 0; --i)
        text += char('a' + random() % 26);
    return text;
}

std::string domain(Random& random)
{
    static constexpr std::array tops{".com", ".net", ".org", ".example", ".xyz", ".co.uk", ".info"};
    return word(random, 5, 12) + tops[random() % tops.size()];
}

// As black lists look: mostly addresses and domains, some suffixes and wildcards.
std::string sender(Random& random)
{
    switch (random() % 10) {
    case 0:
        return '.' + domain(random);
    case 1:
        return "*@" + domain(random);
    case 2:
        return word(random, 3, 6) + "*@*." + domain(random);
    case 3:
    case 4:
    case 5:
        return domain(random);
    default:
        return word(random, 3, 9) + '@' + domain(random);
    }
}

// Mostly addresses, then blocks of every usual length, from-to ranges, and a tenth of IPv6.
std::string range(Random& random)
{
    const std::uint32_t address = std::uint32_t(random());
    const auto block = [](std::uint32_t base, unsigned bits) {
        const std::uint32_t host = bits == 32 ? 0 : ~std::uint32_t(0) >> bits;
        return IpRange{IpAddress::fromV4(base & ~host), IpAddress::fromV4(base | host)};
    };
    switch (random() % 10) {
    case 0:
        return "2001:db8:" + IpAddress::fromV4(address).toString().substr(0, 2) +
               "::" + std::to_string(random() % 9999);
    case 1:
        return IpRange{IpAddress::fromV4(address & 0xffffff00),
                       IpAddress::fromV4((address & 0xffffff00) + 77)}
            .toString();
    case 2:
    case 3:
        return block(address, 24).toString();
    case 4:
        return block(address, 16 + unsigned(random() % 16)).toString();
    default:
        return IpAddress::fromV4(address).toString();
    }
}

std::vector<ListEntry> entries(ListKind kind, std::size_t count)
{
    Random random(1);
    std::vector<ListEntry> result(count);
    for (std::size_t i = 0; i < count; ++i) {
        result[i].id = Id(i + 1);
        result[i].kind = kind;
        const std::string typed = kind == ListKind::Ip ? range(random) : sender(random);
        result[i].pattern = ListPattern::parse(kind, typed)->text;
    }
    return result;
}

std::size_t allocated()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

// Compiled once for each size, since that takes longer than what is measured.
const CompiledList& list(ListKind kind, std::size_t count)
{
    static std::map<std::pair<ListKind, std::size_t>, CompiledList> lists;
    auto& found = lists[{kind, count}];
    if (found.empty())
        found = CompiledList::compile(kind, entries(kind, count));
    return found;
}

void compile(benchmark::State& state, ListKind kind)
{
    const auto all = entries(kind, std::size_t(state.range(0)));
    for (auto _ : state) {
        const std::size_t before = allocated();
        CompiledList compiled = CompiledList::compile(kind, all);
        benchmark::DoNotOptimize(compiled);
        state.counters["MiB"] = double(allocated() - before) / (1024 * 1024);
    }
}

void changeOne(benchmark::State& state, ListKind kind)
{
    const CompiledList& compiled = list(kind, std::size_t(state.range(0)));
    Random random(2);
    std::vector<ListEntry> changed(1);
    changed[0].kind = kind;
    for (auto _ : state) {
        changed[0].id = Id(random() % std::size_t(state.range(0)) + 1);
        changed[0].pattern = kind == ListKind::Ip ? range(random) : sender(random);
        CompiledList next = compiled.withChanges({}, changed);
        benchmark::DoNotOptimize(next);
    }
}

// Senders of which hardly any is listed, as most mail is.
void missSender(benchmark::State& state)
{
    const CompiledList& compiled = list(ListKind::Sender, std::size_t(state.range(0)));
    Random random(3);
    std::vector<MailAddress> subjects;
    for (int i = 0; i < 10000; ++i)
        subjects.push_back({word(random, 3, 9), "mail." + domain(random)});
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(compiled.findAddress(subjects[i++ % subjects.size()], {}));
}

void hitSender(benchmark::State& state)
{
    const CompiledList& compiled = list(ListKind::Sender, std::size_t(state.range(0)));
    std::vector<MailAddress> subjects;
    for (const ListEntry& entry :
         entries(ListKind::Sender, std::min<std::size_t>(10000, std::size_t(state.range(0))))) {
        if (entry.pattern.find_first_of("*?") == std::string::npos && entry.pattern.front() != '.')
            subjects.push_back(comparableAddress(
                entry.pattern.find('@') == std::string::npos ? "joe@" + entry.pattern : entry.pattern));
    }
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(compiled.findAddress(subjects[i++ % subjects.size()], {}));
}

void anyIp(benchmark::State& state)
{
    const CompiledList& compiled = list(ListKind::Ip, std::size_t(state.range(0)));
    Random random(3);
    std::vector<IpAddress> subjects;
    for (int i = 0; i < 10000; ++i)
        subjects.push_back(IpAddress::fromV4(std::uint32_t(random())));
    std::size_t i = 0;
    std::size_t found = 0;
    for (auto _ : state)
        found += compiled.findIp(subjects[i++ % subjects.size()], {}) ? 1 : 0;
    state.counters["hits"] = benchmark::Counter(double(found) / double(state.iterations()));
}

// All in the Black List of a service, but for some exceptions, '~' entries and shared ones.
std::vector<ListEntry> lists(ListKind kind, std::size_t count)
{
    std::vector<ListEntry> all = entries(kind, count);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].service = i % 10 == 0 ? 0 : 1;
        all[i].color = i % 100 == 1 ? ListColor::White : ListColor::Black;
        all[i].negated = kind == ListKind::Ip ? i % 100 == 2 : i % 10'000 == 2;
    }
    return all;
}

// Many wildcards are what costs most among names: a quarter of these has one.
std::vector<ListEntry> wildcards(ListKind kind, std::size_t count)
{
    std::vector<ListEntry> all(count);
    for (std::size_t i = 0; i < count; ++i) {
        all[i].id = Id(i + 1);
        all[i].service = 1;
        all[i].kind = kind;
        all[i].pattern = "user" + std::to_string(i) + (i % 4 == 0 ? "*@*.spam.example" : "@spam.example");
    }
    return all;
}

void health(benchmark::State& state, ListKind kind, std::vector<ListEntry> (*make)(ListKind, std::size_t))
{
    const std::vector<ListEntry> all = make(kind, std::size_t(state.range(0)));
    const std::array<Id, 1> services{1};
    HealthQuestion question;
    question.entries = all;
    question.services = services;
    question.now = fromMicros(1'790'000'000'000'000);
    for (auto _ : state) {
        const ListHealth found = findListHealth(question);
        state.counters["findings"] = double(found.findings.size());
        state.counters["complete"] = found.complete ? 1 : 0;
    }
}

void sizes(benchmark::internal::Benchmark* bench)
{
    for (const int count : {1'000, 10'000, 100'000, 1'000'000})
        bench->Arg(count);
}

BENCHMARK_CAPTURE(compile, sender, ListKind::Sender)->Apply(sizes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(compile, ip, ListKind::Ip)->Apply(sizes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(changeOne, sender, ListKind::Sender)->Apply(sizes)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(changeOne, ip, ListKind::Ip)->Apply(sizes)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(health, sender, ListKind::Sender, lists)->Apply(sizes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(health, wildcards, ListKind::Sender, wildcards)
    ->Apply(sizes)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(health, ip, ListKind::Ip, lists)->Apply(sizes)->Unit(benchmark::kMillisecond);
BENCHMARK(missSender)->Apply(sizes);
BENCHMARK(hitSender)->Apply(sizes);
BENCHMARK(anyIp)->Apply(sizes);

} // namespace

BENCHMARK_MAIN();
