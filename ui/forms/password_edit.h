// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>

class QCheckBox;
class QLineEdit;

namespace postern::ui {

// A password, typed once: what was typed can be looked at instead of typed again. Hidden whenever another
// value comes in. Blanks belong to a password.
class PasswordEdit : public QWidget {
    Q_OBJECT

public:
    explicit PasswordEdit(QWidget* parent = nullptr);

    void setValue(const std::string& password);
    std::string value() const;

Q_SIGNALS:
    void edited();

private:
    QLineEdit* m_password;
    QCheckBox* m_show;
};

} // namespace postern::ui
