// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/maildir.h"

#include "net/descriptor.h"
#include "spool/system_error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <map>
#include <utility>

namespace postern::delivery {

namespace {

namespace fs = std::filesystem;

using spool::Content;
using spool::syncFolder;
using spool::systemFailure;
using spool::writeAll;

constexpr auto leftoverAge = std::chrono::hours(36);

Result<> makeFolder(const std::string& path)
{
    if (::mkdir(path.c_str(), 0700) == 0)
        return syncFolder(fs::path(path).parent_path());
    if (errno == EEXIST)
        return {};
    if (errno != ENOENT)
        return systemFailure(errno, "cannot make folder", path);
    if (auto parent = makeFolder(fs::path(path).parent_path()); !parent)
        return parent;
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return systemFailure(errno, "cannot make folder", path);
    return syncFolder(fs::path(path).parent_path());
}

Result<> makeMaildir(const std::string& folder)
{
    for (const char* part : {"/tmp", "/new", "/cur"}) {
        if (auto made = makeFolder(folder + part); !made)
            return made;
    }
    return {};
}

// '/' and ':' have a meaning in a Maildir's file names.
std::string forFileName(const std::string& hostname)
{
    std::string text;
    for (const char c : hostname.empty() ? std::string("localhost") : hostname) {
        if (c == '/')
            text += "\\057";
        else if (c == ':')
            text += "\\072";
        else
            text += c;
    }
    return text;
}

// Files that a delivery that was cut off left in tmp.
void removeLeftovers(const fs::path& folder)
{
    std::error_code error;
    const auto oldest = fs::file_time_type::clock::now() - leftoverAge;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        const auto written = fs::last_write_time(it->path(), ignored);
        if (!ignored && written < oldest && it->is_regular_file(ignored))
            fs::remove(it->path(), ignored);
    }
}

// From here on each file by itself costs more than one sync of its whole file system, and whatever else that
// has to write.
constexpr std::size_t worthOneSync = 4;

} // namespace

// One file on its way from tmp to new. It takes away what it has made unless keep() is called.
class MaildirBatch::File {
public:
    File(const std::string& folder, const std::string& name)
        : m_folder(folder)
        , m_name(name)
    {
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File()
    {
        if (!m_path.empty())
            ::unlink(m_path.c_str());
    }

    Result<> write(const std::string& header, const Content& content)
    {
        if (auto created = create(); !created)
            return created;
        m_path = inFolder("tmp");
        if (auto written = writeAll(m_file.get(), header, m_path); !written)
            return written;
        return content.writeTo(m_file.get(), m_path);
    }

    Result<> sync() const
    {
        if (::fdatasync(m_file.get()) != 0)
            return systemFailure(errno, "cannot sync", m_path);
        return {};
    }

    Result<> syncFileSystem() const
    {
        if (::syncfs(m_file.get()) != 0)
            return systemFailure(errno, "cannot sync the file system of", m_path);
        return {};
    }

    // Which file system it is on.
    Result<dev_t> device() const
    {
        struct stat info {};
        if (::fstat(m_file.get(), &info) != 0)
            return systemFailure(errno, "cannot read", m_path);
        return info.st_dev;
    }

    Result<> show()
    {
        if (::close(m_file.release()) != 0)
            return systemFailure(errno, "cannot write", m_path);
        auto moved = moveToNew();
        if (!moved && moved.error().kind == ErrorKind::NotFound && makeMaildir(m_folder))
            moved = moveToNew();
        return moved;
    }

    void keep() { m_path.clear(); }
    std::string newFolder() const { return m_folder + "/new"; }

private:
    Result<> moveToNew()
    {
        std::string target = inFolder("new");
        if (::rename(m_path.c_str(), target.c_str()) != 0)
            return systemFailure(errno, "cannot move a message to the folder new", target);
        m_path = std::move(target);
        return {};
    }

    std::string inFolder(const char* part) const { return m_folder + '/' + part + '/' + m_name; }

    // Makes the folders only where the file cannot be made without: one system call a message in the usual
    // case.
    Result<> create()
    {
        auto created = createFile();
        if (created || created.error().kind != ErrorKind::NotFound)
            return created;
        if (auto made = makeMaildir(m_folder); !made)
            return made;
        return createFile();
    }

    Result<> createFile()
    {
        const std::string path = inFolder("tmp");
        m_file = net::Descriptor(
            ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (!m_file.valid())
            return systemFailure(errno, "cannot make a file", path);
        return {};
    }

    std::string m_folder;
    std::string m_name;
    net::Descriptor m_file;
    std::string m_path; // what is there now; "" nothing, or nothing to take away
};

MaildirBatch::MaildirBatch(MaildirNames& names)
    : m_names(names)
{
}

MaildirBatch::~MaildirBatch() = default;

void MaildirBatch::add(const Copy& copy, const spool::Content& content)
{
    m_names.clearLeftovers(copy.folder);
    auto file = std::make_unique<File>(copy.folder, m_names.nameOf(copy));
    Result<> written = file->write(copy.header, content);
    m_files.push_back({std::move(file), std::move(written)});
}

std::vector<Result<>> MaildirBatch::commit()
{
    sync();
    show();
    syncFolders();
    std::vector<Result<>> results;
    for (Slot& slot : m_files) {
        if (slot.result)
            slot.file->keep();
        results.push_back(std::move(slot.result));
    }
    m_files.clear();
    return results;
}

void MaildirBatch::sync()
{
    if (m_files.size() >= worthOneSync)
        return syncFileSystems();
    for (Slot& slot : m_files) {
        if (slot.result)
            slot.result = slot.file->sync();
    }
}

// Linux tells by syncfs() of what could not be written, too, since 5.8.
void MaildirBatch::syncFileSystems()
{
    std::map<dev_t, Result<>> synced;
    for (Slot& slot : m_files) {
        if (!slot.result)
            continue;
        const auto device = slot.file->device();
        if (!device) {
            slot.result = failFrom(device);
            continue;
        }
        auto found = synced.find(*device);
        if (found == synced.end())
            found = synced.emplace(*device, slot.file->syncFileSystem()).first;
        slot.result = found->second;
    }
}

void MaildirBatch::show()
{
    for (Slot& slot : m_files) {
        if (slot.result)
            slot.result = slot.file->show();
    }
}

void MaildirBatch::syncFolders()
{
    std::map<std::string, Result<>> synced;
    for (Slot& slot : m_files) {
        if (!slot.result)
            continue;
        const std::string folder = slot.file->newFolder();
        auto found = synced.find(folder);
        if (found == synced.end())
            found = synced.emplace(folder, syncFolder(folder)).first;
        slot.result = found->second;
    }
}

MaildirNames::MaildirNames(const std::string& hostname)
    : m_hostname(forFileName(hostname))
{
}

std::string MaildirNames::nameOf(const Copy& copy)
{
    return copy.name.empty() ? uniqueName() : copy.name + '.' + m_hostname;
}

// seconds.M(microseconds)P(process)Q(count of this process).host: as usual for Maildirs.
std::string MaildirNames::uniqueName()
{
    timeval now{};
    ::gettimeofday(&now, nullptr);
    return std::to_string(now.tv_sec) + ".M" + std::to_string(now.tv_usec) + 'P' +
           std::to_string(::getpid()) + 'Q' + std::to_string(++m_count) + '.' + m_hostname;
}

void MaildirNames::clearLeftovers(const std::string& folder)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_cleared.insert(folder).second)
            return;
    }
    removeLeftovers(folder + "/tmp");
}

std::string maildirOf(const std::string& delivery)
{
    constexpr std::string_view scheme = "maildir:";
    if (!delivery.starts_with(scheme) || delivery.size() <= scheme.size() || delivery[scheme.size()] != '/')
        return {};
    return delivery.substr(scheme.size());
}

} // namespace postern::delivery
