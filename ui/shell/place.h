// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"
#include "model/list_entry.h"
#include "ui/shell/page_id.h"

#include <optional>
#include <string>

namespace postern::ui {

// A tab of the Black List or of the Exceptions.
struct ListPlace {
    model::ListColor color{};
    model::ListKind kind{};

    bool operator==(const ListPlace&) const = default;
};

// Where in the console something is set: what the link of a log row or of an explained session leads to. The
// more is known, the closer it leads: an entry to its row in the Black List or Exceptions dialog, a check to
// its tab and box, a service to its properties. Without a service: a page, or a tab of the server's
// properties.
struct Place {
    std::string service; // by name, as the log has it
    std::optional<model::Check> check;
    model::Id entry = 0;
    // Instead of these: a tab of the service's properties and a field in it, as PropertiesDialog::showTab()
    // takes them; without a service, of the server's. Or a page, where what is set is neither's.
    std::string tab{};
    std::optional<PageId> page{};
    bool backUp = false; // the dialog that makes a copy of the store
    // A list of the service, where it is known which; with `entry`, that row of it.
    std::optional<ListPlace> list{};
    model::Id record = 0; // of the page: a mailbox, a domain or a route

    bool operator==(const Place&) const = default;
};

} // namespace postern::ui
