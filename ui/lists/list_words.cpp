// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_table_model.h"
#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace postern::ui {

namespace {

QString words(const char* text)
{
    return QCoreApplication::translate("ListWords", text);
}

} // namespace

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
        return words(QT_TRANSLATE_NOOP("ListWords", "SPF passes (never yet)"));
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
