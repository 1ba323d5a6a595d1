// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_cells.h"

#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <limits>

namespace postern::ui {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("ListWords", text);
}

Time now()
{
    return SystemClock().now();
}

QString number(std::int64_t value)
{
    return QStringLiteral("%1").arg(value, 20, 10, QLatin1Char('0'));
}

// Addresses sort as numbers, IPv4 before IPv6.
QString addressKey(const model::ListPattern& pattern)
{
    const auto& first = pattern.range.first.bytes();
    return QString(pattern.range.first.isV4() ? u'4' : u'6') +
           QString::fromLatin1(reinterpret_cast<const char*>(first.data()), qsizetype(first.size()));
}

} // namespace

const store::ListHit* ListCells::hit(const ListRow& row) const
{
    const auto found = hits->find(row.entry.id);
    return found == hits->end() ? nullptr : &found->second;
}

QString ListCells::text(const ListRow& row, ListColumn column) const
{
    const store::ListHit* known = hit(row);
    switch (column) {
    case ListColumn::Pattern:
        return qt(row.text());
    case ListColumn::Meaning:
        return row.blank() ? QString() : meaningOf(kind, row.text());
    case ListColumn::OnlyWhen:
        return conditionText(row.entry);
    case ListColumn::Hits:
        return QLocale().toString(qlonglong(known == nullptr ? 0 : known->hits));
    case ListColumn::LastHit:
        return known == nullptr || !known->lastHit ? words(QT_TRANSLATE_NOOP("ListWords", "never"))
                                                   : relativeTime(*known->lastHit, now());
    case ListColumn::Expires:
        if (row.wrongExpiry)
            return qt(*row.wrongExpiry);
        if (isExpired(row.entry))
            return words(QT_TRANSLATE_NOOP("ListWords", "expired"));
        return row.entry.expires ? expiryText(row.entry) : QStringLiteral("—");
    case ListColumn::Scope:
        return scopeText(row.entry);
    case ListColumn::Comment:
        return qt(row.entry.comment);
    }
    return {};
}

QVariant ListCells::expiryToolTip(const ListRow& row) const
{
    if (row.wrongExpiry)
        return wrongExpiryText(*row.wrongExpiry);
    return row.entry.expires ? fullTime(*row.entry.expires)
                             : words(QT_TRANSLATE_NOOP("ListWords", "Counts until it is removed."));
}

QVariant ListCells::toolTip(const ListRow& row, ListColumn column) const
{
    switch (column) {
    case ListColumn::Pattern:
        if (row.entry.author.empty())
            return qt(row.text());
        return words(QT_TRANSLATE_NOOP("ListWords", "%1\nAdded by %2 on %3"))
            .arg(qt(row.text()), qt(row.entry.author), fullTime(row.entry.created));
    case ListColumn::LastHit: {
        const store::ListHit* known = hit(row);
        return known == nullptr || !known->lastHit ? QVariant() : fullTime(*known->lastHit);
    }
    case ListColumn::Expires:
        return expiryToolTip(row);
    case ListColumn::OnlyWhen:
        if (row.entry.condition == model::Condition::SpfPass)
            return words(QT_TRANSLATE_NOOP(
                "ListWords", "Counts only for mail that the sender's domain itself vouches for (SPF)."));
        if (isForgeable(row.entry))
            return words(QT_TRANSLATE_NOOP(
                "ListWords",
                "Anyone can claim to be this sender or host. So this exception does not let in clients from "
                "outside that claim to be local, unless it counts only from an IP range."));
        break;
    default:
        break;
    }
    return text(row, column);
}

QString ListCells::sortKey(const ListRow& row, ListColumn column) const
{
    const store::ListHit* known = hit(row);
    switch (column) {
    case ListColumn::Pattern:
        if (kind == model::ListKind::Ip) {
            if (const auto pattern = model::ListPattern::parse(kind, row.text()))
                return addressKey(*pattern);
        }
        return qt(row.text()).toLower();
    case ListColumn::Hits:
        return number(known == nullptr ? 0 : known->hits);
    case ListColumn::LastHit:
        return number(known == nullptr || !known->lastHit ? 0 : toMicros(*known->lastHit));
    case ListColumn::Expires:
        if (row.wrongExpiry)
            return number(0);
        return number(row.entry.expires ? toMicros(*row.entry.expires)
                                        : std::numeric_limits<std::int64_t>::max());
    default:
        return text(row, column).toLower();
    }
}

bool isExpired(const model::ListEntry& entry)
{
    return entry.expires && *entry.expires <= now();
}

QString scopeText(const model::ListEntry& entry)
{
    return entry.service == 0 ? words(QT_TRANSLATE_NOOP("ListWords", "all services"))
                              : words(QT_TRANSLATE_NOOP("ListWords", "this service"));
}

QString conditionText(const model::ListEntry& entry)
{
    switch (entry.condition) {
    case model::Condition::Always:
        return isForgeable(entry) ? words(QT_TRANSLATE_NOOP("ListWords", "always, not for local names"))
                                  : words(QT_TRANSLATE_NOOP("ListWords", "always"));
    case model::Condition::SpfPass:
        return words(QT_TRANSLATE_NOOP("ListWords", "SPF passes"));
    case model::Condition::FromRange:
        return words(QT_TRANSLATE_NOOP("ListWords", "from %1")).arg(qt(entry.onlyFrom));
    }
    return {};
}

QString expiryText(const model::ListEntry& entry)
{
    if (!entry.expires)
        return {};
    const auto when = QDateTime::fromMSecsSinceEpoch(toMicros(*entry.expires) / 1000);
    return when.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

} // namespace postern::ui
