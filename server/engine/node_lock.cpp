// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/node_lock.h"

#include "base/sentence.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace postern::engine {

namespace {

bool isNodeName(const std::string& node)
{
    constexpr std::size_t longest = 64;
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    };
    return !node.empty() && node.size() <= longest && std::all_of(node.begin(), node.end(), allowed);
}

} // namespace

Result<NodeLock> NodeLock::take(const std::string& store, const std::string& node)
{
    if (!isNodeName(node))
        return fail(ErrorKind::Invalid, "'" + node + "' is no name for a node", "--node",
                    "use letters, digits, '-' and '_', at most 64");
    const std::string path = store + '.' + node + ".lock";
    net::Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file.valid())
        return fail(ErrorKind::Denied, POSTERN_TEXT("server", "the lock file cannot be made: %1"), path,
                    POSTERN_TEXT("server", "the engine must be able to write in the store's folder"),
                    {std::strerror(errno)});
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorKind::Busy, POSTERN_TEXT("server", "an engine named '%1' serves this store already"),
                    path, POSTERN_TEXT("server", "stop it first, or give this one another name"), {node});
    return NodeLock(std::move(file));
}

} // namespace postern::engine
