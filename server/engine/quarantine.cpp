// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quarantine.h"

#include "net/descriptor.h"
#include "spool/content.h"
#include "spool/system_error.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace postern::engine {

namespace {

using OrderedJson = nlohmann::ordered_json;

std::string_view wordOf(model::Outcome outcome)
{
    switch (outcome) {
    case model::Outcome::Accepted:
        return "accepted";
    case model::Outcome::Rejected:
        return "rejected";
    case model::Outcome::Deferred:
        break;
    }
    return "deferred";
}

std::string lineOf(const model::Event& event, const std::string& why, Time now)
{
    const OrderedJson json{{"kept", toIso8601(now)},
                           {"why", why},
                           {"time", toIso8601(event.time)},
                           {"node", event.node},
                           {"service", event.service},
                           {"client", event.client},
                           {"helo", event.helo},
                           {"tls", event.tls},
                           {"user", event.user},
                           {"sender", event.sender},
                           {"recipient", event.recipient},
                           {"size", event.size},
                           {"outcome", wordOf(event.outcome)},
                           {"check", event.check},
                           {"monitored", event.monitored},
                           {"reply", event.reply},
                           {"reference", event.reference},
                           {"entry", event.entry},
                           {"revision", event.revision},
                           {"trace", event.trace},
                           {"facts", event.facts}};
    return json.dump(-1, ' ', true, OrderedJson::error_handler_t::replace) + '\n';
}

} // namespace

Quarantine::Quarantine(const std::string& store)
    : m_file(store + ".refused-events.jsonl")
{
}

Result<> Quarantine::keep(std::span<const model::Event> events, const std::string& why, Time now) const
{
    if (events.empty())
        return {};
    std::string lines;
    for (const model::Event& event : events)
        lines += lineOf(event, why, now);
    const net::Descriptor file(::open(m_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    struct stat before {};
    if (file.get() < 0 || ::fstat(file.get(), &before) != 0)
        return spool::systemFailure(errno, "cannot open the file for refused events", m_file);
    auto written = spool::writeAll(file.get(), lines, m_file);
    if (written && ::fsync(file.get()) != 0)
        written = spool::systemFailure(errno, "cannot sync", m_file);
    if (written && before.st_size == 0)
        written = spool::syncFolder(std::filesystem::absolute(m_file).parent_path());
    // Where this fails, too, half of it stays, and all of it follows once more.
    if (!written && ::ftruncate(file.get(), before.st_size) != 0)
        written.error().what += "; a part of it stays in the file";
    return written;
}

Phrase Quarantine::warning() const
{
    struct stat info {};
    if (::stat(m_file.c_str(), &info) != 0 || info.st_size == 0)
        return {};
    return {
        POSTERN_TEXT("server",
                     "events that the store did not take are kept in %1; read them, then move the file away"),
        false,
        {Phrase::name(m_file)}};
}

} // namespace postern::engine
