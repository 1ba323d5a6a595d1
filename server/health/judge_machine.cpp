// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/judge_machine.h"

#include "base/domain_name.h"
#include "health/saying.h"

#include <algorithm>

namespace postern::health {

namespace {

using namespace std::chrono_literals;
using model::HealthPlace;
using model::HealthState;
using model::HealthTopic;

constexpr std::int64_t mebibyte = 1'048'576;
constexpr std::int64_t enoughForLists = 1'024 * mebibyte; // of a million entries, with their history

std::string megabytes(std::int64_t bytes)
{
    return std::to_string(bytes / mebibyte);
}

std::string dateOf(Time time)
{
    return toIso8601(std::chrono::floor<std::chrono::days>(time)).substr(0, 10);
}

HealthFinding judgeNode(const model::NodeStatus& node, std::int64_t saved)
{
    HealthFinding finding{HealthTopic::Engine, node.node, HealthState::Ok, {}, {}, {}};
    const std::vector<std::string> names{node.node, std::to_string(node.revision), std::to_string(saved)};
    if (!node.error.empty()) {
        finding.state = HealthState::Warning;
        finding.text = {POSTERN_TEXT("server", "The engine %1 is not well: %2"),
                        false,
                        {Phrase::name(node.node), node.error}};
    } else if (node.revision != saved) {
        finding.state = HealthState::Warning;
        finding.text = say(
            POSTERN_TEXT("server", "The engine %1 still decides by revision %2, and %3 is saved."), names);
        finding.advice = say(POSTERN_TEXT("server", "Check again in a moment."));
    } else {
        finding.text =
            say(POSTERN_TEXT("server", "The engine %1 runs and decides by the saved revision %3."), names);
    }
    return finding;
}

HealthFinding judgeListener(const model::Service& service, const model::NodeStatus& node, bool several)
{
    HealthFinding finding{HealthTopic::Listener, service.name, HealthState::Unknown, {}, {}, {}};
    if (several)
        finding.subject += " (" + node.node + ')';
    finding.place = serviceTab(service.name, "service");
    const std::vector<std::string> names{service.name, std::to_string(service.port)};
    const auto found = std::find_if(node.listeners.begin(), node.listeners.end(),
                                    [&](const auto& each) { return each.service == service.id; });
    const auto state = found == node.listeners.end() ? model::ListenerState::Starting : found->state;
    switch (state) {
    case model::ListenerState::Running:
        finding.state = HealthState::Ok;
        finding.text = say(POSTERN_TEXT("server", "%1 listens on port %2."), names);
        finding.place = {};
        break;
    case model::ListenerState::Failed:
        finding.state = HealthState::Wrong;
        finding.text = {POSTERN_TEXT("server", "%1 serves nobody: %2"),
                        false,
                        {Phrase::name(service.name), found->error}};
        break;
    case model::ListenerState::Stopped:
        finding.state = HealthState::Warning;
        finding.text = say(
            POSTERN_TEXT("server", "%1 is enabled, but was stopped by hand: nobody is served on port %2."),
            names);
        finding.advice = say(POSTERN_TEXT("server", "Start the service."));
        finding.place = view(HealthPlace::View::Services);
        break;
    case model::ListenerState::Starting:
        finding.text = say(POSTERN_TEXT("server", "%1 is only just starting."), names);
        finding.advice = say(POSTERN_TEXT("server", "Check again in a moment."));
        break;
    }
    return finding;
}

} // namespace

std::vector<HealthFinding> judgeServices(const model::Configuration& configuration,
                                         const std::vector<model::NodeStatus>& nodes, std::int64_t saved,
                                         Time now)
{
    std::vector<HealthFinding> findings;
    std::vector<model::NodeStatus> alive;
    std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(alive),
                 [now](const model::NodeStatus& node) { return node.alive(now); });
    if (alive.empty())
        findings.push_back(
            {HealthTopic::Engine,
             {},
             HealthState::Wrong,
             say(POSTERN_TEXT("server", "No engine runs on this store: no mail is received.")),
             say(POSTERN_TEXT("server",
                              "Start the service posternd, or tick Tools › Run the engine in this window.")),
             view(HealthPlace::View::Services)});
    for (const model::NodeStatus& node : alive)
        findings.push_back(judgeNode(node, saved));
    bool enabled = false;
    for (const model::Service& service : configuration.services) {
        enabled = enabled || service.enabled;
        for (const model::NodeStatus& node : alive) {
            if (service.enabled)
                findings.push_back(judgeListener(service, node, alive.size() > 1));
        }
    }
    if (!enabled)
        findings.push_back({HealthTopic::Listener,
                            {},
                            HealthState::Wrong,
                            say(POSTERN_TEXT("server", "No service is enabled: no mail is received.")),
                            say(POSTERN_TEXT("server", "Add a service, or enable one.")),
                            view(HealthPlace::View::Services)});
    return findings;
}

HealthFinding judgeCertificate(const CertificateFacts& facts, Time now)
{
    HealthFinding finding{HealthTopic::Certificate,
                          facts.service,
                          HealthState::Ok,
                          {},
                          {},
                          serviceTab(facts.service, "security")};
    const Phrase replace =
        say(POSTERN_TEXT("server", "Put a new certificate in its place; it is taken up by itself."));
    if (!facts.reading) {
        const bool hidden = facts.reading.error().kind == ErrorKind::Denied;
        finding.state = hidden ? HealthState::Unknown : HealthState::Wrong;
        finding.text = {hidden ? POSTERN_TEXT("server", "Who checks may not read the certificate: %1")
                               : POSTERN_TEXT("server", "The certificate cannot be used: %1"),
                        false,
                        {placedPhraseOf(facts.reading.error())}};
        return finding;
    }
    const CertificateReading& reading = *facts.reading;
    const std::string names = listed(reading.names);
    if (now >= reading.until) {
        finding.state = HealthState::Wrong;
        finding.text = say(POSTERN_TEXT("server", "The certificate for %1 ended on %2."),
                           {names, dateOf(reading.until)});
        finding.advice = replace;
    } else if (now < reading.from) {
        finding.state = HealthState::Wrong;
        finding.text = say(POSTERN_TEXT("server", "The certificate for %1 only begins on %2."),
                           {names, dateOf(reading.from)});
        finding.advice =
            say(POSTERN_TEXT("server", "Check the clock, or put another certificate in its place."));
    } else if (!facts.hostname.empty() && !isMadeOutTo(reading, facts.hostname)) {
        finding.state = HealthState::Warning;
        finding.text = say(POSTERN_TEXT("server", "The certificate is made out to %1, not to %2."),
                           {names, facts.hostname});
        finding.advice = say(
            POSTERN_TEXT("server", "Programs that know the server by its host name will warn or refuse."));
    } else if (endsSoon(reading, now) && !facts.own) {
        finding.state = HealthState::Warning;
        finding.text = say(POSTERN_TEXT("server", "The certificate for %1 ends soon, on %2."),
                           {names, dateOf(reading.until)});
        finding.advice = replace;
    } else if (reading.selfSigned && facts.forPeople) {
        finding.state = HealthState::Warning;
        finding.text =
            say(POSTERN_TEXT("server", "Nobody has signed the certificate for %1: mail programs warn of it."),
                {names});
        finding.advice = say(POSTERN_TEXT("server", "Take one of a known authority."));
    } else {
        finding.text =
            reading.selfSigned
                ? say(POSTERN_TEXT("server", "The certificate for %1 is this server's own; other mail "
                                             "servers take it."),
                      {names})
                : say(POSTERN_TEXT("server", "The certificate for %1, signed by %2, is good until %3."),
                      {names, reading.issuer, dateOf(reading.until)});
        finding.place = {};
    }
    return finding;
}

HealthFinding judgeDisk(const DiskFacts& facts)
{
    constexpr std::int64_t least = 256 * mebibyte;
    constexpr std::int64_t enough = 2'048 * mebibyte;
    HealthFinding finding{HealthTopic::Disk, facts.folder, HealthState::Ok, {}, {}, {}};
    const std::vector<std::string> names{facts.folder, megabytes(facts.free), megabytes(facts.total)};
    const bool queue = facts.what == DiskFacts::What::Queue;
    if (facts.total <= 0) {
        finding.state = HealthState::Unknown;
        finding.text =
            say(POSTERN_TEXT("server", "How much room there is at %1 cannot be found out."), names);
        return finding;
    }
    const double share = double(facts.free) / double(facts.total);
    if (facts.free < least || share < 0.01)
        finding.state = HealthState::Wrong;
    else if (facts.free < enough && share < 0.1)
        finding.state = HealthState::Warning;
    finding.text = queue ? say(POSTERN_TEXT("server", "The queue at %1 has %2 MB of %3 MB left."), names)
                         : say(POSTERN_TEXT("server", "The store at %1 has %2 MB of %3 MB left."), names);
    if (finding.state != HealthState::Ok) {
        finding.advice =
            queue
                ? say(POSTERN_TEXT(
                      "server", "Make room: while there is none, mail is answered 452 and must come again."))
                : say(POSTERN_TEXT(
                      "server", "Make room, or keep a shorter log: while there is none, nothing is logged."));
        finding.place = queue ? HealthPlace() : serverTab("logs");
    }
    return finding;
}

HealthFinding judgeClock(const ClockFacts& facts)
{
    constexpr auto ahead = 60s;                           // of a node on another machine
    const Time built = fromMicros(1'790'000'000'000'000); // no moment before this program was made is now
    HealthFinding finding{HealthTopic::Clock, {}, HealthState::Ok, {}, {}, {}};
    for (const auto& [node, beat] : facts.heartbeats) {
        if (beat <= facts.now + ahead)
            continue;
        finding.state = HealthState::Wrong;
        finding.text =
            say(POSTERN_TEXT("server", "The clock of the engine %1 is ahead of this computer's: it says %2."),
                {node, toIso8601(std::chrono::floor<std::chrono::seconds>(beat))});
        finding.advice = say(POSTERN_TEXT("server", "Set both clocks by the network (NTP)."));
        return finding;
    }
    if (facts.now < built) {
        finding.state = HealthState::Wrong;
        finding.text =
            say(POSTERN_TEXT("server", "The clock says %1, which is long over."), {dateOf(facts.now)});
        finding.advice = say(POSTERN_TEXT("server", "Certificates and bans go by the clock: set it."));
    } else if (!facts.known) {
        finding.state = HealthState::Unknown;
        finding.text =
            say(POSTERN_TEXT("server", "The system does not say whether anything keeps its clock right."));
    } else if (!facts.synchronized) {
        finding.state = HealthState::Warning;
        finding.text = say(POSTERN_TEXT("server", "Nothing keeps the clock right."));
        finding.advice = say(
            POSTERN_TEXT("server", "Have it set by the network (NTP), by systemd-timesyncd or chrony, say."));
    } else {
        finding.text = say(POSTERN_TEXT("server", "The clock is kept right."));
    }
    return finding;
}

HealthFinding judgeStore(const StoreFacts& facts)
{
    constexpr std::int64_t slack = 2; // times its limit: free pages and the rest of the store
    HealthFinding finding{HealthTopic::Store, {}, HealthState::Ok, {}, {}, {}};
    const std::string size = megabytes(facts.bytes);
    if (facts.check && !*facts.check) {
        finding.state =
            facts.check->error().kind == ErrorKind::Busy ? HealthState::Unknown : HealthState::Wrong;
        finding.text = {POSTERN_TEXT("server", "The store cannot be read: %1"),
                        false,
                        {placedPhraseOf(facts.check->error())}};
        return finding;
    }
    if (facts.check && !(*facts.check)->empty()) {
        finding.state = HealthState::Wrong;
        finding.text = say(POSTERN_TEXT("server", "The store is damaged: %1"), {(*facts.check)->front()});
        finding.advice =
            say(POSTERN_TEXT("server", "Copy the file away, and put the last backup in its place."));
        return finding;
    }
    if (facts.limitMegabytes > 0 && facts.bytes > slack * facts.limitMegabytes * mebibyte + enoughForLists) {
        finding.state = HealthState::Warning;
        finding.text = say(POSTERN_TEXT("server", "The store has %1 MB, more than its log may (%2 MB)."),
                           {size, std::to_string(facts.limitMegabytes)});
        finding.place = serverTab("logs");
        return finding;
    }
    if (!facts.check) {
        finding.state = HealthState::Unknown;
        finding.text =
            say(POSTERN_TEXT("server", "The store has %1 MB; to read every page of it would take minutes."),
                {size});
        finding.advice = say(POSTERN_TEXT("server", "posternctl health --full does so."));
        return finding;
    }
    finding.text =
        say(POSTERN_TEXT("server", "The store is whole: every page of its %1 MB was read."), {size});
    return finding;
}

HealthFinding judgeBackup(const std::optional<store::BackupNote>& last, Time now)
{
    constexpr auto longest = 24h * 7;
    HealthFinding finding{
        HealthTopic::Backup, {}, HealthState::Warning, {}, {}, view(HealthPlace::View::Backup)};
    finding.advice = say(
        POSTERN_TEXT("server", "Let posternctl backup run every night, or choose File › Back up the store…"));
    if (!last) {
        finding.text = say(POSTERN_TEXT("server", "Postern has never made a copy of the store."));
        return finding;
    }
    const auto days = std::chrono::floor<std::chrono::days>(now - last->made).count();
    const std::vector<std::string> names{dateOf(last->made), last->file, std::to_string(days)};
    if (now - last->made > longest) {
        finding.text =
            say(POSTERN_TEXT("server", "The last copy of the store was made %3 days ago, on %1: %2"), names);
        return finding;
    }
    finding.state = HealthState::Ok;
    finding.text = say(POSTERN_TEXT("server", "The store was last copied on %1: %2"), names);
    finding.advice = {};
    finding.place = {};
    return finding;
}

} // namespace postern::health
