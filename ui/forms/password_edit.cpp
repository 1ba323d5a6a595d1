// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/password_edit.h"

#include "ui/text/translate.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace postern::ui {

PasswordEdit::PasswordEdit(QWidget* parent)
    : QWidget(parent)
    , m_password(new QLineEdit(this))
    , m_show(new QCheckBox(tr("Sho&w"), this))
{
    m_password->setObjectName(QStringLiteral("typedPassword"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    m_show->setObjectName(QStringLiteral("showPassword"));
    m_show->setToolTip(tr("Shows the password as it is typed, to see that it is right."));
    setFocusProxy(m_password);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_password, 1);
    layout->addWidget(m_show);
    connect(m_password, &QLineEdit::textChanged, this, &PasswordEdit::edited);
    connect(m_show, &QCheckBox::toggled, this,
            [this](bool shown) { m_password->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
}

void PasswordEdit::setValue(const std::string& password)
{
    m_show->setChecked(false);
    m_password->setText(qt(password));
}

std::string PasswordEdit::value() const
{
    return bytes(m_password->text());
}

} // namespace postern::ui
