// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/translator.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace postern::ui {

void installTranslators(QCoreApplication& application, const QLocale& locale)
{
    const auto install = [&](const QLocale& language, const QString& name, const QString& folder) {
        auto* translator = new QTranslator(&application);
        if (translator->load(language, name, QStringLiteral("_"), folder))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    const QString own = QStringLiteral(":/i18n");
    // English knows "1 day ago" besides "2 days ago", and is what is spoken where nothing else is.
    install(QLocale(QLocale::English), QStringLiteral("postern"), own);
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    if (locale.language() != QLocale::English)
        install(locale, QStringLiteral("postern"), own);
}

} // namespace postern::ui
