// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_import.h"

#include <span>
#include <string>
#include <vector>

namespace postern::model {

// Entries of one list as a file of some format.
struct ListExport {
    struct Omitted {
        std::string pattern; // with '~'
        Error reason;
    };

    std::string text;
    std::vector<Omitted> omitted; // what the format cannot say; the text is right without them or not at all
};

// Text, Csv, PostfixAccess and PostfixCidr; of the others nothing. CSV says all but author, creation and
// hits; text says pattern and comment. What importList() makes of it again means the same.
ListExport exportList(ListFormat format, ListKind kind, std::span<const ListEntry> entries);

// The parts of it.
ListExport exportCsv(std::span<const ListEntry> entries);
ListExport exportPostfixAccess(ListKind kind, std::span<const ListEntry> entries);
ListExport exportPostfixCidr(std::span<const ListEntry> entries);

} // namespace postern::model
