// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_cells.h"

#include "base/domain_name.h"
#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
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

} // namespace

const store::ListHit* ListHits::find(model::Id entry) const
{
    const auto found =
        std::lower_bound(m_hits.begin(), m_hits.end(), entry,
                         [](const store::ListHit& hit, model::Id wanted) { return hit.entry < wanted; });
    return found == m_hits.end() || found->entry != entry ? nullptr : &*found;
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

// Addresses sort as numbers, IPv4 before IPv6, and what is none behind them.
std::string ListCells::addressKey(const SharedRow& row) const
{
    const auto pattern =
        row.invalid() ? std::nullopt : std::optional(model::ListPattern::parse(kind, row.pattern()));
    if (!pattern || !*pattern)
        return '9' + lowerAscii(row.typed());
    const IpAddress& first = (*pattern)->range.first;
    return std::string(1, first.isV4() ? '4' : '6')
        .append(reinterpret_cast<const char*>(first.bytes().data()), first.bytes().size());
}

std::int64_t ListCells::number(const SharedRow& row, ListColumn column) const
{
    if (column == ListColumn::Expires) {
        const auto expires = row.expires();
        return row.wrongExpiry() ? 0
               : expires         ? toMicros(*expires)
                                 : std::numeric_limits<std::int64_t>::max();
    }
    const store::ListHit* known = hits->find(row.id());
    if (known == nullptr)
        return 0;
    return column == ListColumn::Hits ? known->hits : known->lastHit ? toMicros(*known->lastHit) : 0;
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
