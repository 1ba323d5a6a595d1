// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/edited_message.h"

#include "scan/message_fields.h"
#include "scan/milter_session.h"

#include <algorithm>
#include <utility>

namespace postern::scan {

namespace {

// Lives until the header is there.
class HeaderReading : public std::enable_shared_from_this<HeaderReading> {
public:
    HeaderReading(std::shared_ptr<MessageSource> source, std::string fields,
                  std::function<void(Result<MessageEdit>)> done)
        : m_source(std::move(source))
        , m_fields(std::move(fields))
        , m_done(std::move(done))
    {
    }

    void next()
    {
        m_source->read(std::int64_t(m_text.size()),
                       [self = shared_from_this()](const Result<std::string>& piece) { self->take(piece); });
    }

private:
    void take(const Result<std::string>& piece)
    {
        if (!piece)
            return m_done(failFrom(piece));
        m_text += *piece;
        HeaderEnd end = headerEnd(m_text);
        if (!end.found() && piece->empty())
            end = {m_text.size(), m_text.size()};
        const std::size_t size = end.found() ? end.header : m_text.size();
        if (size > MilterSession::maxHeader)
            return m_done(fail(ErrorKind::Full, "the header of the message is too large to be shown"));
        if (!end.found())
            return next();
        m_done(MessageEdit{m_fields + m_text.substr(0, end.header), std::int64_t(end.header), nullptr});
    }

    std::shared_ptr<MessageSource> m_source;
    std::string m_fields;
    std::function<void(Result<MessageEdit>)> m_done;
    std::string m_text;
};

} // namespace

std::string frontOf(const MessageEdit& edit)
{
    return edit.body ? edit.header + "\r\n" : edit.header;
}

EditedMessage::EditedMessage(std::shared_ptr<MessageSource> original, MessageEdit edit)
    : m_original(std::move(original))
    , m_edit(std::move(edit))
    , m_front(frontOf(m_edit))
{
}

std::int64_t EditedMessage::size() const
{
    const std::int64_t rest =
        m_edit.body ? std::int64_t(m_edit.body->size()) : m_original->size() - m_edit.rest;
    return std::int64_t(m_front.size()) + rest;
}

void EditedMessage::read(std::int64_t offset, Taken taken)
{
    const auto front = std::int64_t(m_front.size());
    if (offset < front)
        return taken(m_front.substr(std::size_t(offset), pieceSize));
    if (!m_edit.body)
        return m_original->read(offset - front + m_edit.rest, std::move(taken));
    const auto at = std::min(std::size_t(offset - front), m_edit.body->size());
    taken(m_edit.body->substr(at, pieceSize));
}

void readHeader(std::shared_ptr<MessageSource> source, const std::string& fields,
                std::function<void(Result<MessageEdit>)> done)
{
    std::make_shared<HeaderReading>(std::move(source), fields, std::move(done))->next();
}

void apply(MessageEdit& edit, const MilterChanges& changes)
{
    if (!changes.header.empty())
        edit.header = changedHeader(edit.header, changes.header);
    if (changes.body)
        edit.body = std::make_shared<const std::string>(*changes.body);
}

} // namespace postern::scan
