// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"
#include "base/time.h"
#include "engine/in_force.h"

#include <map>
#include <string>
#include <vector>

namespace postern::engine {

// Keeps what each service encrypts with in step with the configuration and with the certificate files, which
// others renew while the engine runs. What cannot be read leaves the last good one in place. Used on the
// store's thread; reads files.
class Certificates {
public:
    // `store`: its file. Relative paths of certificates begin in its folder; the certificate that is made for
    // a server without any stands beside it.
    explicit Certificates(const std::string& store);

    // Reads what is new in the snapshot or in the files; true where anything has changed, and contexts() with
    // it.
    bool update(const policy::Snapshot& snapshot, Time now);
    // Reads all files again at the next update(), whether or not they look changed.
    void forget();

    InForce::TlsContexts contexts() const;
    // Why the service does not encrypt as it should, in words; "" where all is well.
    Phrase problemOf(model::Id service, Time now) const;

private:
    // When a file was written, and which one it is: what changes when it is replaced.
    struct Stamp {
        std::int64_t inode = 0;
        std::int64_t modified = 0; // nanoseconds
        std::int64_t changed = 0;
        std::int64_t size = -1; // there is no such file

        bool operator==(const Stamp&) const = default;
        static Stamp of(const std::string& path);
    };
    struct Entry {
        std::vector<net::CertificateFiles> files;
        bool only13 = false;
        std::vector<Stamp> stamps;
        std::shared_ptr<const net::TlsContext> context;
        Phrase problem;
    };

    bool updateOne(const policy::Policy& policy, Time now);
    std::vector<net::CertificateFiles> filesOf(const model::Tls& tls) const;
    Phrase keepOwn(const std::string& hostname, Time now);
    static void load(Entry& entry);

    std::string m_folder;
    std::string m_own; // file of the certificate made here
    std::map<model::Id, Entry> m_entries;
};

} // namespace postern::engine
