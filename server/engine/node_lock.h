// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/descriptor.h"

#include <string>

namespace postern::engine {

// Holds the name of a node on one store: a locked file beside the store, freed by the system when the process
// ends, however it ends.
class NodeLock {
public:
    // ErrorKind::Busy where another engine holds it.
    static Result<NodeLock> take(const std::string& store, const std::string& node);

private:
    explicit NodeLock(net::Descriptor file)
        : m_file(std::move(file))
    {
    }
    net::Descriptor m_file;
};

} // namespace postern::engine
