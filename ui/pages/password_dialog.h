// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace postern::ui {

// Asks for a new password, twice.
class PasswordDialog : public QDialog {
    Q_OBJECT

public:
    explicit PasswordDialog(const QString& mailbox, QWidget* parent = nullptr);

    QString password() const;

private:
    void compare();

    QLineEdit* m_password;
    QLineEdit* m_again;
    QLabel* m_hint;
    QDialogButtonBox* m_buttons;
};

} // namespace postern::ui
