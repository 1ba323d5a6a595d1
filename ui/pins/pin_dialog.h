// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/pin.h"

#include <QDialog>

class QLineEdit;
class QRadioButton;

namespace postern::ui {

// Pins a message of the log: what must become of it, and why.
class PinDialog : public QDialog {
    Q_OBJECT

public:
    // `service` by name.
    PinDialog(const model::Pin& pin, const QString& service, QWidget* parent = nullptr);

    model::Pin pin() const; // as it was chosen; author and time are not filled in

private:
    model::Pin m_pin;
    QRadioButton* m_accepted;
    QRadioButton* m_refused;
    QLineEdit* m_note;
};

} // namespace postern::ui
