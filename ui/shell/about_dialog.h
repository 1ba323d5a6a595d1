// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace postern::ui {

// Help › About Postern: version, what it stands on, licence.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace postern::ui
