// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"
#include "ui/lists/list_row.h"

#include <QString>
#include <QVariant>

#include <memory>
#include <unordered_map>

namespace postern::ui {

enum class ListColumn { Pattern, Meaning, OnlyWhen, Hits, LastHit, Expires, Scope, Comment };
inline constexpr int listColumnCount = 8;

// By the id of the entry; shared by the lists of a dialog and what works in the background.
using ListHits = std::unordered_map<model::Id, store::ListHit>;

// What the cells of one list say. A value; reads nothing but its arguments, so any thread may ask.
struct ListCells {
    model::ListKind kind{};
    std::shared_ptr<const ListHits> hits = std::make_shared<ListHits>();

    QString text(const ListRow& row, ListColumn column) const;
    QVariant toolTip(const ListRow& row, ListColumn column) const;
    // Text that sorts as the column does.
    QString sortKey(const ListRow& row, ListColumn column) const;

private:
    const store::ListHit* hit(const ListRow& row) const;
    QVariant expiryToolTip(const ListRow& row) const;
};

bool isExpired(const model::ListEntry& entry);

// "applies to all services", "from 192.0.2.0/24", …: the cells that are words made from an entry.
QString scopeText(const model::ListEntry& entry);
QString conditionText(const model::ListEntry& entry);
QString expiryText(const model::ListEntry& entry);

} // namespace postern::ui
