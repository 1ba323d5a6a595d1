// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <string>

namespace postern::ui {

class PasswordEdit;

// Asks for a new password.
class PasswordDialog : public QDialog {
    Q_OBJECT

public:
    explicit PasswordDialog(const QString& mailbox, QWidget* parent = nullptr);

    std::string password() const;

private:
    PasswordEdit* m_password;
};

} // namespace postern::ui
