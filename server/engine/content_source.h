// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/workers.h"
#include "scan/scanner.h"
#include "spool/content.h"

#include <memory>

namespace postern::engine {

// Lets scanners read the content of a message that has come in: from memory at once, from its file by the
// workers. A scanner that answers early, or is not waited for, may still be reading while the message is
// stored. The workers outlive what is being read.
class ContentSource final : public scan::MessageSource {
public:
    ContentSource(std::shared_ptr<const spool::Content> content, net::Workers& workers,
                  asio::io_context& context);
    std::int64_t size() const override { return m_size; }
    void read(std::int64_t offset, Taken taken) override;

private:
    std::shared_ptr<const spool::Content> m_content;
    std::int64_t m_size;
    bool m_inFile;
    net::Workers& m_workers;
    asio::io_context& m_context;
};

} // namespace postern::engine
