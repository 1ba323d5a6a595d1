// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/pins.h"

#include <QIcon>
#include <QString>

namespace postern::ui {

QString expectedText(model::Expected expected); // "Accepted", "Refused"

// What becomes of it, in some words for a column: "Accepted", "Refused: Sender is black-listed", "The service
// is gone".
QString stateText(const preview::PinCheck& check);
// The same for who does not see the icon: "broken: Refused: …".
QString accessibleStateText(const preview::PinCheck& check);
// A tick where it is as it must be, a warning sign where it is not, nothing where that is not known.
QIcon stateIcon(preview::PinState state);

} // namespace postern::ui
