// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/backup.h"

#include "base/sentence.h"

#include <QVariant>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace postern::store {

namespace {

[[noreturn]] void refuse(int code, const std::string& file)
{
    if (code == EEXIST)
        throw Failure({ErrorKind::Conflict,
                       POSTERN_TEXT("server", "there is a file of this name already"),
                       file,
                       POSTERN_TEXT("server", "choose another name, or remove that file"),
                       {}});
    const ErrorKind kind =
        code == ENOSPC || code == EDQUOT || code == EFBIG ? ErrorKind::Full : ErrorKind::Denied;
    throw Failure({kind,
                   POSTERN_TEXT("server", "the backup cannot be written (%1)"),
                   file,
                   POSTERN_TEXT("server", "check the folder, its permissions and the room on the disk"),
                   {std::strerror(code)}});
}

// An empty file that nobody else may read, removed again unless kept.
class PartFile {
public:
    explicit PartFile(std::string name)
        : m_name(std::move(name))
        , m_descriptor(::open(m_name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR))
    {
        if (m_descriptor < 0)
            refuse(errno, m_name);
    }

    ~PartFile()
    {
        ::close(m_descriptor);
        if (!m_kept)
            ::unlink(m_name.c_str());
    }

    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    const std::string& name() const { return m_name; }

    void keepAs(const std::string& file)
    {
        if (::fsync(m_descriptor) != 0)
            refuse(errno, file);
        int failed = ::renameat2(AT_FDCWD, m_name.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE);
        if (failed != 0 && errno == EINVAL) // a file system that cannot promise it
            failed =
                std::filesystem::exists(file) ? (errno = EEXIST, -1) : ::rename(m_name.c_str(), file.c_str());
        if (failed != 0)
            refuse(errno, file);
        m_kept = true;
    }

private:
    std::string m_name;
    int m_descriptor;
    bool m_kept = false;
};

} // namespace

void backUp(const Database& database, const std::string& file)
{
    if (std::filesystem::exists(std::filesystem::symlink_status(file)))
        refuse(EEXIST, file);
    PartFile part(file + ".part-" + std::to_string(::getpid()));
    Statement(database, "VACUUM INTO ?").run(part.name());
    part.keepAs(file);
}

} // namespace postern::store
