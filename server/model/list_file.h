// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/configuration.h"

#include <cstdint>
#include <string>
#include <string_view>

// The files that lists subscribe to, as they lie on the disk. All of this reads or writes files: never on the
// thread of a window or of a reactor.
namespace postern::model {

inline constexpr std::size_t maxListFile = std::size_t(128) << 20; // octets
inline constexpr std::size_t maxListFileLine = 1024;               // octets; a longer line is refused
inline constexpr std::int64_t maxListFileLines = 2'000'000;        // that hold a pattern

// When a file was written, and which one it is: what changes when it is replaced.
struct FileStamp {
    std::int64_t inode = 0;
    std::int64_t modified = 0; // nanoseconds
    std::int64_t changed = 0;
    std::int64_t size = -1; // there is no such file

    bool operator==(const FileStamp&) const = default;
    static FileStamp of(const std::string& path);
};

// The whole path of a subscription's file; a relative one begins in the folder of `store`.
std::string pathOf(const std::string& file, const std::string& store);

// All of the file. NotFound and Denied: it cannot be opened; Invalid: it is no plain file, or empty; Full:
// larger than maxListFile; Busy: it was written meanwhile. `where` of the error is the file.
Result<std::string> readListFile(const std::string& path);

// The copies of what was read well, beside the store: what a list keeps when its file is gone or damaged,
// also over a restart. `kind` is part of the name, since it says how the lines are read.
std::string copiesFolder(const std::string& store);
std::string copyPath(const std::string& store, ListKind kind, const std::string& path);
// Replaces a copy; its folder is made where there is none, for its owner only.
Result<> writeCopy(const std::string& copy, std::string_view text);

} // namespace postern::model
