// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/content.h"

#include "delivery/system_error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

namespace postern::delivery {

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

Content::Content(std::string folder)
    : m_folder(std::move(folder))
{
}

Content::~Content()
{
    if (m_file >= 0)
        ::close(m_file);
}

Result<> Content::spill()
{
    if (m_state)
        m_state = spillToFile();
    std::string().swap(m_memory);
    return m_state;
}

Result<> Content::spillToFile()
{
    if (m_file < 0)
        m_file = openNameless(m_folder);
    if (m_file < 0)
        return systemFailure(errno, "cannot make a file for a large message", m_folder);
    if (auto written = writeAll(m_file, m_memory, m_folder); !written)
        return written;
    m_fileSize += std::int64_t(m_memory.size());
    return {};
}

Result<> Content::writeTo(int descriptor, const std::string& name) const
{
    if (!m_state)
        return m_state;
    std::array<char, 65'536> buffer;
    for (std::int64_t done = 0; done < m_fileSize;) {
        const ssize_t count = ::pread(m_file, buffer.data(), buffer.size(), done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return systemFailure(count < 0 ? errno : EIO, "cannot read a large message back", m_folder);
        if (auto written = writeAll(descriptor, {buffer.data(), std::size_t(count)}, name); !written)
            return written;
        done += count;
    }
    return writeAll(descriptor, m_memory, name);
}

} // namespace postern::delivery
