// SPDX-License-Identifier: GPL-3.0-or-later
// The store's figures of quality.md: rows of the log a second, searches, loading of lists. Prints a table; no
// part of the tests.
#include "base/ip_address.h"
#include "base/reference.h"
#include "model/preset.h"
#include "preview/replay.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QTemporaryDir>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <numeric>
#include <random>

#include <sys/resource.h>

using namespace postern;
using namespace postern::store;

namespace {

// Wall time, and the processor time of this program, which does not depend on the neighbours.
class Stopwatch {
public:
    double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }
    double cpuSeconds() const { return processorTime() - m_cpu; }

private:
    static double processorTime()
    {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        const auto seconds = [](const timeval& time) {
            return double(time.tv_sec) + double(time.tv_usec) / 1e6;
        };
        return seconds(usage.ru_utime) + seconds(usage.ru_stime);
    }

    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    double m_cpu = processorTime();
};

template <class T>
T unwrap(Result<T> result)
{
    if (!result)
        throw std::runtime_error(toString(result.error()));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

std::int64_t unwrap(CommitResult result)
{
    if (!result)
        throw std::runtime_error("commit failed");
    return *result;
}

// Looks like a log under attack: most senders and clients come once, recipients repeat.
class Traffic {
public:
    model::Event next()
    {
        model::Event event;
        m_time += std::chrono::microseconds(20 + m_random() % 2'000'000);
        event.time = m_time;
        event.node = "mail";
        event.service = m_random() % 10 == 0 ? "Submission" : "SMTP";
        event.client = IpAddress::fromV4(0x0b000000 + std::uint32_t(m_random() % 50'000'000)).toString();
        event.helo = "host" + std::to_string(m_random() % 100'000) + ".example.net";
        event.sender = "user" + std::to_string(m_random() % 5'000'000) + "@domain" +
                       std::to_string(m_random() % 200'000) + ".example";
        event.recipient = "person" + std::to_string(m_random() % 5'000) + "@example.test";
        event.size = std::int64_t(m_random() % 100'000);
        if (m_random() % 10 != 0)
            reject(event);
        event.revision = 17;
        event.trace =
            R"({"stage":"rcpt","checks":[{"id":"access.client","result":"pass"},{"id":"ip.blacklist","result":)"
            R"("pass"},{"id":"helo.blacklist","result":"pass"},{"id":"sender.blacklist","result":"hit",)"
            R"("entry":4711,"evidence":[3,"*@domain.example"]}],"verdict":"reject","by":"sender.blacklist"})";
        event.facts = factsOf(event);
        return event;
    }

private:
    static std::string factsOf(const model::Event& event)
    {
        policy::Facts facts;
        facts.now = event.time;
        facts.client = *IpAddress::parse(event.client);
        facts.helo = event.helo;
        facts.sender = event.sender;
        facts.recipient = event.recipient;
        facts.declaredSize = event.size;
        return policy::toJson(facts);
    }

    void reject(model::Event& event)
    {
        event.outcome = model::Outcome::Rejected;
        event.check = m_random() % 100'000 == 0 ? "message.loop"
                      : m_random() % 3 == 0     ? "ip.blacklist"
                                                : "sender.blacklist";
        event.reference = makeReference();
        event.reply = "554 5.7.1 blacklisted (" + event.sender + ") ref " + event.reference;
        event.entry = 4711;
    }

    std::minstd_rand m_random{42};
    Time m_time = fromMicros(1'760'000'000'000'000);
};

using Readings = nlohmann::json; // by name; times in seconds

void writeEvents(Store& store, std::size_t total, model::Event& sample, Readings& readings)
{
    constexpr std::size_t batch = 500;
    Traffic traffic;
    std::vector<double> stalls;
    double writing = 0;
    double cpu = 0;
    std::size_t reported = 0;
    for (std::size_t written = 0; written < total; written += batch) {
        std::vector<model::Event> events;
        for (std::size_t i = 0; i < batch; ++i)
            events.push_back(traffic.next());
        if (written == total / 2 / batch * batch)
            sample = events[7];
        const Stopwatch watch;
        unwrap(store.appendEvents(events));
        stalls.push_back(watch.seconds());
        writing += stalls.back();
        cpu += watch.cpuSeconds();
        if ((written + batch) / (total / 5 + 1) != reported) {
            reported = (written + batch) / (total / 5 + 1);
            std::printf("  %9zu rows so far: %8.0f rows/s, %.1f us of CPU a row\n", written + batch,
                        double(written + batch) / writing, cpu / double(written + batch) * 1e6);
        }
    }
    std::sort(stalls.begin(), stalls.end());
    readings["append"] = {{"events", total},
                          {"rows_per_second", double(total) / writing},
                          {"cpu_per_row", cpu / double(total)},
                          {"batch_median", stalls[stalls.size() / 2]},
                          {"batch_worst", stalls.back()}};
    std::printf("append: %.1f us of CPU a row\n", cpu / double(total) * 1e6);
    std::printf("append: %zu events in batches of %zu: %.0f rows/s; a batch takes %.1f ms (median), %.1f ms "
                "(p99), %.1f ms "
                "(worst)\n",
                total, batch, double(total) / writing, stalls[stalls.size() / 2] * 1e3,
                stalls[stalls.size() * 99 / 100] * 1e3, stalls.back() * 1e3);
}

// For searches by parts of names; what an engine does piece by piece meanwhile.
void indexLog(Store& store, Readings& readings)
{
    std::vector<double> pieces;
    while (true) {
        const Stopwatch watch;
        if (!unwrap(store.indexLog()))
            break;
        pieces.push_back(watch.seconds());
    }
    if (pieces.empty())
        return;
    const double all = std::accumulate(pieces.begin(), pieces.end(), 0.0);
    std::sort(pieces.begin(), pieces.end());
    readings["index"] = {
        {"pieces", pieces.size()}, {"median", pieces[pieces.size() / 2]}, {"worst", pieces.back()}};
    std::printf("index: %zu pieces in %.1f s; one takes %.1f ms (median), %.1f ms (worst)\n", pieces.size(),
                all, pieces[pieces.size() / 2] * 1e3, pieces.back() * 1e3);
}

void search(Store& store, const char* what, const EventQuery& query, Readings& readings)
{
    std::vector<double> times;
    std::vector<double> cpu;
    std::size_t found = 0;
    for (int i = 0; i < 5; ++i) {
        const Stopwatch watch;
        found = unwrap(store.events(query)).size();
        times.push_back(watch.seconds());
        cpu.push_back(watch.cpuSeconds());
    }
    const double first = times.front();
    std::sort(times.begin(), times.end());
    std::sort(cpu.begin(), cpu.end());
    readings["search"][what] = {
        {"found", found}, {"first", first}, {"median", times[2]}, {"cpu_median", cpu[2]}};
    std::printf("search %-36s %4zu events: first %7.1f ms, median %7.1f ms, CPU %7.1f ms\n", what, found,
                first * 1e3, times[2] * 1e3, cpu[2] * 1e3);
}

void searchAll(Store& store, const model::Event& sample, Readings& readings)
{
    search(store, "nothing (first page)", {}, readings);
    const auto searchFor = [&](const char* what, const std::string& text) {
        EventQuery query;
        query.search = text;
        search(store, what, query, readings);
    };
    searchFor("a sender's address", sample.sender);
    searchFor("a recipient's address", sample.recipient);
    searchFor("a reference", sample.reference.empty() ? "AAAAAAAA" : sample.reference);
    searchFor("an address that never wrote", "nobody@nowhere.example");
    searchFor("a sender's domain", sample.sender.substr(sample.sender.find('@') + 1));
    searchFor("a client", sample.client);
    searchFor("a /24 of clients", sample.client.substr(0, sample.client.rfind('.')) + ".0/24");
    searchFor("a /16 of clients", "11.5.0.0/16");
    searchFor("a part of a name", "ser4999999");
    searchFor("a part of a name that is not there", "schmidt");
    searchFor("three letters that are not there", "xyz");
    const auto with = [&](const char* what, auto set) {
        EventQuery query;
        set(query);
        search(store, what, query, readings);
    };
    with("a common check", [](EventQuery& q) { q.check = "ip.blacklist"; });
    with("a rare check", [](EventQuery& q) { q.check = "message.loop"; });
    with("a check that never hit", [](EventQuery& q) { q.check = "helo.invalid"; });
    with("a service and accepted", [](EventQuery& q) {
        q.service = "Submission";
        q.outcomes = {model::Outcome::Accepted};
    });
    with("deferred (none)", [](EventQuery& q) { q.outcomes = {model::Outcome::Deferred}; });
    with("an hour in the middle", [&](EventQuery& q) {
        q.since = sample.time - std::chrono::minutes(30);
        q.until = sample.time + std::chrono::minutes(30);
    });
    with("a rare check until the middle", [&](EventQuery& q) {
        q.check = "message.loop";
        q.until = sample.time;
    });
}

void lists(Store& store, int count, Readings& readings)
{
    Edit edit;
    edit.base = unwrap(store.revision());
    edit.author = "bench";
    for (int i = 0; i < count; ++i) {
        model::ListEntry entry;
        entry.pattern = "spammer" + std::to_string(count) + "-" + std::to_string(i) + "@domain" +
                        std::to_string(i % 1000) + ".example";
        edit.lists.saved.push_back(entry);
    }
    Stopwatch watch;
    const std::int64_t revision = unwrap(store.commit(edit));
    Readings& reading = readings["lists"].emplace_back();
    reading = {{"entries", count}, {"commit", watch.seconds()}, {"commit_cpu", watch.cpuSeconds()}};
    std::printf("lists: %d entries committed in %.2f s (CPU %.2f s)", count, watch.seconds(),
                watch.cpuSeconds());
    watch = {};
    const std::size_t read = unwrap(store.listEntries()).size();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    reading.update({{"all", read}, {"read", watch.seconds()}, {"read_cpu", watch.cpuSeconds()}});
    std::printf(", %zu read in %.2f s (CPU %.2f s; %ld MiB at most)", read, watch.seconds(),
                watch.cpuSeconds(), usage.ru_maxrss / 1024);
    Edit one;
    one.base = revision;
    one.author = "bench";
    one.lists.saved.push_back({});
    one.lists.saved[0].pattern = "one@more" + std::to_string(count) + ".example";
    watch = {};
    unwrap(store.commit(one));
    reading["one_more"] = watch.seconds();
    std::printf(", one more in %.1f ms", watch.seconds() * 1e3);
    watch = {};
    unwrap(store.listChangesSince(revision));
    std::printf(", found by listChangesSince in %.1f ms\n", watch.seconds() * 1e3);
}

// "What would this change?" over the whole log: a domain more in the Black List.
void replayLog(Store& store, Readings& readings)
{
    Edit edit;
    edit.lists.saved.push_back({});
    edit.lists.saved[0].pattern = "domain7.example";
    Stopwatch watch;
    const preview::Sides sides = unwrap(preview::compileSides(store, edit));
    const double compiled = watch.seconds();
    watch = {};
    const auto report =
        unwrap(preview::replay(store, sides, Time(), [](double, const preview::Tally&) { return true; }));
    const double events = double(report.tally.looked);
    readings["preview"] = {{"compile", compiled},
                           {"replay", watch.seconds()},
                           {"events", report.tally.looked},
                           {"changed", report.tally.changed()},
                           {"events_per_second", events / watch.seconds()}};
    std::printf("preview: both sides compiled in %.2f s; %.0f events decided by both in %.2f s, %.0f/s; %lld "
                "changed\n",
                compiled, events, watch.seconds(), events / watch.seconds(),
                static_cast<long long>(report.tally.changed()));
}

void configure(Store& store)
{
    Edit edit;
    edit.author = "bench";
    edit.base = unwrap(store.revision());
    edit.before = unwrap(store.configuration());
    edit.after = edit.before;
    edit.after->server.hostname = "mail.example.test";
    edit.after->domains = {{0, "example.test", {}}};
    edit.after->mailboxes = {{0, "person@example.test", "", "maildir:/srv/mail/person", {}}};
    edit.after->services = {model::makeService(model::Preset::Mx),
                            model::makeService(model::Preset::Submission)};
    unwrap(store.commit(edit));
}

struct Options {
    std::size_t events = 1'000'000;
    int entries = 1'000'000;
    std::string folder;
    std::string json;
};

Readings measure(const Options& options, const std::string& file)
{
    Readings readings;
    auto store = unwrap(Store::open(file, OpenMode::Create));
    configure(*store);
    model::Event sample;
    writeEvents(*store, options.events, sample, readings);
    store.reset();
    store = unwrap(Store::open(file, OpenMode::Existing));
    indexLog(*store, readings);
    searchAll(*store, sample, readings);
    lists(*store, options.entries / 10, readings);
    lists(*store, options.entries - options.entries / 10, readings);
    replayLog(*store, readings);
    store.reset();
    const Stopwatch watch;
    store = unwrap(Store::open(file, OpenMode::Existing));
    readings["open"] = watch.seconds();
    std::printf("open: %.1f ms\n", watch.seconds() * 1e3);
    return readings;
}

} // namespace

int main(int argc, char** argv)
{
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    Options options;
    CLI::App cli("The store's figures: rows of the log a second, searches, loading of lists.", "bench_store");
    cli.add_option("--events", options.events, "Events to write")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    cli.add_option("--entries", options.entries, "List entries to save")
        ->capture_default_str()
        ->check(CLI::Range(10, 100'000'000));
    cli.add_option("--folder", options.folder, "Where the store is made; else among temporary files")
        ->check(CLI::ExistingDirectory);
    cli.add_option("--json", options.json, "Writes the readings to this file, too");
    CLI11_PARSE(cli, argc, argv);

    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder(options.folder.empty() ? QString()
                                                      : QString::fromStdString(options.folder) +
                                                            QStringLiteral("/bench-XXXXXX"));
    const Readings readings = measure(options, folder.filePath(QStringLiteral("postern.db")).toStdString());
    if (!options.json.empty() && !(std::ofstream(options.json) << readings.dump(2) << '\n')) {
        std::fprintf(stderr, "bench_store: %s cannot be written\n", options.json.c_str());
        return 1;
    }
}
