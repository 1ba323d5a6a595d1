// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/theme.h"
#include "ui/text/translator.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QPixmap>
#include <QString>
#include <QWidget>

namespace postern::test {

// Saves what a window looks like now to $POSTERN_PICTURES/NAME.png, for people to look at; does nothing where
// that is not set. The scale factor and the language come from the environment of the test.
inline void picture(QWidget* window, const char* name)
{
    const QString folder = qEnvironmentVariable("POSTERN_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    window->grab().save(folder + QStringLiteral("/%1.png").arg(QString::fromLatin1(name)));
}

// For pictures in the theme that $POSTERN_THEME names: "light" or "dark". Call in initTestCase(), and again
// where the settings are cleared.
inline void wearTheme()
{
    const QString theme = qEnvironmentVariable("POSTERN_THEME");
    if (theme.isEmpty())
        return;
    ui::saveTheme(theme == QLatin1String("dark") ? ui::Theme::Dark : ui::Theme::Light); // for main windows
    ui::ThemeSwitch().apply(ui::savedTheme());
}

// The console as one who speaks $POSTERN_LANGUAGE sees it. Call in initTestCase().
inline void speakLanguage()
{
    const QString language = qEnvironmentVariable("POSTERN_LANGUAGE", QStringLiteral("en"));
    QLocale::setDefault(QLocale(language));
    ui::installTranslators(*qApp, QLocale(language));
}

} // namespace postern::test
