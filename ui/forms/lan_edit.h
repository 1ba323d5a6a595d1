// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/range_list_edit.h"

namespace postern::ui {

// The LAN of the server, wherever it is edited: ranges, with those of this computer's network interfaces
// proposed.
class LanEdit : public RangeListEdit {
    Q_OBJECT

public:
    explicit LanEdit(QWidget* parent = nullptr);

    static QString explanation(); // what it means to be in there, for the note beside the field
};

} // namespace postern::ui
