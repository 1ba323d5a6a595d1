// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/configuration.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::model {

// The configuration document (architecture.md, section 7): the whole configuration as JSON.
struct Document {
    Configuration configuration; // ids are 0; services, domains and mailboxes are known by their names
    std::map<std::string, std::vector<ListEntry>>
        lists; // by service name; "" holds the shared lists; ListEntry::service is 0
    std::map<std::string, std::string> passwords; // by mailbox address, plain as given; never written

    bool operator==(const Document&) const = default;
};

// Everything left out has the preset's default. Unknown keys are refused, with the nearest known one; so is
// what this version does not do yet, in words (ErrorKind::Unavailable), and what validate() calls an error.
// All errors of a document are found in one pass, not only the first: `where` is the path of the key
// ("services[0].port"), or line and column where the text is no JSON. At most 256 MiB, 32 levels, and 200
// errors followed by the number of the others.
tl::expected<Document, std::vector<Error>> readDocument(std::string_view json);

// Stable order, two blanks of indentation, defaults left out, one list entry a line; ends with a line feed.
// readDocument(writeDocument(d)) == d but for passwords. Mailboxes with a password say "password_hash".
std::string writeDocument(const Document& document);

// Ids from `current` for what has the same name (services by name, domains by name, mailboxes by address,
// routes by domain, list entries by service, color, kind, pattern and '~'), so that applying an edited export
// changes rows instead of replacing them.
Configuration adoptIds(Configuration wanted, const Configuration& current);

} // namespace postern::model
