// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pins/pin_dialog.h"

#include "preview/pins.h"
#include "ui/forms/form.h"
#include "ui/text/translate.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

// "joe@example.com to jane@domain.com, from 203.0.113.9, by SMTP"
QString mailText(const model::Pin& pin, const QString& service)
{
    const auto mail = preview::mailOf(pin).value_or(preview::PinnedMail());
    const QString client = qt(mail.client);
    if (mail.recipient.empty())
        return PinDialog::tr("A session from %1, by %2").arg(client, service);
    return PinDialog::tr("%1 to %2, from %3, by %4", "sender, recipient, client, service")
        .arg(qt(mail.sender), qt(mail.recipient), client, service);
}

} // namespace

PinDialog::PinDialog(const model::Pin& pin, const QString& service, QWidget* parent)
    : QDialog(parent)
    , m_pin(pin)
    , m_accepted(new QRadioButton(tr("must be &accepted")))
    , m_refused(new QRadioButton(tr("must be &refused")))
    , m_note(new QLineEdit)
{
    setObjectName(QStringLiteral("pinDialog"));
    setWindowTitle(tr("Pin This Message"));
    auto* what = new QLabel(mailText(pin, service));
    what->setObjectName(QStringLiteral("mail"));
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    QFont bold = what->font();
    bold.setBold(true);
    what->setFont(bold);
    m_accepted->setObjectName(QStringLiteral("accepted"));
    m_refused->setObjectName(QStringLiteral("refused"));
    (pin.expected == model::Expected::Accepted ? m_accepted : m_refused)->setChecked(true);
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setMaxLength(int(model::maxPinNote) / 4); // bytes of UTF-8 a character
    m_note->setPlaceholderText(tr("for instance: our best customer"));
    auto* label = new QLabel(tr("&Why:"));
    label->setBuddy(m_note);
    auto* why = new QHBoxLayout;
    why->addWidget(label);
    why->addWidget(m_note, 1);
    auto* explanation = new QLabel(tr("Whoever saves settings that would break this is told before. The pin "
                                      "stays when the log forgets the message; Monitor › Pinned mail shows "
                                      "what becomes of it."));
    explanation->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Pin"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(what);
    layout->addWidget(m_accepted);
    layout->addWidget(m_refused);
    layout->addLayout(why);
    layout->addWidget(explanation);
    layout->addWidget(buttons);
    setMinimumWidth(460);
}

model::Pin PinDialog::pin() const
{
    model::Pin pin = m_pin;
    pin.expected = m_accepted->isChecked() ? model::Expected::Accepted : model::Expected::Refused;
    pin.note = bytes(m_note->text().trimmed());
    return pin;
}

} // namespace postern::ui
