// SPDX-License-Identifier: GPL-3.0-or-later
#include "spool/spool.h"

#include "base/reference.h"
#include "base/sentence.h"
#include "spool/committer.h"
#include "spool/schema.h"
#include "spool/system_error.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <mutex>
#include <utility>

namespace postern::spool {

namespace {

namespace fs = std::filesystem;

// A locked file; the system frees it when the process ends, however it ends.
class Lock {
public:
    Lock() = default;
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock()
    {
        if (m_file >= 0)
            ::close(m_file);
    }

    Result<> take(const std::string& folder)
    {
        const std::string path = folder + "/lock";
        m_file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (m_file < 0)
            return systemFailure(errno, "cannot make the lock file of the spool", path);
        if (::flock(m_file, LOCK_EX | LOCK_NB) != 0)
            return fail(
                ErrorKind::Busy, POSTERN_TEXT("server", "another engine has this spool"), folder,
                POSTERN_TEXT("server", "stop it first, or give this one another folder with --spool"));
        return {};
    }

private:
    int m_file = -1;
};

Result<> makeFolder(const fs::path& path)
{
    std::error_code error;
    if (fs::is_directory(path, error))
        return {};
    const fs::path parent = fs::absolute(path).parent_path();
    if (auto made = makeFolder(parent); !made)
        return made;
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return systemFailure(errno, "cannot make the spool's folder", path.string());
    return syncFolder(parent.string());
}

// Some room is kept for what becomes of the messages that are there: without it a full disk could never be
// emptied. Err on the side of going on where the system does not tell.
Result<> requireRoom(const std::string& folder, std::int64_t octets)
{
    constexpr std::uint64_t reserve = 64 << 20;
    constexpr std::uint64_t reservedPart = 8; // of a small file system
    struct statvfs disk {};
    if (::statvfs(folder.c_str(), &disk) != 0)
        return {};
    const std::uint64_t unit = disk.f_frsize;
    const std::uint64_t wanted =
        std::min(reserve, disk.f_blocks * unit / reservedPart) + std::uint64_t(octets);
    if (disk.f_bavail * unit < wanted)
        return fail(ErrorKind::Full, POSTERN_TEXT("server", "there is no room left for the spool"), folder);
    return {};
}

// Files of messages that were never committed, or that were finished just before the end.
void removeOrphans(const fs::path& folder, const std::unordered_set<std::string>& known)
{
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        if (!known.contains(it->path().filename().string()))
            fs::remove(it->path(), ignored);
    }
}

Error explained(Error error, const std::string& folder)
{
    error.where = folder;
    if (error.kind == ErrorKind::Damaged)
        error.hint =
            "Move the folder away to go on with an empty spool; the mail in it is lost to Postern then.";
    return error;
}

} // namespace

struct Spool::Parts {
    Parts(std::string where, const Log& log)
        : folder(std::move(where))
        , database(folder + "/spool.db")
        , queue(database)
        , contents(database)
        , committer(database, folder + "/messages", log)
    {
    }

    void tell()
    {
        ++changes;
        const std::lock_guard guard(listenerMutex);
        if (listener)
            listener();
    }

    std::string folder;
    std::string database;
    std::unique_ptr<Lock> lock;
    std::mutex queueMutex;
    QueueReader queue;
    std::mutex contentsMutex;
    QueueReader contents; // by itself: a walk over a long queue keeps no delivery waiting
    std::mutex listenerMutex;
    std::function<void()> listener;
    std::atomic<std::uint64_t> changes{0};
    Committer committer; // ends first
};

Spool::Spool(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Spool::~Spool() = default;

Result<std::unique_ptr<Spool>> Spool::open(const std::string& folder, const Log& log)
{
    if (auto made = makeFolder(folder + "/messages"); !made)
        return failFrom(made);
    auto lock = std::make_unique<Lock>();
    if (auto taken = lock->take(folder); !taken)
        return failFrom(taken);
    try {
        {
            const Database database(folder + "/spool.db");
            prepared(database);
            makeSchema(database);
        }
        if (auto synced = syncFolder(folder); !synced)
            return failFrom(synced);
        auto parts = std::make_unique<Parts>(folder, log);
        parts->lock = std::move(lock);
        removeOrphans(folder + "/messages", parts->queue.files());
        return std::unique_ptr<Spool>(new Spool(std::move(parts)));
    } catch (const SqlFailure& failure) {
        return tl::unexpected<Error>(explained(failure.error(), folder));
    }
}

std::string Spool::incomingFolder() const
{
    return m_parts->folder + "/messages";
}

Result<std::string> Spool::prepare(const Message& message, Content& content) const
{
    if (!content.isInFile() && content.size() <= largest)
        return std::string();
    if (auto room = requireRoom(m_parts->folder, content.isInFile() ? 0 : content.size()); !room)
        return failFrom(room);
    std::string file = message.name + '-' + makeReference();
    if (auto kept = content.keepAs(m_parts->folder + "/messages/" + file); !kept)
        return failFrom(kept);
    return file;
}

void Spool::put(NewMessage message, std::string file, std::function<void(Result<>)> done)
{
    const bool hasFile = !file.empty();
    auto shared = std::make_shared<NewMessage>(std::move(message));
    Committer::Job job;
    job.hasFile = hasFile;
    job.work = [parts = m_parts.get(), shared, file](QueueWriter& writer) {
        if (auto room = requireRoom(parts->folder, file.empty() ? shared->content->size() : 0); !room)
            throw SqlFailure(room.error());
        writer.add(*shared, file);
    };
    job.done = [parts = m_parts.get(), file, done = std::move(done)](Result<> result) {
        if (!result && !file.empty())
            ::unlink((parts->folder + "/messages/" + file).c_str());
        const bool stored = result.has_value();
        done(std::move(result));
        if (stored)
            parts->tell();
    };
    m_parts->committer.add(std::move(job));
}

void Spool::settle(Settlement settlement, std::function<void()> done)
{
    auto shared = std::make_shared<Settlement>(std::move(settlement));
    Committer::Job job;
    job.insists = true;
    job.work = [shared](QueueWriter& writer) { writer.settle(*shared); };
    job.done = [parts = m_parts.get(), done = std::move(done)](const Result<>&) {
        if (done)
            done();
        parts->tell();
    };
    m_parts->committer.add(std::move(job));
}

void Spool::change(Selection selection, Action action, Time now, std::function<void(Result<int>)> done)
{
    auto count = std::make_shared<int>(0);
    Committer::Job job;
    job.work = [selection = std::move(selection), action, now, count](QueueWriter& writer) {
        *count = writer.change(selection, action, now);
    };
    job.done = [parts = m_parts.get(), count, done = std::move(done)](const Result<>& result) {
        if (done)
            done(result ? Result<int>(*count) : Result<int>(failFrom(result)));
        parts->tell();
    };
    m_parts->committer.add(std::move(job));
}

std::uint64_t Spool::changes() const
{
    return m_parts->changes;
}

void Spool::onWork(std::function<void()> listener)
{
    const std::lock_guard lock(m_parts->listenerMutex);
    m_parts->listener = std::move(listener);
}

namespace {

// What a reader says, or why it cannot.
template <class Read>
auto reading(std::mutex& mutex, Read read) -> Result<decltype(read())>
{
    const std::lock_guard lock(mutex);
    try {
        return read();
    } catch (const SqlFailure& failure) {
        return tl::unexpected<Error>(failure.error());
    }
}

} // namespace

Result<std::vector<Item>> Spool::due(Time now, std::size_t limit, const std::unordered_set<Id>& leased,
                                     const std::unordered_set<std::string>& busy)
{
    return reading(m_parts->queueMutex, [&] { return m_parts->queue.due(now, limit, leased, busy); });
}

Result<std::optional<Time>> Spool::nextDue(Time now)
{
    return reading(m_parts->queueMutex, [&] { return m_parts->queue.nextDue(now); });
}

Result<std::vector<Item>> Spool::list(std::size_t limit)
{
    return reading(m_parts->queueMutex, [&] { return m_parts->queue.list(limit); });
}

Result<Totals> Spool::totals()
{
    return reading(m_parts->queueMutex, [&] { return m_parts->queue.totals(); });
}

Result<std::shared_ptr<Content>> Spool::content(Id message)
{
    const auto found = reading(m_parts->contentsMutex, [&] { return m_parts->contents.content(message); });
    if (!found)
        return failFrom(found);
    if (!*found)
        return fail(ErrorKind::NotFound, "the message is gone");
    if ((*found)->file.empty())
        return Content::ofBytes(std::move((**found).bytes));
    return Content::ofFile(m_parts->folder + "/messages/" + (*found)->file);
}

Result<std::string> Spool::header(const std::string& name, std::size_t most)
{
    const auto found = reading(m_parts->contentsMutex, [&] { return m_parts->contents.named(name); });
    if (!found)
        return failFrom(found);
    if (!*found)
        return fail(ErrorKind::NotFound, "the message is gone");
    const auto content = this->content((*found)->id);
    if (!content)
        return failFrom(content);
    std::string header = (*found)->header;
    std::size_t own = 0; // of the content
    std::array<char, 4096> buffer;
    while (header.size() < most && header.find("\r\n\r\n") == std::string::npos) {
        const auto count = (*content)->read(std::int64_t(own), buffer);
        if (!count)
            return failFrom(count);
        if (*count == 0)
            break;
        own += *count;
        header.append(buffer.data(), *count);
    }
    if (const std::size_t end = header.find("\r\n\r\n"); end != std::string::npos)
        header.resize(end + 2);
    header.resize(std::min(header.size(), most));
    return header;
}

} // namespace postern::spool
