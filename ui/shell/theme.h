// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QString>

#include <cstdint>

namespace postern::ui {

// View › Theme. System takes style and palette as the desktop gives them; the others bring their own.
enum class Theme : std::uint8_t { System, Light, Dark };

Theme savedTheme(); // from the settings
void saveTheme(Theme theme);

// Changes all windows, at once. Made once, before any theme is applied: it remembers what the desktop gave.
class ThemeSwitch {
public:
    ThemeSwitch();
    void apply(Theme theme) const;

private:
    QString m_systemStyle;
};

QPalette lightPalette();
QPalette darkPalette();

} // namespace postern::ui
