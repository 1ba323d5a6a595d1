// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::delivery {

// One message on its way in: bytes in memory, and what has grown too large for it in a file without a name,
// which is gone with the process, however that ends. Used by one thread at a time.
class Content {
public:
    // `folder` is where the file goes, if it comes to that.
    explicit Content(std::string folder);
    Content(const Content&) = delete;
    Content& operator=(const Content&) = delete;
    ~Content();

    void append(std::string_view bytes) { m_memory += bytes; }
    std::size_t inMemory() const { return m_memory.size(); }
    std::int64_t size() const { return m_fileSize + std::int64_t(m_memory.size()); }

    // Moves what is in memory to the file. Blocks: for workers. After a failure the content is incomplete for
    // good: each further call fails in the same way, memory is emptied all the same, and writeTo() refuses.
    Result<> spill();

    // Writes the whole message to a descriptor. Blocks.
    Result<> writeTo(int descriptor, const std::string& name) const;

private:
    Result<> spillToFile();

    std::string m_folder;
    std::string m_memory; // follows the file's bytes
    std::int64_t m_fileSize = 0;
    int m_file = -1;
    Result<> m_state;
};

// Writes all of it. Blocks.
Result<> writeAll(int descriptor, std::string_view bytes, const std::string& name);

} // namespace postern::delivery
