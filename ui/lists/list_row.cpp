// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_row.h"

#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QLocale>

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
    const QString what = translate(pattern.error().what.c_str());
    const QString hint = translate(pattern.error().hint.c_str());
    return hint.isEmpty() ? what
                          : QCoreApplication::translate("ListWords", "%1 — %2", "what is wrong, what to do")
                                .arg(what, hint);
}

QString countLines(int count)
{
    if (count == 1)
        return QCoreApplication::translate("ListWords", "1 line");
    return QCoreApplication::translate("ListWords", "%1 lines").arg(QLocale().toString(count));
}

bool isForgeable(const model::ListEntry& entry)
{
    return entry.color == model::ListColor::White && entry.condition == model::Condition::Always &&
           (entry.kind == ListKind::Sender || entry.kind == ListKind::Helo);
}

} // namespace postern::ui
