// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

namespace postern::spool {

// The bytes of one message: in memory, and what has grown too large for it in a file. While a message comes
// in the file has no name, and is gone with the process, however that ends. Used by one thread at a time;
// but once nothing is appended any more, any may read(), also while another spills.
class Content {
public:
    // `folder` is where the file goes, if it comes to that.
    explicit Content(std::string folder);
    Content(const Content&) = delete;
    Content& operator=(const Content&) = delete;
    ~Content();

    // What was stored before.
    static std::shared_ptr<Content> ofBytes(std::string bytes);
    static Result<std::shared_ptr<Content>> ofFile(const std::string& path);

    void append(std::string_view bytes);
    std::size_t inMemory() const { return m_memory.size(); }
    bool isInFile() const { return m_file >= 0; }
    std::int64_t size() const { return m_fileSize + std::int64_t(m_memory.size()); }
    bool hasEightBit() const { return m_eightBit; }        // what was appended has octets of 0x80 and above
    const std::string& memory() const { return m_memory; } // all of it where !isInFile()

    // Moves what is in memory to the file. Blocks: for workers. After a failure the content is incomplete for
    // good: each further call fails in the same way, memory is emptied all the same, and read() refuses.
    Result<> spill();
    // Moves everything to the file, makes it durable and gives it a name, which must be new and in the same
    // file system as the folder. Whoever wants the name to be durable syncs the folder. Blocks.
    Result<> keepAs(const std::string& path);

    // Bytes from `offset` on into the buffer; how many: 0 only at the end. Blocks where isInFile().
    Result<std::size_t> read(std::int64_t offset, std::span<char> buffer) const;
    // Writes the whole message to a descriptor. Blocks.
    Result<> writeTo(int descriptor, const std::string& name) const;

private:
    Result<> spillToFile();
    Result<std::size_t> readFile(std::int64_t offset, std::span<char> buffer) const;

    std::string m_folder;
    mutable std::mutex m_moving; // held by read(), and where spill() changes what read() uses
    std::string m_memory;        // follows the file's bytes
    std::int64_t m_fileSize = 0;
    int m_file = -1;
    bool m_eightBit = false;
    Result<> m_state;
};

// Writes all of it. Blocks.
Result<> writeAll(int descriptor, std::string_view bytes, const std::string& name);

// Makes the names in a folder durable. Blocks.
Result<> syncFolder(const std::string& path);

} // namespace postern::spool
