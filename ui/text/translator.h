// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;
class QLocale;

namespace postern::ui {

// Our own texts and Qt's in the language of `locale`; nothing where there is no translation. Before the first
// window.
void installTranslators(QCoreApplication& application, const QLocale& locale);

} // namespace postern::ui
