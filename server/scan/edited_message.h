// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scan/milter_verdict.h"
#include "scan/scanner.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace postern::scan {

// What has become of a message: another header, and perhaps another body.
struct MessageEdit {
    std::string header;                      // fields, each with CR LF
    std::int64_t rest = 0;                   // where what follows the header begins in the message as it came
    std::shared_ptr<const std::string> body; // behind header and empty line, in place of that; or nullptr
};

// Reads like a message that is stored as the edit says. On the thread of the source.
class EditedMessage final : public MessageSource {
public:
    EditedMessage(std::shared_ptr<MessageSource> original, MessageEdit edit);
    std::int64_t size() const override;
    void read(std::int64_t offset, Taken taken) override;

private:
    std::shared_ptr<MessageSource> m_original;
    MessageEdit m_edit;
    std::string m_front; // comes before the rest
};

// Header, and the empty line where there is another body: what goes before it, or before the rest of the
// message as it came.
std::string frontOf(const MessageEdit& edit);

// Reads the header of a message: it as it is, with `fields` before it. Fails where it is larger than
// MilterSession::maxHeader. `done` runs once, now or later.
void readHeader(std::shared_ptr<MessageSource> source, const std::string& fields,
                std::function<void(Result<MessageEdit>)> done);

void apply(MessageEdit& edit, const MilterChanges& changes);

} // namespace postern::scan
