// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/theme.h"

#include "ui/widgets/icons.h"

#include <QApplication>
#include <QSettings>
#include <QStyle>
#include <QStyleFactory>

namespace postern::ui {

namespace {

constexpr auto settingsKey = QLatin1StringView("theme");

struct Tones {
    QColor window;
    QColor base;
    QColor alternate;
    QColor button;
    QColor text;
    QColor faint; // disabled and placeholder text
    QColor highlight;
    QColor link;
    QColor light;
    QColor dark;
};

QPalette paletteOf(const Tones& tones)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tones.window);
    palette.setColor(QPalette::Base, tones.base);
    palette.setColor(QPalette::AlternateBase, tones.alternate);
    palette.setColor(QPalette::Button, tones.button);
    palette.setColor(QPalette::ToolTipBase, tones.alternate);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, tones.text);
        palette.setColor(QPalette::Disabled, role, tones.faint);
    }
    palette.setColor(QPalette::PlaceholderText, tones.faint);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Highlight, tones.highlight);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tones.faint);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, tones.link);
    palette.setColor(QPalette::LinkVisited, tones.link);
    palette.setColor(QPalette::Light, tones.light);
    palette.setColor(QPalette::Midlight, tones.light);
    palette.setColor(QPalette::Mid, tones.dark);
    palette.setColor(QPalette::Dark, tones.dark);
    palette.setColor(QPalette::Shadow, Qt::black);
    return palette;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf({.window = QColor(0xef, 0xf0, 0xf1),
                      .base = Qt::white,
                      .alternate = QColor(0xf6, 0xf7, 0xf8),
                      .button = QColor(0xf4, 0xf5, 0xf6),
                      .text = QColor(0x1f, 0x23, 0x27),
                      .faint = QColor(0x76, 0x7d, 0x84),
                      .highlight = QColor(0x2a, 0x6f, 0xb0),
                      .link = QColor(0x1f, 0x63, 0xa6),
                      .light = Qt::white,
                      .dark = QColor(0xa6, 0xab, 0xb0)});
}

QPalette darkPalette()
{
    return paletteOf({.window = QColor(0x2a, 0x2e, 0x32),
                      .base = QColor(0x1d, 0x20, 0x23),
                      .alternate = QColor(0x24, 0x28, 0x2b),
                      .button = QColor(0x34, 0x39, 0x3e),
                      .text = QColor(0xee, 0xf0, 0xf2),
                      .faint = QColor(0x8f, 0x96, 0x9d),
                      .highlight = QColor(0x2f, 0x78, 0xbd),
                      .link = QColor(0x6c, 0xb2, 0xf0),
                      .light = QColor(0x45, 0x4b, 0x51),
                      .dark = QColor(0x17, 0x19, 0x1b)});
}

namespace {

// Fusion frames the boxes of a table's lines in a darker tone of the window, which a dark table swallows.
QPalette darkTables()
{
    QPalette palette = darkPalette();
    palette.setColor(QPalette::Window, QColor(0x86, 0x8d, 0x94));
    return palette;
}

} // namespace

ThemeSwitch::ThemeSwitch()
    : m_systemStyle(QApplication::style()->name())
{
}

void ThemeSwitch::apply(Theme theme) const
{
    const QString style = theme == Theme::System ? m_systemStyle : QStringLiteral("fusion");
    if (QApplication::style()->name() != style)
        QApplication::setStyle(QStyleFactory::create(style));
    QApplication::setPalette(theme == Theme::System  ? QPalette()
                             : theme == Theme::Light ? lightPalette()
                                                     : darkPalette());
    if (theme == Theme::Dark) {
        QApplication::setPalette(darkTables(), "QAbstractItemView");
        QApplication::setPalette(darkPalette(), "QHeaderView"); // which is one, too
    }
    chooseFallbackIcons(QApplication::palette());
}

Theme savedTheme()
{
    const QString saved = QSettings().value(settingsKey).toString();
    if (saved == QLatin1StringView("dark"))
        return Theme::Dark;
    return saved == QLatin1StringView("light") ? Theme::Light : Theme::System;
}

void saveTheme(Theme theme)
{
    const auto name = theme == Theme::Dark    ? QStringLiteral("dark")
                      : theme == Theme::Light ? QStringLiteral("light")
                                              : QStringLiteral("system");
    QSettings().setValue(settingsKey, name);
}

} // namespace postern::ui
