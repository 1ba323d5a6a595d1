// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSpinBox>

namespace postern::ui {

// A number within the range that validate() demands.
inline QSpinBox* numberBox(int least, int most, const QString& suffix = {})
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setSuffix(suffix);
    box->setGroupSeparatorShown(true);
    return box;
}

} // namespace postern::ui
