// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/dispatcher.h"

#include "delivery/report.h"
#include "smtp/received_field.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace postern::delivery {

namespace {

using namespace std::chrono_literals;

// What one worker takes at once for a Maildir: so many files, so many octets, and the job that goes past it.
constexpr std::size_t filesPerBatch = 64;
constexpr std::int64_t octetsPerBatch = 16 << 20;
constexpr auto longestWait = 60s;
constexpr auto afterTrouble = 1s;
constexpr double grow = 0.25; // one more connection after four messages
constexpr std::chrono::seconds firstBlock = 60s;
constexpr std::chrono::seconds longestBlock = 30min;

Answer answerFor(const Error& error)
{
    const bool full = error.kind == ErrorKind::Full;
    return deferred(full ? "4.2.2" : "4.3.0", toString(error)); // RFC 3463: mailbox full, other system
}

Answer delivered()
{
    return {Answer::Fate::Delivered, "2.0.0", "delivered to the mailbox", {}};
}

// By its name the file is the same one where this is done a second time, after the end came between the
// delivery and the note that it is done.
Copy copyFor(const Job& job, const spool::Recipient& recipient)
{
    return {job.hop.place,
            smtp::returnPathField(job.message.sender) + "Delivered-To: " + recipient.address + "\r\n" +
                job.message.header,
            std::to_string(toMicros(job.message.arrival)) + 'Q' + job.message.name + 'R' +
                std::to_string(recipient.id)};
}

// The beginning of a message, enough for a report.
Excerpt excerptOf(spool::Spool& spool, const spool::Message& message, bool wanted)
{
    const auto content = spool.content(message.id);
    if (!content)
        return {message.header, false};
    const bool whole = wanted && message.size <= std::int64_t(longestWhole);
    std::string text(whole ? std::size_t(message.size) : longestHeader, '\0');
    std::size_t length = 0;
    while (length < text.size()) {
        const auto count = (*content)->read(std::int64_t(length), std::span(text).subspan(length));
        if (!count || *count == 0)
            break;
        length += *count;
    }
    text.resize(length);
    return {message.header + (whole ? text : std::string(headerOf(text))), whole};
}

} // namespace

Dispatcher::Dispatcher(Tools tools)
    : m_tools(std::move(tools))
{
}

Dispatcher::~Dispatcher()
{
    stop(0ms);
}

void Dispatcher::start()
{
    m_tools.spool.onWork([this] {
        {
            const std::lock_guard lock(m_mutex);
            m_work = true;
        }
        m_changed.notify_all();
    });
    m_thread = std::thread([this] { run(); });
}

void Dispatcher::stop(std::chrono::milliseconds grace)
{
    if (!m_thread.joinable())
        return;
    {
        std::unique_lock lock(m_mutex);
        m_draining = true;
        for (auto& [key, hop] : m_hops)
            hop.waiting.clear();
        m_changed.wait_for(lock, grace,
                           [this] { return m_active == 0 && m_settling == 0 && m_finished.empty(); });
        m_ending = true;
    }
    m_changed.notify_all();
    m_thread.join();
    m_tools.spool.onWork({});
}

void Dispatcher::forgetFailures()
{
    {
        const std::lock_guard lock(m_mutex);
        for (auto& [key, hop] : m_hops) {
            hop.blockedUntil = {};
            hop.failures = 0;
        }
        m_start = m_work = true;
    }
    m_changed.notify_all();
}

std::unordered_set<spool::Id> Dispatcher::active() const
{
    std::unordered_set<spool::Id> ids;
    const std::lock_guard lock(m_mutex);
    for (const auto& [id, destination] : m_leased)
        ids.insert(id);
    return ids;
}

void Dispatcher::run()
{
    while (true) {
        std::deque<Finished> finished;
        {
            const std::lock_guard lock(m_mutex);
            if (m_ending && m_finished.empty())
                return;
            finished.swap(m_finished);
            if (!finished.empty())
                ++m_settling;
        }
        try {
            if (!finished.empty())
                settle(std::move(finished));
            fill();
            startHops();
        } catch (const std::exception& broken) {
            m_tools.complain(std::string("delivery: ") + broken.what());
            std::this_thread::sleep_for(afterTrouble);
        }
        wait();
    }
}

void Dispatcher::wait()
{
    const Time now = m_tools.clock.now();
    std::unique_lock lock(m_mutex);
    std::chrono::microseconds longest = longestWait;
    if (m_nextDue)
        longest = std::clamp<std::chrono::microseconds>(*m_nextDue - now, 1ms, longestWait);
    const bool told = m_changed.wait_for(lock, longest, [this] {
        return m_ending || !m_finished.empty() || (!m_draining && (m_work || m_start));
    });
    if (!told)
        m_work = true; // something has become due
}

// Takes what is due into memory, as far as there is room.
void Dispatcher::fill()
{
    std::unordered_set<spool::Id> leased;
    std::unordered_set<std::string> busy;
    {
        const std::lock_guard lock(m_mutex);
        if (m_draining || !m_work || m_leased.size() >= window)
            return;
        m_work = false;
        for (const auto& [id, destination] : m_leased)
            leased.insert(id);
        busy = busyDestinations();
    }
    const Time now = m_tools.clock.now();
    const std::size_t room = std::min(window - leased.size(), windowPerHop);
    auto items = m_tools.spool.due(now, room, leased, busy);
    const auto next = m_tools.spool.nextDue(now);
    if (!items || !next) {
        m_tools.complain("the queue cannot be read: " + toString(items ? next.error() : items.error()));
        const std::lock_guard lock(m_mutex);
        m_nextDue = now + afterTrouble;
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_nextDue = *next;
        m_start = true;
        // There may be more; and what was told of since the queue was read is not forgotten.
        m_work = m_work || (!items->empty() && leased.size() + items->size() < window);
    }
    lease(std::move(*items));
}

std::unordered_set<std::string> Dispatcher::busyDestinations() const
{
    std::unordered_set<std::string> busy;
    for (const auto& [destination, count] : m_perDestination) {
        if (count >= windowPerHop)
            busy.insert(destination);
    }
    return busy;
}

void Dispatcher::lease(std::vector<spool::Item> items)
{
    for (spool::Item& item : items) {
        // A transaction has one sender (RFC 5321 3.3).
        std::map<std::pair<std::string, std::string>, std::pair<NextHop, std::vector<spool::Recipient>>>
            byHop;
        for (spool::Recipient& recipient : item.recipients) {
            NextHop hop = m_tools.router->nextHop(recipient.address);
            recipient.destination = m_tools.router->destination(recipient.address);
            auto& place = byHop[{hop.key(), recipient.returnPath}];
            place.first = std::move(hop);
            place.second.push_back(std::move(recipient));
        }
        for (auto& [key, place] : byHop) {
            spool::Message message = item.message;
            if (const std::string& returnPath = key.second; !returnPath.empty()) {
                message.sender = returnPath;
                message.envelopeId.clear(); // the first sender's (RFC 3461 4.4)
            }
            enqueue(std::move(message), place.first, std::move(place.second));
        }
    }
}

void Dispatcher::enqueue(spool::Message message, const NextHop& to, std::vector<spool::Recipient> recipients)
{
    const std::lock_guard lock(m_mutex);
    if (m_draining)
        return;
    Hop& hop = m_hops[to.key()];
    hop.to = to; // the password may be another
    for (const spool::Recipient& recipient : recipients) {
        m_leased.emplace(recipient.id, recipient.destination);
        ++m_perDestination[recipient.destination];
    }
    for (std::size_t first = 0; first < recipients.size(); first += recipientsPerJob) {
        const auto last = std::min(recipients.size(), first + recipientsPerJob);
        auto job = std::make_shared<Job>(Job{to, message, {}});
        job->recipients.assign(recipients.begin() + std::ptrdiff_t(first),
                               recipients.begin() + std::ptrdiff_t(last));
        hop.waiting.push_back(std::move(job));
    }
}

void Dispatcher::startHops()
{
    const std::lock_guard lock(m_mutex);
    m_start = false;
    if (m_draining)
        return;
    for (auto it = m_hops.begin(); it != m_hops.end();) {
        startHop(it->first, it->second);
        const bool idle =
            it->second.active == 0 && it->second.waiting.empty() && Steady::now() >= it->second.blockedUntil;
        it = idle ? m_hops.erase(it) : std::next(it);
    }
}

void Dispatcher::startHop(const std::string& key, Hop& hop)
{
    if (hop.waiting.empty())
        return;
    const bool byCarrier = hop.to.kind != NextHop::Kind::Maildir;
    if (hop.to.kind == NextHop::Kind::Nowhere || (byCarrier && m_tools.carrier == nullptr)) {
        hop.why = deferred("4.3.5", hop.to.why.empty() ? "there is no way to deliver this" : hop.to.why);
        hop.why.attempted = true;
        return refuseAll(hop);
    }
    if (Steady::now() < hop.blockedUntil)
        return refuseAll(hop);
    // One batch of a Maildir at a time: what comes meanwhile shares the next one's sync, and a file system
    // that hangs takes one worker.
    const auto limit = byCarrier ? std::size_t(hop.limit) : 1;
    const auto wanted = std::min(hop.waiting.size(), limit);
    while (hop.active < int(wanted) && m_active < connections) {
        ++hop.active;
        ++m_active;
        if (byCarrier)
            m_tools.carrier->connect(hop.to, *this);
        else
            m_tools.workers.post("delivering to " + hop.to.place, [this, key] { deliverToMaildirs(key); });
    }
}

// Nothing of this is tried now.
void Dispatcher::refuseAll(Hop& hop)
{
    for (const JobPtr& job : std::exchange(hop.waiting, {}))
        m_finished.push_back({job, std::vector<Answer>(job->recipients.size(), hop.why)});
}

JobPtr Dispatcher::take(const std::string& key)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_hops.find(key);
    if (m_draining || found == m_hops.end() || found->second.waiting.empty())
        return nullptr;
    JobPtr job = std::move(found->second.waiting.front());
    found->second.waiting.pop_front();
    return job;
}

void Dispatcher::finish(const JobPtr& job, std::vector<Answer> answers)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_hops.find(job->hop.key());
        const bool reached = std::any_of(answers.begin(), answers.end(), [](const Answer& answer) {
            return answer.fate != Answer::Fate::Deferred;
        });
        if (found != m_hops.end()) {
            Hop& hop = found->second;
            hop.limit = reached ? std::min<double>(connectionsPerHop, hop.limit + grow)
                                : std::max(1.0, hop.limit / 2);
        }
        m_finished.push_back({job, std::move(answers)});
    }
    m_changed.notify_all();
}

void Dispatcher::reached(const std::string& key)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_hops.find(key);
    if (found != m_hops.end())
        found->second.failures = 0;
}

void Dispatcher::leave(const std::string& key, const Answer* failure)
{
    {
        const std::lock_guard lock(m_mutex);
        --m_active;
        m_start = true;
        const auto found = m_hops.find(key);
        if (found != m_hops.end()) {
            Hop& hop = found->second;
            --hop.active;
            if (failure != nullptr) {
                hop.limit = std::max(1.0, hop.limit / 2);
                hop.why = *failure;
                // Others that are connected go on; where there is none, the next hop is not there.
                if (hop.active == 0) {
                    if (failure->fate == Answer::Fate::Deferred) {
                        const auto block = firstBlock * (1 << std::min(hop.failures++, 5));
                        hop.blockedUntil = Steady::now() + std::min(block, longestBlock);
                    }
                    refuseAll(hop);
                }
            }
        }
    }
    m_changed.notify_all();
}

void Dispatcher::deliverToMaildirs(const std::string& key)
{
    std::vector<Finished> jobs;
    try {
        deliverBatch(key, jobs);
    } catch (const std::exception& broken) {
        for (Finished& each : jobs)
            each.answers.assign(each.job->recipients.size(), deferred("4.3.0", broken.what()));
    }
    for (Finished& each : jobs)
        finish(each.job, std::move(each.answers));
    leave(key, nullptr);
}

void Dispatcher::deliverBatch(const std::string& key, std::vector<Finished>& jobs)
{
    MaildirBatch batch(m_tools.maildirs);
    std::int64_t octets = 0;
    while (batch.size() < filesPerBatch && octets < octetsPerBatch) {
        const JobPtr job = take(key);
        if (!job)
            break;
        octets += job->message.size * std::int64_t(job->recipients.size());
        jobs.push_back({job, {}});
        jobs.back().answers = addTo(batch, *job);
    }
    const std::vector<Result<>> results = batch.commit();
    auto result = results.begin();
    for (Finished& each : jobs) {
        if (!each.answers.empty())
            continue; // nothing of it is in the batch
        for (std::size_t i = 0; i < each.job->recipients.size(); ++i, ++result)
            each.answers.push_back(*result ? delivered() : answerFor(result->error()));
    }
}

// One file for each recipient; or why there is none, for each.
std::vector<Answer> Dispatcher::addTo(MaildirBatch& batch, const Job& job)
{
    const auto content = m_tools.spool.content(job.message.id);
    if (!content) {
        Answer answer = answerFor(content.error());
        if (content.error().kind == ErrorKind::NotFound)
            answer.fate = Answer::Fate::Gone;
        return std::vector<Answer>(job.recipients.size(), answer);
    }
    for (const spool::Recipient& recipient : job.recipients)
        batch.add(copyFor(job, recipient), **content);
    return {};
}

void Dispatcher::settle(std::deque<Finished> finished)
{
    spool::Settlement settlement;
    std::vector<spool::Id> ids;
    for (Finished& each : finished) {
        settle(each, settlement);
        for (const spool::Recipient& recipient : each.job->recipients)
            ids.push_back(recipient.id);
    }
    m_tools.spool.settle(std::move(settlement), [this, ids = std::move(ids)] { release(ids); });
}

void Dispatcher::settle(Finished& finished, spool::Settlement& settlement)
{
    const Job& job = *finished.job;
    finished.answers.resize(job.recipients.size(), deferred("4.3.0", "there was no answer"));
    const double random = std::uniform_real_distribution<>(0, 1)(m_random);
    Outcome outcome =
        decideOutcome(job, finished.answers, m_tools.clock.now(), m_tools.router->settings(), random);
    for (std::size_t i = 0; i < job.recipients.size(); ++i)
        m_tools.log(job, job.recipients[i], outcome.answers[i]);
    addReports(job, outcome, settlement);
    settlement.finished.insert(settlement.finished.end(), outcome.finished.begin(), outcome.finished.end());
    settlement.later.insert(settlement.later.end(), outcome.later.begin(), outcome.later.end());
}

void Dispatcher::addReports(const Job& job, const Outcome& outcome, spool::Settlement& settlement)
{
    const std::pair<ReportKind, const std::vector<Reported>&> reports[] = {
        {ReportKind::Failed, outcome.failures},
        {ReportKind::Delayed, outcome.delayed},
        {ReportKind::Delivered, outcome.delivered},
        {ReportKind::Lost, outcome.lost},
    };
    const Router::Settings settings = m_tools.router->settings();
    for (const auto& [kind, recipients] : reports) {
        if (recipients.empty())
            continue;
        const bool whole = kind == ReportKind::Failed && job.message.returnWhat == "FULL"; // RFC 3461 4.3
        spool::NewMessage report =
            makeReport(kind, job.message, recipients, excerptOf(m_tools.spool, job.message, whole),
                       m_tools.clock.now(), settings);
        const std::string& to = report.recipients.front().address;
        if (to.empty())
            continue; // there is no postmaster either
        if (!m_reports.take(job.message.id, to, m_tools.clock.now())) {
            m_tools.complain("too many reports: the one to " + to + " about " + job.message.name +
                             " is left out; the log says what became of the message");
            continue;
        }
        report.recipients.front().destination = m_tools.router->destination(to);
        settlement.reports.push_back(std::move(report));
    }
}

void Dispatcher::release(const std::vector<spool::Id>& ids)
{
    {
        const std::lock_guard lock(m_mutex);
        for (const spool::Id id : ids) {
            const auto found = m_leased.find(id);
            if (found == m_leased.end())
                continue;
            const auto count = m_perDestination.find(found->second);
            if (count != m_perDestination.end() && --count->second == 0)
                m_perDestination.erase(count);
            m_leased.erase(found);
        }
        --m_settling;
        m_work = true;
    }
    m_changed.notify_all();
}

} // namespace postern::delivery
