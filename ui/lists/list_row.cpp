// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_row.h"

#include "ui/text/translate.h"

namespace postern::ui {

using model::ListKind;
using model::ListPattern;

ListRow withText(ListRow row, std::string_view text)
{
    auto pattern = ListPattern::parse(row.entry.kind, text);
    if (!pattern) {
        row.invalid = std::string(text);
        return row;
    }
    row.invalid.reset();
    row.entry.pattern = std::move(pattern->text);
    row.entry.negated = pattern->negated;
    return row;
}

ListRow rowOf(model::ListEntry entry)
{
    const bool valid = bool(ListPattern::parse(entry.kind, entry.pattern));
    ListRow row{.entry = std::move(entry), .invalid = {}};
    if (!valid)
        row.invalid = row.entry.displayPattern();
    return row;
}

QString meaningOf(ListKind kind, const std::string& text)
{
    const auto pattern = ListPattern::parse(kind, text);
    if (pattern)
        return translate(pattern->meaning());
    Error error = pattern.error();
    error.where.clear(); // it stands in the same line
    return translate(error);
}

bool isForgeable(const model::ListEntry& entry)
{
    return entry.color == model::ListColor::White && entry.condition == model::Condition::Always &&
           (entry.kind == ListKind::Sender || entry.kind == ListKind::Helo);
}

} // namespace postern::ui
