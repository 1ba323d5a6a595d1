// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>

class QLineEdit;
class QPushButton;

namespace postern::ui {

class Prompter;

// Where a mailbox is delivered to, "maildir:PATH", shown as the path with a button that chooses it.
class MaildirEdit : public QWidget {
    Q_OBJECT

public:
    explicit MaildirEdit(Prompter& prompter, QWidget* parent = nullptr);

    void setValue(const std::string& delivery);
    std::string value() const;
    QLineEdit* path() const { return m_path; }

Q_SIGNALS:
    void edited();

private:
    void choose();

    Prompter& m_prompter;
    QLineEdit* m_path;
    QPushButton* m_choose;
};

} // namespace postern::ui
