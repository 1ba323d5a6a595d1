// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "spool/content.h"

#include <atomic>
#include <mutex>
#include <span>
#include <string>
#include <unordered_set>

namespace postern::delivery {

// One recipient's copy of a message.
struct Copy {
    std::string folder; // the Maildir
    std::string header; // fields that come before the message, each line with CR LF
    // Of the file, before '.' and the host: the same again takes the place of the earlier one, as long as
    // nobody has moved that. "": a new one.
    std::string name = {};
};

// Puts messages into Maildirs, one file a recipient, so that what deliver() has promised survives kill -9 and
// a power cut: written to tmp, synced, renamed to new, folder synced. Missing folders are made, for their
// owner only. Blocks: for workers. Thread-safe.
class MaildirWriter {
public:
    // The host name makes file names unique among machines that share a Maildir.
    explicit MaildirWriter(const std::string& hostname);

    // All copies or none: after a failure nothing of this message is left behind. ErrorKind::Full where a
    // disk or a quota is exhausted. (Killed half-way it may leave files in tmp, which later deliveries clear
    // once they are 36 hours old, and, between two renames, the copies that came first; nobody was told 250
    // then.)
    Result<> deliver(std::span<const Copy> copies, const spool::Content& content);

private:
    std::string nameOf(const Copy& copy);
    std::string uniqueName();
    void clearLeftoversOnce(const std::string& folder);

    std::string m_hostname; // as it stands in file names
    std::atomic<unsigned> m_count{0};
    std::mutex m_mutex;
    std::unordered_set<std::string> m_cleared;
};

// "maildir:/srv/mail/jane" → "/srv/mail/jane"; "" where it is no Maildir with an absolute path.
std::string maildirOf(const std::string& delivery);

} // namespace postern::delivery
