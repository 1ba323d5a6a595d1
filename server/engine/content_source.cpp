// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/content_source.h"

#include <asio/post.hpp>

#include <utility>

namespace postern::engine {

namespace {

Result<std::string> pieceOf(const spool::Content& content, std::int64_t offset)
{
    std::string piece(scan::MessageSource::pieceSize, '\0');
    const auto count = content.read(offset, piece);
    if (!count)
        return failFrom(count);
    piece.resize(*count);
    return piece;
}

} // namespace

ContentSource::ContentSource(std::shared_ptr<const spool::Content> content, net::Workers& workers,
                             asio::io_context& context)
    : m_content(std::move(content))
    , m_size(m_content->size())
    , m_inFile(m_content->isInFile())
    , m_workers(workers)
    , m_context(context)
{
}

void ContentSource::read(std::int64_t offset, Taken taken)
{
    if (offset >= m_size)
        return taken(std::string());
    if (!m_inFile)
        return taken(pieceOf(*m_content, offset));
    m_workers.post("reading a message for a scanner",
                   [content = m_content, offset, &context = m_context, taken = std::move(taken)]() mutable {
                       asio::post(context, [piece = pieceOf(*content, offset),
                                            taken = std::move(taken)]() mutable { taken(std::move(piece)); });
                   });
}

} // namespace postern::engine
