// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "spool/content.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

namespace postern::delivery {

// One recipient's copy of a message.
struct Copy {
    std::string folder; // the Maildir
    std::string header; // fields that come before the message, each line with CR LF
    // Of the file, before '.' and the host: the same again takes the place of the earlier one, as long as
    // nobody has moved that. "": a new one.
    std::string name = {};
};

// Names of files in Maildirs, and what earlier deliveries left there. Thread-safe.
class MaildirNames {
public:
    // The host name makes file names unique among machines that share a Maildir.
    explicit MaildirNames(const std::string& hostname);

    std::string nameOf(const Copy& copy);
    // Takes away what deliveries that were cut off left in tmp, once it is 36 hours old; looks into each
    // Maildir once. Blocks.
    void clearLeftovers(const std::string& folder);

private:
    std::string uniqueName();

    std::string m_hostname; // as it stands in file names
    std::atomic<unsigned> m_count{0};
    std::mutex m_mutex;
    std::unordered_set<std::string> m_cleared;
};

// Puts messages into Maildirs, one file a copy, and makes them durable together: written to tmp, synced,
// renamed to new, folders synced. One sync serves all files of a batch, which is why a batch is worth it.
// What commit() calls delivered survives kill -9 and a power cut. Missing folders are made, for their owner
// only. Each copy stands for itself: where one fails, nothing of it is left behind and the others go on.
// ErrorKind::Full where a disk or a quota is exhausted. Blocks: for workers; one batch is of one thread.
class MaildirBatch {
public:
    explicit MaildirBatch(MaildirNames& names);
    MaildirBatch(const MaildirBatch&) = delete;
    MaildirBatch& operator=(const MaildirBatch&) = delete;
    ~MaildirBatch(); // takes away what was not committed

    // Holds one open file until commit().
    void add(const Copy& copy, const spool::Content& content);
    std::size_t size() const { return m_files.size(); }
    // One result for each copy, in the order in which they were added. Once.
    std::vector<Result<>> commit();

private:
    class File;
    struct Slot {
        std::unique_ptr<File> file;
        Result<> result;
    };
    void sync();
    void syncFileSystems();
    void show();
    void syncFolders();

    MaildirNames& m_names;
    std::vector<Slot> m_files;
};

// "maildir:/srv/mail/jane" → "/srv/mail/jane"; "" where it is no Maildir with an absolute path.
std::string maildirOf(const std::string& delivery);

} // namespace postern::delivery
