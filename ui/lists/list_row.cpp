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
    ListRow row{.entry = std::move(entry), .invalid = {}, .wrongExpiry = {}};
    if (!valid)
        row.invalid = row.entry.displayPattern();
    return row;
}

QString meaningOf(ListKind kind, const std::string& text)
{
    const auto pattern = ListPattern::parse(kind, text);
    if (pattern)
        return translate(pattern->meaning());
    const QString what = translatedWhat(pattern.error());
    const QString hint = translatedHint(pattern.error());
    return hint.isEmpty() ? what
                          : QCoreApplication::translate("ListWords", "%1 — %2", "what is wrong, what to do")
                                .arg(what, hint);
}

QString wrongExpiryText(const std::string& typed)
{
    return QCoreApplication::translate("ListWords", "“%1” is no date. Write it like %2, or choose one.")
        .arg(qt(typed), QStringLiteral("2027-01-31 10:00"));
}

QString examplePatterns(ListKind kind)
{
    switch (kind) {
    case ListKind::Ip:
        return QStringLiteral("192.0.2.1, 192.0.2.0/24, 192.0.2.10-192.0.2.99, 192.168.1.*, 2001:db8::/32");
    case ListKind::Helo:
        return QStringLiteral("mail.example.com, .example.com, *-dsl.example.com, [192.0.2.1]");
    default:
        return QStringLiteral("joe@example.com, example.com, .example.com, *@*.example.com, joe@*");
    }
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
