// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/service_state.h"

#include <QIcon>
#include <QPalette>

namespace postern::ui {

// An icon by its freedesktop.org name: the desktop's theme, else Breeze, else one of our own.
QIcon icon(const char* name);
// What icon() falls back to must suit the palette: call at start and when the palette changed.
void chooseFallbackIcons(const QPalette& palette);

// The same shape in one color: for selected lines, on whose highlight most icons cannot be seen.
QIcon inColor(const QIcon& icon, const QSize& size, qreal pixelRatio, const QColor& color);

// The round mark of a service's state; told apart by shape as well as by colour. Where it is selected it has
// a white rim, so that its colour stands out from the highlight.
QIcon stateIcon(ServiceState::Kind kind);

bool isDark(const QPalette& palette);

} // namespace postern::ui
