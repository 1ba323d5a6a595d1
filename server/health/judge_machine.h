// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/certificate_file.h"
#include "base/result.h"
#include "model/configuration.h"
#include "model/health.h"
#include "model/status.h"
#include "store/backup_note.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What is known of this machine and of what runs on it → what to think of it. Pure.
namespace postern::health {

using model::HealthFinding;

// Engines and listeners: one finding for each node that is not well, one for each service that is enabled.
std::vector<HealthFinding> judgeServices(const model::Configuration& configuration,
                                         const std::vector<model::NodeStatus>& nodes, std::int64_t saved,
                                         Time now);

struct CertificateFacts {
    std::string service;
    std::string hostname;
    bool own = false; // made by the engine, since none is configured
    bool forPeople =
        false; // mail programs of people come here, which ask about a certificate that nobody signed
    Result<CertificateReading> reading;
};
HealthFinding judgeCertificate(const CertificateFacts& facts, Time now);

struct DiskFacts {
    enum class What : std::uint8_t { Store, Queue };
    What what{};
    std::string folder;
    std::int64_t free = 0;  // bytes that may be written …
    std::int64_t total = 0; // … of so many; 0: not known
};
HealthFinding judgeDisk(const DiskFacts& facts);

struct ClockFacts {
    Time now{};
    bool known = false;                                   // what the kernel says of it:
    bool synchronized = false;                            // something keeps it right
    std::vector<std::pair<std::string, Time>> heartbeats; // of nodes
};
HealthFinding judgeClock(const ClockFacts& facts);

struct StoreFacts {
    std::int64_t bytes = 0; // with its write-ahead log
    int limitMegabytes = 0; // of the log; 0: none
    // What reading every page has found; nullopt: it was left out, since the store is so large.
    std::optional<Result<std::vector<std::string>>> check;
};
HealthFinding judgeStore(const StoreFacts& facts);

HealthFinding judgeBackup(const std::optional<store::BackupNote>& last, Time now);

} // namespace postern::health
