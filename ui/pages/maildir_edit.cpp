// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/maildir_edit.h"

#include "ui/forms/prompter.h"
#include "ui/text/translate.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace postern::ui {

namespace {

constexpr auto scheme = QLatin1StringView("maildir:");

} // namespace

MaildirEdit::MaildirEdit(Prompter& prompter, QWidget* parent)
    : QWidget(parent)
    , m_prompter(prompter)
    , m_path(new QLineEdit(this))
    , m_choose(new QPushButton(tr("&Choose…"), this))
{
    m_path->setObjectName(QStringLiteral("maildir"));
    m_path->setPlaceholderText(QStringLiteral("/srv/mail/jane"));
    m_choose->setObjectName(QStringLiteral("chooseMaildir"));
    setFocusProxy(m_path);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_path, 1);
    layout->addWidget(m_choose);
    connect(m_path, &QLineEdit::textChanged, this, &MaildirEdit::edited);
    connect(m_choose, &QPushButton::clicked, this, &MaildirEdit::choose);
}

void MaildirEdit::setValue(const std::string& delivery)
{
    QString text = qt(delivery);
    if (text.startsWith(scheme))
        text.remove(0, scheme.size());
    m_path->setText(text);
}

std::string MaildirEdit::value() const
{
    const QString path = m_path->text().trimmed();
    return path.isEmpty() ? std::string() : bytes(scheme + path);
}

void MaildirEdit::choose()
{
    const QString folder = m_prompter.openFolder(window(), tr("Maildir Folder"), m_path->text());
    if (!folder.isEmpty())
        m_path->setText(folder);
}

} // namespace postern::ui
