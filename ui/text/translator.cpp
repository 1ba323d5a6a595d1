// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/translator.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace postern::ui {

void installTranslators(QCoreApplication& application, const QLocale& locale)
{
    const auto install = [&](const QString& name, const QString& folder) {
        auto* translator = new QTranslator(&application);
        if (translator->load(locale, name, QStringLiteral("_"), folder))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    install(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("postern"), QStringLiteral(":/i18n"));
}

} // namespace postern::ui
