// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/unbound_resolver.h"

#include "dns/answer_cache.h"
#include "dns/unbound_context.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

namespace postern::dns {

namespace {

constexpr std::size_t cachedAnswers = 20'000; // of one generation
constexpr int lookInterval = 1'000;           // milliseconds between two looks at resolv.conf
constexpr auto trialInterval = std::chrono::minutes(5);

// What tells one state of a file from another.
std::string fingerprint(const std::string& path)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return {};
    return std::to_string(status.st_ino) + ' ' + std::to_string(status.st_size) + ' ' +
           std::to_string(status.st_mtim.tv_sec) + '.' + std::to_string(status.st_mtim.tv_nsec);
}

} // namespace

UnboundResolver::UnboundResolver(UnboundOptions options)
    : m_options(std::move(options))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_cache(std::make_unique<AnswerCache>(cachedAnswers))
    , m_wanted(m_options.servers)
{
}

Result<std::unique_ptr<UnboundResolver>> UnboundResolver::start(UnboundOptions options)
{
    std::unique_ptr<UnboundResolver> resolver(new UnboundResolver(std::move(options)));
    if (resolver->m_wake < 0)
        return fail(ErrorKind::Full, "no descriptor is left for the resolver");
    if (auto adopted = resolver->adopt(resolver->m_wanted); !adopted)
        return failFrom(adopted);
    resolver->m_thread = std::thread([resolver = resolver.get()] { resolver->run(); });
    return resolver;
}

UnboundResolver::~UnboundResolver()
{
    m_ending = true;
    if (m_thread.joinable()) {
        wake();
        m_thread.join();
    }
    if (m_wake >= 0)
        ::close(m_wake);
}

void UnboundResolver::wake() const
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof(one));
}

void UnboundResolver::begin(const Question& question, std::function<void(Answer)> done)
{
    if (!isQueryable(question.name)) {
        Answer none;
        none.status = Status::NoName;
        done(std::move(none));
        return;
    }
    if (auto known = m_cache->find(question, AnswerCache::Clock::now())) {
        done(std::move(*known));
        return;
    }
    std::shared_ptr<UnboundContext> context;
    {
        const std::lock_guard lock(m_mutex);
        context = m_context;
    }
    const auto shared = std::make_shared<std::function<void(Answer)>>(std::move(done));
    const bool begun = context->begin(question, [this, question, shared](const Answer& answer, auto ttl) {
        m_cache->put(question, answer, ttl, AnswerCache::Clock::now());
        (*shared)(answer);
    });
    if (!begun)
        (*shared)(failedAnswer(Failure::Busy, "too many look-ups are under way"));
}

void UnboundResolver::setServers(std::vector<std::string> servers)
{
    const std::lock_guard lock(m_mutex);
    if (servers == m_wanted)
        return;
    m_wanted = std::move(servers);
    m_changed = true;
    wake();
}

// The old context goes on with what it has begun, and goes when that is done.
Result<> UnboundResolver::adopt(const std::vector<std::string>& servers)
{
    m_resolvConfSeen = fingerprint(m_options.resolvConf);
    auto made = UnboundContext::make(m_options, servers, false);
    if (!made)
        return failFrom(made);
    m_cache->clear();
    m_inForce = servers;
    m_trial = nullptr;
    m_trialResult.reset();
    m_nextTrial = {};
    m_told = m_strict = false;
    const std::lock_guard lock(m_mutex);
    if (const auto old = std::exchange(m_context, *made))
        m_retired.push_back(old);
    return {};
}

void UnboundResolver::tryStrict()
{
    const auto now = std::chrono::steady_clock::now();
    std::error_code ignored;
    if (m_strict || m_trial || now < m_nextTrial || !std::filesystem::exists(m_options.trustAnchors, ignored))
        return;
    m_nextTrial = now + trialInterval;
    const auto made = UnboundContext::make(m_options, m_inForce, true);
    if (!made)
        return;
    m_trial = *made;
    const bool begun =
        m_trial->begin({m_options.signedName, Type::Txt}, [this](const Answer& answer, std::chrono::seconds) {
            m_trialResult = answer.security == Security::Secure && !answer.failed();
        });
    if (!begun)
        m_trialResult = false;
}

void UnboundResolver::endTrial()
{
    if (!m_trialResult)
        return;
    const bool passesOn = *std::exchange(m_trialResult, std::nullopt);
    const auto trial = std::exchange(m_trial, nullptr);
    if (!passesOn) {
        if (!std::exchange(m_told, true) && m_options.log)
            m_options.log(
                "the DNS servers pass no DNSSEC signatures on: certificates are not looked up in the "
                "DNS (DANE)");
        return;
    }
    m_strict = true;
    m_cache->clear();
    const std::lock_guard lock(m_mutex);
    m_retired.push_back(std::exchange(m_context, trial));
}

void UnboundResolver::followSettings()
{
    std::vector<std::string> servers;
    {
        const std::lock_guard lock(m_mutex);
        const bool systemChanged = m_wanted.empty() && fingerprint(m_options.resolvConf) != m_resolvConfSeen;
        if (!std::exchange(m_changed, false) && !systemChanged)
            return;
        servers = m_wanted;
    }
    const auto adopted = adopt(servers);
    if (!adopted && m_options.log)
        m_options.log("the DNS servers stay as they were: " + toString(adopted.error()));
}

void UnboundResolver::run()
{
    while (!m_ending) {
        tryStrict();
        auto contexts = m_retired;
        if (m_trial)
            contexts.push_back(m_trial);
        {
            const std::lock_guard lock(m_mutex);
            contexts.push_back(m_context);
        }
        std::vector<pollfd> waits{{m_wake, POLLIN, 0}};
        for (const auto& context : contexts)
            waits.push_back({context->descriptor(), POLLIN, 0});
        ::poll(waits.data(), waits.size(), lookInterval);
        std::uint64_t ignored = 0;
        [[maybe_unused]] const auto read = ::read(m_wake, &ignored, sizeof(ignored));
        for (const auto& context : contexts)
            context->process();
        endTrial();
        std::erase_if(m_retired, [](const auto& context) { return context->pending() == 0; });
        followSettings();
    }
}

} // namespace postern::dns
