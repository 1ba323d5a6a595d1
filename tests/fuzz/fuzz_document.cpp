// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a configuration document and as lines of a list. What is accepted must be the same when it is
// written and read again, and what is written must be safe to show.
#include "base/escape.h"
#include "model/document.h"
#include "model/list_text.h"
#include "require.h"

#include <algorithm>
#include <cstdint>
#include <string>

using namespace postern;
using namespace postern::model;

namespace {

void asDocument(std::string_view text)
{
    auto document = readDocument(text);
    if (!document) {
        require(!document.error().empty(), "a refusal has reasons");
        for (const Error& error : document.error())
            require(!error.what.empty() && showable(error.what) == error.what, "a reason can be shown");
        return;
    }
    document->passwords.clear();
    const std::string written = writeDocument(*document);
    const auto again = readDocument(written);
    require(again && *again == *document, "a document is the same when it is written and read again");
    require(writeDocument(*again) == written, "writing it again gives the same text");
    require(
        std::all_of(written.begin(), written.end(), [](char c) { return c == '\n' || c < 0 || c >= ' '; }),
        "an export holds no control characters");
}

void asList(std::string_view text)
{
    for (const ListKind kind : allListKinds) {
        const ListText list = readListText(ListColor::White, kind, text);
        const ListText again = readListText(ListColor::White, kind, writeListText(list.entries));
        require(again.wrong.empty() && again.repeated == 0, "a list that was written is right");
        require(again.entries == list.entries, "a list is the same when it is written and read again");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    asDocument(text);
    asList(text);
    return 0;
}
