// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mail_address.h"
#include "ui/forms/password_edit.h"
#include "ui/forms/prompter.h"
#include "ui/text/translate.h"
#include "ui/wizard/steps.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace postern::ui {

namespace {

constexpr auto scheme = QLatin1StringView("maildir:");

} // namespace

MailboxStep::MailboxStep(WizardDraft& draft, Prompter& prompter)
    : WizardStep(
          draft, tr("First mailbox"),
          tr("Its mail is put into a folder, from where a mail program or an IMAP server reads it. It also "
             "gets the mail for postmaster."))
    , m_prompter(prompter)
    , m_address(new QLineEdit)
    , m_folder(new QLineEdit)
    , m_password(new PasswordEdit)
{
    auto* choose = new QPushButton(tr("&Choose…"));
    m_folder->setMinimumWidth(300);
    form().row(QStringLiteral("address"), tr("&Address:"), m_address);
    form().row(QStringLiteral("delivery"), tr("Maildir &folder:"), m_folder, choose);
    explain(tr("Made with the first message, in Maildir form: one file for each message."));
    form().row(QStringLiteral("password"), tr("&Password:"), m_password);
    m_aboutPassword = explain(QString());
    m_aboutPassword->setObjectName(QStringLiteral("aboutPassword"));
    connect(choose, &QPushButton::clicked, this, &MailboxStep::chooseFolder);
    connect(m_address, &QLineEdit::textEdited, this, [this](const QString& address) {
        if (m_folder->text() != m_proposedFolder)
            return;
        m_proposedFolder = proposedMaildir(address);
        m_folder->setText(m_proposedFolder);
    });
}

void MailboxStep::load()
{
    const model::Mailbox& mailbox = draft().configuration.mailboxes.front();
    const QString domain = qt(draft().configuration.domains.front().name);
    // The domain may have changed since the address was proposed.
    const QString name = qt(mailbox.address).section(u'@', 0, 0);
    m_address->setText((name.isEmpty() ? QStringLiteral("postmaster") : name) + u'@' + domain);
    m_proposedFolder = proposedMaildir(m_address->text());
    const QString folder = qt(mailbox.delivery).mid(scheme.size());
    const bool chosen = folder != proposedMaildir(qt(mailbox.address));
    m_folder->setText(chosen ? folder : m_proposedFolder);
    m_password->setValue(draft().password);
    const auto& services = draft().configuration.services;
    const bool logIn = std::any_of(services.begin(), services.end(), [](const model::Service& each) {
        return !each.authentication.mechanisms.empty();
    });
    m_aboutPassword->setText(
        logIn ? tr("For logging in to send mail. Without one nobody can use the submission services yet; it "
                   "can be set later.")
              : tr("For logging in to send mail; it can be set later. Receiving needs none."));
}

void MailboxStep::write()
{
    model::Mailbox& mailbox = draft().configuration.mailboxes.front();
    mailbox.address = comparableAddress(bytes(m_address->text().trimmed())).toString();
    mailbox.delivery = bytes(scheme + m_folder->text().trimmed());
    draft().password = m_password->value();
}

std::vector<model::Problem> MailboxStep::findProblems() const
{
    model::Configuration others = draft().configuration;
    others.mailboxes.clear();
    auto problems = model::validateAmong(draft().configuration.mailboxes.front(), others);
    if (draft().password.size() > 1024)
        problems.push_back(
            {"password",
             model::Severity::Error,
             {QT_TRANSLATE_NOOP("server", "The password is longer than 1024 characters"), {}}});
    return problems;
}

void MailboxStep::chooseFolder()
{
    const QString folder = m_prompter.openFolder(this, tr("Maildir Folder"), m_folder->text());
    if (!folder.isEmpty())
        m_folder->setText(folder);
}

} // namespace postern::ui
