// SPDX-License-Identifier: GPL-3.0-or-later
#include "spool/content.h"

#include "spool/system_error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace postern::spool {

namespace {

// A file that no folder lists. Where the file system cannot make one, its name is taken away at once.
int openNameless(const std::string& folder)
{
    const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
        return file;
    std::string name = folder + "/incoming.XXXXXX";
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(name.c_str());
    return named;
}

// Gives a nameless file its name. Not possible where it had one that was taken away.
bool link(int file, const std::string& path)
{
    const std::string self = "/proc/self/fd/" + std::to_string(file);
    return ::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

} // namespace

Result<> writeAll(int descriptor, std::string_view bytes, const std::string& name)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count >= 0)
            bytes.remove_prefix(std::size_t(count));
        else if (errno != EINTR)
            return systemFailure(errno, "cannot write", name);
    }
    return {};
}

Result<> syncFolder(const std::string& path)
{
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return systemFailure(errno, "cannot open folder", path);
    const int result = ::fsync(folder);
    const int number = errno;
    ::close(folder);
    return result == 0 ? Result<>() : systemFailure(number, "cannot sync folder", path);
}

Content::Content(std::string folder)
    : m_folder(std::move(folder))
{
}

Content::~Content()
{
    if (m_file >= 0)
        ::close(m_file);
}

std::shared_ptr<Content> Content::ofBytes(std::string bytes)
{
    auto content = std::make_shared<Content>(std::string());
    content->m_memory = std::move(bytes);
    return content;
}

Result<std::shared_ptr<Content>> Content::ofFile(const std::string& path)
{
    auto content = std::make_shared<Content>(path);
    content->m_file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    if (content->m_file < 0 || ::fstat(content->m_file, &info) != 0)
        return systemFailure(errno, "cannot open a stored message", path);
    content->m_fileSize = info.st_size;
    return content;
}

void Content::append(std::string_view bytes)
{
    m_memory += bytes;
    unsigned char all = 0;
    for (const char byte : bytes)
        all |= static_cast<unsigned char>(byte);
    m_eightBit = m_eightBit || all >= 0x80;
}

Result<> Content::spill()
{
    Result<> state = m_state ? spillToFile() : m_state;
    const std::lock_guard lock(m_moving);
    if (state)
        m_fileSize += std::int64_t(m_memory.size());
    else
        m_state = state;
    std::string().swap(m_memory);
    return state;
}

// Writes what memory has; it is read from there until spill() says otherwise.
Result<> Content::spillToFile()
{
    if (m_file < 0)
        m_file = openNameless(m_folder); // nobody reads it before m_fileSize tells of it
    if (m_file < 0)
        return systemFailure(errno, "cannot make a file for a large message", m_folder);
    return writeAll(m_file, m_memory, m_folder);
}

Result<> Content::keepAs(const std::string& path)
{
    if (auto spilled = spill(); !spilled)
        return spilled;
    if (::fdatasync(m_file) != 0)
        return systemFailure(errno, "cannot sync", path);
    if (link(m_file, path))
        return {};
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return systemFailure(errno, "cannot make a file for a large message", path);
    auto written = writeTo(file, path);
    if (written && ::fdatasync(file) != 0)
        written = systemFailure(errno, "cannot sync", path);
    ::close(file);
    if (!written)
        ::unlink(path.c_str());
    return written;
}

Result<std::size_t> Content::readFile(std::int64_t offset, std::span<char> buffer) const
{
    while (true) {
        const ssize_t count = ::pread(m_file, buffer.data(), buffer.size(), offset);
        if (count > 0)
            return std::size_t(count);
        if (count == 0 || errno != EINTR)
            return systemFailure(count < 0 ? errno : EIO, "cannot read a large message back", m_folder);
    }
}

Result<std::size_t> Content::read(std::int64_t offset, std::span<char> buffer) const
{
    std::unique_lock lock(m_moving);
    if (!m_state)
        return failFrom(m_state);
    if (offset < m_fileSize) {
        const auto count = std::min(buffer.size(), std::size_t(m_fileSize - offset));
        lock.unlock(); // what is in the file stays as it is
        return readFile(offset, buffer.first(count));
    }
    const auto start = std::min(std::size_t(offset - m_fileSize), m_memory.size());
    const std::size_t count = std::min(buffer.size(), m_memory.size() - start);
    std::memcpy(buffer.data(), m_memory.data() + start, count);
    return count;
}

Result<> Content::writeTo(int descriptor, const std::string& name) const
{
    std::array<char, 65'536> buffer;
    for (std::int64_t done = 0;;) {
        const auto count = read(done, buffer);
        if (!count)
            return failFrom(count);
        if (*count == 0)
            return {};
        if (auto written = writeAll(descriptor, {buffer.data(), *count}, name); !written)
            return written;
        done += std::int64_t(*count);
    }
}

} // namespace postern::spool
