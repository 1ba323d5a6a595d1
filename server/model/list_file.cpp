// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/list_file.h"

#include "base/sentence.h"
#include "model/document_keys.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace postern::model {

namespace {

// A descriptor that is closed at the end.
class File {
public:
    File(const std::string& path, int flags, mode_t mode = 0)
        : m_descriptor(::open(path.c_str(), flags | O_CLOEXEC, mode)) // NOLINT: open() takes what it takes
    {
    }
    ~File()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

tl::unexpected<Error> failHere(const std::string& path, int code)
{
    const ErrorKind kind = code == ENOENT || code == ENOTDIR  ? ErrorKind::NotFound
                           : code == EACCES || code == EPERM  ? ErrorKind::Denied
                           : code == ENOSPC || code == EDQUOT ? ErrorKind::Full
                                                              : ErrorKind::Unavailable;
    if (kind == ErrorKind::NotFound)
        return fail(kind, POSTERN_TEXT("server", "there is no such file"), path);
    if (kind == ErrorKind::Denied)
        return fail(kind, POSTERN_TEXT("server", "the file may not be read"), path,
                    POSTERN_TEXT("server", "let the user that the engine runs as read it, and its folder"));
    return fail(kind, std::generic_category().message(code), path);
}

FileStamp stampOf(const struct stat& status)
{
    const auto nanoseconds = [](const timespec& time) {
        return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
    };
    return {std::int64_t(status.st_ino), nanoseconds(status.st_mtim), nanoseconds(status.st_ctim),
            std::int64_t(status.st_size)};
}

Result<> checkFile(const struct stat& status, const std::string& path)
{
    if (!S_ISREG(status.st_mode))
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "this is no plain file"), path);
    if (status.st_size == 0)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "the file is empty"), path,
                    POSTERN_TEXT("server", "where no entry is meant, write a line that begins with #"));
    if (std::size_t(status.st_size) > maxListFile)
        return fail(ErrorKind::Full, POSTERN_TEXT("server", "the file is larger than %1 MiB"), path,
                    POSTERN_TEXT("server", "split it, or leave out what is not needed"),
                    {std::to_string(maxListFile >> 20)});
    return {};
}

// FNV-1a: the same in every program, for ever.
std::uint64_t nameHash(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

Result<> writeAll(const File& file, std::string_view text, const std::string& path)
{
    while (!text.empty()) {
        const ssize_t written = ::write(file.descriptor(), text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failHere(path, errno);
        text.remove_prefix(std::size_t(written));
    }
    return ::fsync(file.descriptor()) == 0 ? Result<>() : failHere(path, errno);
}

} // namespace

FileStamp FileStamp::of(const std::string& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 ? stampOf(status) : FileStamp();
}

std::string pathOf(const std::string& file, const std::string& store)
{
    return (std::filesystem::path(store).parent_path() / file).lexically_normal().string();
}

Result<std::string> readListFile(const std::string& path)
{
    const File file(path, O_RDONLY | O_NONBLOCK); // a pipe would be waited for
    if (!file.isOpen())
        return failHere(path, errno);
    struct stat before = {};
    if (::fstat(file.descriptor(), &before) != 0)
        return failHere(path, errno);
    if (auto good = checkFile(before, path); !good)
        return failFrom(good);
    std::string text(std::size_t(before.st_size), '\0');
    std::size_t length = 0;
    while (length < text.size()) {
        const ssize_t read = ::read(file.descriptor(), text.data() + length, text.size() - length);
        if (read < 0 && errno == EINTR)
            continue;
        if (read < 0)
            return failHere(path, errno);
        if (read == 0)
            break;
        length += std::size_t(read);
    }
    struct stat after = {};
    if (::fstat(file.descriptor(), &after) != 0)
        return failHere(path, errno);
    if (length < text.size() || stampOf(after) != stampOf(before))
        return fail(ErrorKind::Busy, POSTERN_TEXT("server", "the file is being written"), path,
                    POSTERN_TEXT("server", "write a new one beside it, and rename that"));
    return text;
}

std::string copiesFolder(const std::string& store)
{
    return store + ".lists";
}

std::string copyPath(const std::string& store, ListKind kind, const std::string& path)
{
    std::array<char, 17> hash{};
    std::snprintf(hash.data(), hash.size(), "%016llx", static_cast<unsigned long long>(nameHash(path)));
    return copiesFolder(store) + '/' + std::string(wordIn(listKeys, kind)) + '-' + hash.data();
}

Result<> writeCopy(const std::string& copy, std::string_view text)
{
    const std::string folder = copy.substr(0, copy.rfind('/'));
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST)
        return failHere(folder, errno);
    const std::string temporary = copy + ".new";
    {
        const File file(temporary, O_WRONLY | O_CREAT | O_TRUNC, S_IRUSR | S_IWUSR);
        if (!file.isOpen())
            return failHere(temporary, errno);
        if (auto written = writeAll(file, text, temporary); !written) {
            ::unlink(temporary.c_str());
            return written;
        }
    }
    if (std::rename(temporary.c_str(), copy.c_str()) != 0)
        return failHere(copy, errno);
    return {};
}

} // namespace postern::model
