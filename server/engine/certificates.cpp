// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/certificates.h"

#include "net/self_signed.h"

#include <sys/stat.h>

#include <filesystem>
#include <utility>

namespace postern::engine {

namespace {

std::int64_t nanoseconds(const timespec& time)
{
    return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

Phrase join(Phrase first, Phrase second)
{
    if (first.empty() || second.empty())
        return first.empty() ? std::move(second) : std::move(first);
    return joined({std::move(first), std::move(second)}, "; ");
}

} // namespace

Certificates::Stamp Certificates::Stamp::of(const std::string& path)
{
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0)
        return {};
    return {std::int64_t(found.st_ino), nanoseconds(found.st_mtim), nanoseconds(found.st_ctim),
            std::int64_t(found.st_size)};
}

Certificates::Certificates(const std::string& store)
    : m_folder(std::filesystem::path(store).parent_path().string())
    , m_own(store + ".self-signed.pem")
{
}

bool Certificates::update(const policy::Snapshot& snapshot, Time now)
{
    const std::size_t gone = std::erase_if(m_entries, [&](const auto& entry) {
        const auto policy = snapshot.find(entry.first);
        return policy == nullptr || policy->service.tls.mode == model::TlsMode::None;
    });
    bool changed = gone > 0;
    for (const auto& policy : snapshot.services) {
        if (policy->service.tls.mode != model::TlsMode::None)
            changed = updateOne(*policy, now) || changed;
    }
    return changed;
}

bool Certificates::updateOne(const policy::Policy& policy, Time now)
{
    const model::Tls& tls = policy.service.tls;
    Entry& entry = m_entries[policy.service.id];
    const Phrase ownProblem = tls.certificates.empty() ? keepOwn(policy.server->hostname(), now) : Phrase{};
    auto files = filesOf(tls);
    std::vector<Stamp> stamps;
    for (const net::CertificateFiles& pair : files) {
        stamps.push_back(Stamp::of(pair.certificate));
        stamps.push_back(Stamp::of(pair.key));
    }
    if (entry.files == files && entry.stamps == stamps && entry.only13 == tls.only13)
        return false;
    entry.files = std::move(files);
    entry.stamps = std::move(stamps);
    entry.only13 = tls.only13;
    load(entry);
    entry.problem = join(ownProblem, entry.problem);
    return true;
}

std::vector<net::CertificateFiles> Certificates::filesOf(const model::Tls& tls) const
{
    if (tls.certificates.empty())
        return {{m_own, m_own}};
    const auto whole = [this](const std::string& path) {
        return (std::filesystem::path(m_folder) / path).string(); // an absolute one stays as it is
    };
    std::vector<net::CertificateFiles> files;
    for (const model::Certificate& pair : tls.certificates)
        files.push_back({whole(pair.certificate), whole(pair.key)});
    return files;
}

Phrase Certificates::keepOwn(const std::string& hostname, Time now)
{
    const auto kept = net::keepSelfSigned(m_own, hostname, now);
    return kept ? Phrase{} : placedPhraseOf(kept.error());
}

void Certificates::load(Entry& entry)
{
    auto loaded = net::TlsContext::load(entry.files, entry.only13);
    entry.problem = {};
    if (!loaded) {
        entry.problem = placedPhraseOf(loaded.error());
        return;
    }
    entry.context = std::move(*loaded);
}

void Certificates::forget()
{
    for (auto& [service, entry] : m_entries)
        entry.stamps.clear();
}

InForce::TlsContexts Certificates::contexts() const
{
    InForce::TlsContexts contexts;
    for (const auto& [service, entry] : m_entries)
        contexts.emplace(service, entry.context);
    return contexts;
}

Phrase Certificates::problemOf(model::Id service, Time now) const
{
    const auto found = m_entries.find(service);
    if (found == m_entries.end())
        return {};
    Phrase problem = found->second.problem;
    if (found->second.context != nullptr) {
        for (const Phrase& warning : found->second.context->warnings(now))
            problem = join(std::move(problem), warning);
    }
    return problem;
}

} // namespace postern::engine
