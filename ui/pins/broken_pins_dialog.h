// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/pins.h"

#include <QDialog>

#include <vector>

namespace postern::ui {

// Before what breaks pinned messages is saved: which these are, and what would become of each. Accepted:
// save anyway.
class BrokenPinsDialog : public QDialog {
    Q_OBJECT

public:
    explicit BrokenPinsDialog(const std::vector<preview::BrokenPin>& broken, QWidget* parent = nullptr);
};

} // namespace postern::ui
