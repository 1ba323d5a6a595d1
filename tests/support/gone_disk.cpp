// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded into a program before the C library: a disk that is gone. Whoever syncs a file below the folder
// POSTERN_TEST_GONE never comes back.
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int fdatasync(int file)
{
    const char* const gone =
        std::getenv("POSTERN_TEST_GONE"); // NOLINT(concurrency-mt-unsafe): nobody sets it
    std::array<char, 4096> path{};
    const std::string link = "/proc/self/fd/" + std::to_string(file);
    const ssize_t length = ::readlink(link.c_str(), path.data(), path.size());
    if (gone != nullptr && length > 0 &&
        std::string_view(path.data(), std::size_t(length)).starts_with(gone)) {
        while (true)
            ::pause();
    }
    return int(::syscall(SYS_fdatasync, file));
}
