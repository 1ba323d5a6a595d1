// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/maildir.h"

#include "spool/system_error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <vector>

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

// One file on its way from tmp to new. It takes away what it has made unless keep() is called.
class PendingFile {
public:
    PendingFile(const std::string& folder, const std::string& name)
        : m_folder(folder)
        , m_name(name)
    {
    }
    PendingFile(PendingFile&& other) noexcept
        : m_folder(std::move(other.m_folder))
        , m_name(std::move(other.m_name))
        , m_path(std::exchange(other.m_path, {}))
    {
    }
    PendingFile& operator=(PendingFile&&) = delete;
    ~PendingFile()
    {
        if (!m_path.empty())
            ::unlink(m_path.c_str());
    }

    Result<> write(const std::string& header, const Content& content)
    {
        const auto file = create();
        if (!file)
            return failFrom(file);
        m_path = inFolder("tmp");
        auto result = fill(*file, header, content);
        if (::close(*file) != 0 && result)
            result = systemFailure(errno, "cannot write", m_path);
        return result;
    }

    Result<> show()
    {
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
    Result<int> create() const
    {
        auto file = createFile();
        if (file || file.error().kind != ErrorKind::NotFound)
            return file;
        if (auto made = makeMaildir(m_folder); !made)
            return failFrom(made);
        return createFile();
    }

    Result<int> createFile() const
    {
        const std::string path = inFolder("tmp");
        const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (file < 0)
            return systemFailure(errno, "cannot make a file", path);
        return file;
    }

    Result<> fill(int file, const std::string& header, const Content& content) const
    {
        if (auto written = writeAll(file, header, m_path); !written)
            return written;
        if (auto written = content.writeTo(file, m_path); !written)
            return written;
        if (::fdatasync(file) != 0)
            return systemFailure(errno, "cannot sync", m_path);
        return {};
    }

    std::string m_folder;
    std::string m_name;
    std::string m_path; // what is there now; "" nothing, or nothing to take away
};

Result<> showAll(std::vector<PendingFile>& files)
{
    for (PendingFile& file : files) {
        if (auto shown = file.show(); !shown)
            return shown;
    }
    std::unordered_set<std::string> synced;
    for (const PendingFile& file : files) {
        if (!synced.insert(file.newFolder()).second)
            continue;
        if (auto result = syncFolder(file.newFolder()); !result)
            return result;
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
void clearLeftovers(const fs::path& folder)
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

} // namespace

MaildirWriter::MaildirWriter(const std::string& hostname)
    : m_hostname(forFileName(hostname))
{
}

Result<> MaildirWriter::deliver(std::span<const Copy> copies, const spool::Content& content)
{
    std::vector<PendingFile> files;
    files.reserve(copies.size());
    for (const Copy& copy : copies) {
        clearLeftoversOnce(copy.folder);
        PendingFile& file = files.emplace_back(copy.folder, nameOf(copy));
        if (auto written = file.write(copy.header, content); !written)
            return written;
    }
    if (auto shown = showAll(files); !shown)
        return shown;
    for (PendingFile& file : files)
        file.keep();
    return {};
}

std::string MaildirWriter::nameOf(const Copy& copy)
{
    return copy.name.empty() ? uniqueName() : copy.name + '.' + m_hostname;
}

// seconds.M(microseconds)P(process)Q(count of this process).host: as usual for Maildirs.
std::string MaildirWriter::uniqueName()
{
    timeval now{};
    ::gettimeofday(&now, nullptr);
    return std::to_string(now.tv_sec) + ".M" + std::to_string(now.tv_usec) + 'P' +
           std::to_string(::getpid()) + 'Q' + std::to_string(++m_count) + '.' + m_hostname;
}

void MaildirWriter::clearLeftoversOnce(const std::string& folder)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_cleared.insert(folder).second)
            return;
    }
    clearLeftovers(folder + "/tmp");
}

std::string maildirOf(const std::string& delivery)
{
    constexpr std::string_view scheme = "maildir:";
    if (!delivery.starts_with(scheme) || delivery.size() <= scheme.size() || delivery[scheme.size()] != '/')
        return {};
    return delivery.substr(scheme.size());
}

} // namespace postern::delivery
