// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/password_dialog.h"

#include "ui/forms/form.h"
#include "ui/forms/password_edit.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace postern::ui {

PasswordDialog::PasswordDialog(const QString& mailbox, QWidget* parent)
    : QDialog(parent)
    , m_password(new PasswordEdit)
{
    setObjectName(QStringLiteral("passwordDialog"));
    setWindowTitle(tr("Password of %1").arg(mailbox));
    auto* form = new Form(this);
    form->row(QStringLiteral("password"), tr("&New password:"), m_password);
    form->note(tr("Only a hash of it (Argon2id) is saved; nobody can read it again."));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QPushButton* ok = buttons->button(QDialogButtonBox::Ok);
    ok->setEnabled(false);
    connect(m_password, &PasswordEdit::edited, this,
            [this, ok] { ok->setEnabled(!m_password->value().empty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(form, 1);
    layout->addWidget(buttons);
}

std::string PasswordDialog::password() const
{
    return m_password->value();
}

} // namespace postern::ui
