// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"
#include "ui/lists/shared_row.h"

#include <QString>
#include <QVariant>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ui {

enum class ListColumn { Pattern, Meaning, OnlyWhen, Hits, LastHit, Expires, Scope, Comment };
inline constexpr int listColumnCount = 8;

// What was counted of entries; shared by the lists of a dialog and what works in the background.
class ListHits {
public:
    ListHits() = default;
    explicit ListHits(std::vector<store::ListHit> inOrderOfEntries)
        : m_hits(std::move(inOrderOfEntries))
    {
    }

    const store::ListHit* find(model::Id entry) const; // nullptr: never hit

private:
    std::vector<store::ListHit> m_hits; // a third of what a hash table takes for a million
};

// What the cells of one list say. A value; reads nothing but its arguments, so any thread may ask.
struct ListCells {
    model::ListKind kind{};
    std::shared_ptr<const ListHits> hits = std::make_shared<ListHits>();

    QString text(const ListRow& row, ListColumn column) const;
    QVariant toolTip(const ListRow& row, ListColumn column) const;
    // What columns are sorted by: names, of ranges their first address, and numbers.
    std::string_view patternKey(const SharedRow& row) const { return row.typed(); }
    std::string addressKey(const SharedRow& row) const;
    std::int64_t number(const SharedRow& row, ListColumn column) const; // of Hits, LastHit and Expires

private:
    const store::ListHit* hit(const ListRow& row) const { return hits->find(row.entry.id); }
    QVariant expiryToolTip(const ListRow& row) const;
};

bool isExpired(const model::ListEntry& entry);

// "applies to all services", "from 192.0.2.0/24", …: the cells that are words made from an entry.
QString scopeText(const model::ListEntry& entry);
QString conditionText(const model::ListEntry& entry);
QString expiryText(const model::ListEntry& entry);

} // namespace postern::ui
