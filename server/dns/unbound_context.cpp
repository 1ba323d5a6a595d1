// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/unbound_context.h"

#include "base/escape.h"
#include "dns/records.h"
#include "dns/unbound_resolver.h"

#include <unbound.h>

#include <array>
#include <filesystem>
#include <utility>

namespace postern::dns {

namespace {

constexpr int classIn = 1;
constexpr std::size_t maxPending = 10'000;

// What a mail server needs other than libunbound's defaults, which are made for one small program.
constexpr std::array<std::pair<const char*, const char*>, 9> settings{{
    {"outgoing-range:", "2048"},
    {"num-queries-per-thread:", "4096"},
    {"msg-cache-size:", "16m"},
    {"rrset-cache-size:", "32m"},
    {"do-not-query-localhost:", "no"},
    {"infra-keep-probing:", "yes"}, // a server that was dead is asked again soon
    {"unblock-lan-zones:", "yes"},  // PTR records of LAN clients
    {"insecure-lan-zones:", "yes"}, // which nobody can sign
    {"use-caps-for-id:", "no"},
}};

// Names that the root does not have (RFC 6761, RFC 8375, and what people use): no signature can vouch for
// them.
constexpr std::array<const char*, 10> unsignedZones{"test",  "home.arpa",   "internal", "intranet", "private",
                                                    "local", "localdomain", "lan",      "home",     "corp"};

// Zones that libunbound answers by itself, although an administrator's own server may know them.
constexpr std::array<const char*, 4> ownServersKnow{
    "test.", "home.arpa.", "127.in-addr.arpa.",
    "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa."};

Result<> check(int error, std::string what, std::string where)
{
    if (error == UB_NOERROR)
        return {};
    return fail(ErrorKind::Unavailable, std::move(what) + ": " + ub_strerror(error), std::move(where));
}

struct FreeResult {
    void operator()(ub_result* result) const { ub_resolve_free(result); }
};

std::string nameOfRcode(int rcode)
{
    constexpr std::array<const char*, 6> names{"NOERROR",  "FORMERR", "SERVFAIL",
                                               "NXDOMAIN", "NOTIMP",  "REFUSED"};
    return std::size_t(rcode) < names.size() ? names[std::size_t(rcode)] : "error " + std::to_string(rcode);
}

void readRecords(Answer& answer, const ub_result& result)
{
    for (std::size_t i = 0; result.data[i] != nullptr; ++i) {
        if (i == maxRecords) {
            answer = failedAnswer(Failure::Server, "more than " + std::to_string(maxRecords) + " records");
            return;
        }
        const std::string_view rdata(result.data[i], std::size_t(result.len[i]));
        if (!addRecord(answer, Type(result.qtype), rdata)) {
            answer = failedAnswer(Failure::Server, "a malformed record");
            return;
        }
    }
}

std::string withoutDot(std::string_view name)
{
    return std::string(name.ends_with('.') ? name.substr(0, name.size() - 1) : name);
}

Answer readResult(const ub_result& result)
{
    if (result.bogus != 0)
        return failedAnswer(Failure::Bogus,
                            "DNSSEC: " + escapeForDisplay(result.why_bogus ? result.why_bogus : "bogus"));
    const bool answered = result.rcode == 0 || result.nxdomain != 0;
    if (!answered)
        return failedAnswer(Failure::Server, nameOfRcode(result.rcode));
    Answer answer;
    answer.security = result.secure != 0 ? Security::Secure : Security::Insecure;
    answer.status = result.nxdomain != 0 ? Status::NoName : Status::NoData;
    if (result.havedata == 0)
        return answer;
    answer.status = Status::Found;
    if (result.canonname != nullptr)
        answer.canonical = withoutDot(result.canonname);
    readRecords(answer, result);
    return answer;
}

} // namespace

struct UnboundContext::Pending {
    UnboundContext* context;
    Done done;
};

void UnboundContext::Delete::operator()(ub_ctx* context) const
{
    ub_ctx_delete(context);
}

UnboundContext::UnboundContext(ub_ctx* context)
    : m_context(context)
{
}

UnboundContext::~UnboundContext() = default;

Result<std::shared_ptr<UnboundContext>>
UnboundContext::make(const UnboundOptions& options, const std::vector<std::string>& servers, bool strict)
{
    ub_ctx* context = ub_ctx_create();
    if (context == nullptr)
        return fail(ErrorKind::Full, "libunbound cannot be set up: no memory or no descriptors");
    const std::shared_ptr<UnboundContext> made(new UnboundContext(context));
    if (auto configured = made->configure(options, servers, strict); !configured)
        return failFrom(configured);
    return made;
}

Result<> UnboundContext::configure(const UnboundOptions& options, const std::vector<std::string>& servers,
                                   bool strict)
{
    ub_ctx* const context = m_context.get();
    ub_ctx_debugout(context, nullptr); // what goes wrong is in the answers
    if (auto set = check(ub_ctx_async(context, 1), "libunbound has no threads", {}); !set)
        return set;
    for (const auto& [name, value] : settings) {
        if (auto set = check(ub_ctx_set_option(context, name, value), "libunbound refuses a setting", name);
            !set)
            return set;
    }
    ub_ctx_set_option(context, "harden-dnssec-stripped:", strict ? "yes" : "no");
    for (const char* zone : unsignedZones)
        ub_ctx_set_option(context, "domain-insecure:", zone);
    std::error_code ignored;
    if (std::filesystem::exists(options.trustAnchors, ignored)) {
        const int error = ub_ctx_add_ta_file(context, options.trustAnchors.c_str());
        if (auto set = check(error, "the trust anchors cannot be used", options.trustAnchors); !set)
            return set;
    }
    if (auto set = setServers(options, servers); !set)
        return set;
    return warmUp();
}

Result<> UnboundContext::setServers(const UnboundOptions& options, const std::vector<std::string>& servers)
{
    ub_ctx* const context = m_context.get();
    if (servers.empty())
        return check(ub_ctx_resolvconf(context, options.resolvConf.c_str()),
                     "the system's DNS servers cannot be read", options.resolvConf);
    for (const std::string& server : servers) {
        if (auto set = check(ub_ctx_set_fwd(context, server.c_str()), "not a DNS server", server); !set)
            return set;
    }
    // From here on the settings are final.
    for (const char* zone : ownServersKnow)
        ub_ctx_zone_remove(context, zone);
    return {};
}

// Starts libunbound's thread here, where it may take its time, by a question that it answers by itself.
Result<> UnboundContext::warmUp()
{
    if (!begin({"localhost", Type::A}, [](const Answer&, std::chrono::seconds) {}))
        return fail(ErrorKind::Unavailable, "libunbound does not start");
    return check(ub_wait(m_context.get()), "libunbound does not answer", {});
}

bool UnboundContext::begin(const Question& question, Done done)
{
    auto pending = std::make_unique<Pending>(Pending{this, std::move(done)});
    Pending* const key = pending.get();
    {
        const std::lock_guard lock(m_mutex);
        if (m_pending.size() >= maxPending)
            return false;
        m_pending.emplace(key, std::move(pending));
    }
    const std::string name = toQueryText(question.name);
    const int error =
        ub_resolve_async(m_context.get(), name.c_str(), int(question.type), classIn, key, onResult, nullptr);
    if (error != UB_NOERROR)
        forget(key);
    return error == UB_NOERROR;
}

std::unique_ptr<UnboundContext::Pending> UnboundContext::forget(Pending* pending)
{
    const std::lock_guard lock(m_mutex);
    auto node = m_pending.extract(pending);
    return std::move(node.mapped());
}

void UnboundContext::onResult(void* pending, int error, ub_result* result)
{
    const std::unique_ptr<ub_result, FreeResult> owner(result);
    auto* const key = static_cast<Pending*>(pending);
    const auto entry = key->context->forget(key);
    if (error != UB_NOERROR || result == nullptr)
        entry->done(failedAnswer(Failure::Server, ub_strerror(error)), {});
    else
        entry->done(readResult(*result), std::chrono::seconds(result->ttl));
}

int UnboundContext::descriptor() const
{
    return ub_fd(m_context.get());
}

void UnboundContext::process()
{
    ub_process(m_context.get());
}

std::size_t UnboundContext::pending() const
{
    const std::lock_guard lock(m_mutex);
    return m_pending.size();
}

} // namespace postern::dns
