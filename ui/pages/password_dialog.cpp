// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/password_dialog.h"

#include "ui/forms/form.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace postern::ui {

PasswordDialog::PasswordDialog(const QString& mailbox, QWidget* parent)
    : QDialog(parent)
    , m_password(new QLineEdit)
    , m_again(new QLineEdit)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setObjectName(QStringLiteral("passwordDialog"));
    setWindowTitle(tr("Password of %1").arg(mailbox));
    auto* form = new Form(this);
    for (QLineEdit* edit : {m_password, m_again}) {
        edit->setEchoMode(QLineEdit::Password);
        edit->setMinimumWidth(260);
        connect(edit, &QLineEdit::textChanged, this, &PasswordDialog::compare);
    }
    form->row(QStringLiteral("password"), tr("&New password:"), m_password);
    form->row(QStringLiteral("passwordAgain"), tr("&Once more:"), m_again);
    m_hint = form->note(QString());
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(form, 1);
    layout->addWidget(m_buttons);
    compare();
}

QString PasswordDialog::password() const
{
    return m_password->text();
}

void PasswordDialog::compare()
{
    const bool same = m_password->text() == m_again->text();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(same && !m_password->text().isEmpty());
    m_hint->setText(same || m_again->text().isEmpty()
                        ? tr("Only a hash of it (Argon2id) is saved; nobody can read it again.")
                        : tr("The two are not the same."));
}

} // namespace postern::ui
