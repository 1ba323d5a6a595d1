// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/mailboxes_page.h"

#include "base/mail_address.h"
#include "base/password_hash.h"
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/forms/range_list_edit.h"
#include "ui/pages/maildir_edit.h"
#include "ui/pages/password_dialog.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace postern::ui {

namespace {

QString aliasesText(const model::Mailbox& mailbox)
{
    QStringList texts;
    for (const std::string& each : mailbox.aliases)
        texts += qt(each);
    return texts.join(QStringLiteral(", "));
}

QString passwordText(const model::Mailbox& mailbox)
{
    return mailbox.passwordHash.empty() ? QCoreApplication::translate("MailboxTable", "none")
                                        : QCoreApplication::translate("MailboxTable", "set");
}

constexpr Column<model::Mailbox> mailboxColumns[] = {
    {.title = QT_TRANSLATE_NOOP("MailboxTable", "Address"),
     .text = [](const model::Mailbox& mailbox) { return qt(mailbox.address); }},
    {.title = QT_TRANSLATE_NOOP("MailboxTable", "Delivered to"),
     .text = [](const model::Mailbox& mailbox) { return qt(mailbox.delivery).section(u':', 1); }},
    {.title = QT_TRANSLATE_NOOP("MailboxTable", "Other addresses"), .text = aliasesText},
    {.title = QT_TRANSLATE_NOOP("MailboxTable", "Password"), .text = passwordText},
};

LineGrammar mailAddresses(const QString& meaning, const QString& example)
{
    LineGrammar grammar;
    grammar.parse = [meaning](const std::string& typed) -> Result<LineGrammar::Line> {
        const auto address = parseMailAddress(typed);
        if (!address)
            return failFrom(address);
        return LineGrammar::Line{address->toString(), meaning};
    };
    grammar.column = MailboxesPage::tr("Address");
    grammar.example = example;
    return grammar;
}

} // namespace

MailboxesPage::MailboxesPage(Console& console)
    : RecordPage(console, &model::Configuration::mailboxes, "MailboxTable", mailboxColumns,
                 {.field = "mailboxes",
                  .listName = tr("Mailboxes"),
                  .add = tr("&New mailbox"),
                  .remove = tr("Re&move mailbox"),
                  .empty = tr("There is no mailbox yet, so all mail for your domains is refused. Add one.")})
    , m_address(new QLineEdit)
    , m_delivery(new MaildirEdit(console.prompter()))
    , m_aliases(
          new RangeListEdit(mailAddresses(tr("its mail comes here too"), QStringLiteral("info@example.com"))))
    , m_forward(new RangeListEdit(
          mailAddresses(tr("gets a copy of everything"), QStringLiteral("jane@example.org"))))
{
    setObjectName(QStringLiteral("mailboxesPage"));
    form().row(QStringLiteral("address"), tr("A&ddress:"), m_address);
    form().row(QStringLiteral("delivery"), tr("Ma&ildir folder:"), m_delivery);
    makePasswordRow();
    form().wide(QStringLiteral("aliases"), tr("Other addresses of this mail&box:"), m_aliases);
    form().wide(QStringLiteral("forward"), tr("For&ward to:"), m_forward);
    m_rewriteSender = new QCheckBox(tr("Send it o&n as this mailbox"));
    form().row(QStringLiteral("rewrite_sender"), m_rewriteSender);
    form().note(
        tr("A mailbox without a folder only forwards. Forwarded mail keeps its sender, whose SPF record may "
           "not allow this server: the other side may refuse it. Sent on as this mailbox it passes, and "
           "reports of failures come to this mailbox in place of the first sender; what From: says stays."));
    binder().bind(m_address, &model::Mailbox::address);
    binder().bind(m_delivery, &model::Mailbox::delivery);
    binder().bind(m_aliases, &model::Mailbox::aliases);
    binder().bind(m_forward, &model::Mailbox::forward);
    binder().bind(m_rewriteSender, &model::Mailbox::rewriteSender);
    start();
}

void MailboxesPage::makePasswordRow()
{
    auto* row = new QWidget;
    m_passwordState = new QLabel(row);
    m_passwordState->setObjectName(QStringLiteral("passwordState"));
    m_setPassword = new QPushButton(tr("&Set password…"), row);
    m_setPassword->setObjectName(QStringLiteral("setPassword"));
    m_removePassword = new QPushButton(tr("Remove &password"), row);
    m_removePassword->setObjectName(QStringLiteral("removePassword"));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_passwordState);
    layout->addWidget(m_setPassword);
    layout->addWidget(m_removePassword);
    layout->addStretch();
    form().row(QStringLiteral("password"), tr("Password:"), row);
    connect(m_setPassword, &QPushButton::clicked, this, &MailboxesPage::setPassword);
    connect(m_removePassword, &QPushButton::clicked, this, [this] {
        edit([](model::Mailbox& mailbox) {
            mailbox.passwordHash.clear();
            mailbox.scramKeys.clear();
        });
    });
}

QString MailboxesPage::title() const
{
    return tr("Mailboxes");
}

model::Mailbox MailboxesPage::stored(const model::Mailbox& shown) const
{
    model::Mailbox mailbox = shown;
    mailbox.address = comparableAddress(mailbox.address).toString();
    for (std::string& each : mailbox.aliases)
        each = comparableAddress(each).toString();
    for (std::string& each : mailbox.forward)
        each = comparableAddress(each).toString();
    return mailbox;
}

model::Mailbox MailboxesPage::makeNew() const
{
    const model::Configuration now = draft();
    model::Mailbox mailbox;
    if (!now.domains.empty())
        mailbox.address = '@' + now.domains.front().name;
    return mailbox;
}

std::vector<model::Problem> MailboxesPage::problemsOf(const model::Mailbox& mailbox,
                                                      const model::Configuration& others) const
{
    return model::validateAmong(mailbox, others);
}

void MailboxesPage::follow(const model::Mailbox* mailbox)
{
    const bool set = mailbox != nullptr && !mailbox->passwordHash.empty();
    m_passwordState->setText(set ? tr("set") : tr("none: cannot log in"));
    m_removePassword->setEnabled(set);
}

// Hashing takes its time on purpose: off the GUI thread. The row may be another one when it is done.
void MailboxesPage::setPassword()
{
    if (current() == nullptr)
        return;
    PasswordDialog dialog(qt(current()->address), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const model::Id id = current()->id;
    console().store().run(
        this, [password = dialog.password()](store::Store&) { return keepPassword(password); },
        [this, id](const Result<KeptPassword>& kept) {
            if (!kept)
                console().prompter().tell(this, tr("Set Password"), translate(kept.error()));
            else if (current() != nullptr && current()->id == id)
                edit([&kept](model::Mailbox& mailbox) {
                    mailbox.passwordHash = kept->hash;
                    mailbox.scramKeys = kept->scramKeys;
                });
        });
}

} // namespace postern::ui
