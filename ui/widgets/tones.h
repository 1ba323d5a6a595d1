// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

// Middle tones, so that they stand out from a light and from a dark background alike.
namespace postern::ui::tone {

inline constexpr QColor green(0x2a, 0x9d, 0x5a);
inline constexpr QColor amber(0xc9, 0x85, 0x12);
inline constexpr QColor red(0xd6, 0x45, 0x45);
inline constexpr QColor grey(0x8a, 0x92, 0x9a);

} // namespace postern::ui::tone
