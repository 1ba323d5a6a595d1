// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/entry_dialog.h"

#include "ui/forms/binder.h"
#include "ui/forms/form.h"
#include "ui/lists/expiry_edit.h"
#include "ui/text/translate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace postern::ui {

using model::Condition;

EntryDialog::EntryDialog(const ListRow& row, model::Id service, QWidget* parent)
    : QDialog(parent)
    , m_row(row)
    , m_service(service)
    , m_pattern(new QLineEdit)
    , m_enabled(new QCheckBox(tr("This line c&ounts")))
    , m_expires(new ExpiryEdit)
    , m_scope(new QComboBox)
    , m_comment(new QLineEdit)
    , m_wrong(new QLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    const bool white = row.entry.color == model::ListColor::White;
    setWindowTitle(white ? tr("Exception") : tr("Black List Line"));
    auto* form = new Form(this);
    form->row(QStringLiteral("pattern"), tr("&Pattern:"), m_pattern);
    m_meaning = form->note({});
    form->row(QStringLiteral("enabled"), m_enabled);
    form->row(QStringLiteral("expires"), tr("&Expires:"), m_expires);
    m_scope->addItem(tr("this service"), false);
    m_scope->addItem(tr("all services"), true);
    form->row(QStringLiteral("scope"), tr("&Applies to:"), m_scope);
    if (white)
        addCondition(*form);
    form->row(QStringLiteral("comment"), tr("&Comment:"), m_comment);
    if (!row.entry.author.empty() && row.entry.id > 0)
        form->note(tr("Added by %1 on %2").arg(qt(row.entry.author), fullTime(row.entry.created)));
    m_wrong->setObjectName(QStringLiteral("wrong"));
    m_wrong->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(form);
    layout->addWidget(m_wrong);
    layout->addStretch(1);
    layout->addWidget(m_buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 76);
    resize(minimumWidth(), 1);

    m_pattern->setMaxLength(int(model::maxPatternLength) + 8);
    m_pattern->setText(qt(row.text()));
    m_enabled->setChecked(row.entry.enabled);
    m_expires->setValue(row.entry.expires, row.wrongExpiry);
    m_scope->setCurrentIndex(row.entry.service == 0 ? 1 : 0);
    m_comment->setText(qt(row.entry.comment));
    connect(m_pattern, &QLineEdit::textChanged, this, &EntryDialog::update);
    connect(m_expires, &ExpiryEdit::edited, this, &EntryDialog::update);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    update();
    m_pattern->setFocus();
}

void EntryDialog::addCondition(Form& form)
{
    m_condition = new QComboBox;
    m_onlyFrom = new QLineEdit;
    addChoice(*m_condition, Condition::Always, tr("always"));
    addChoice(*m_condition, Condition::FromRange, tr("the client is in this IP range"));
    addChoice(*m_condition, Condition::SpfPass, tr("SPF passes"));
    m_onlyFrom->setPlaceholderText(QStringLiteral("192.0.2.0/24"));
    form.row(QStringLiteral("condition"), tr("Counts &when:"), m_condition);
    form.row(QStringLiteral("onlyFrom"), tr("IP &range:"), m_onlyFrom);
    m_lifts = form.note({});
    m_condition->setCurrentIndex(m_condition->findData(int(m_row.entry.condition)));
    m_onlyFrom->setText(qt(m_row.entry.onlyFrom));
    connect(m_condition, &QComboBox::currentIndexChanged, this, &EntryDialog::update);
    connect(m_onlyFrom, &QLineEdit::textChanged, this, &EntryDialog::update);
}

ListRow EntryDialog::value() const
{
    ListRow row = withText(m_row, bytes(m_pattern->text().trimmed()));
    row.entry.enabled = m_enabled->isChecked();
    row.entry.expires = m_expires->value();
    row.wrongExpiry.reset(); // OK waits for a date
    row.entry.service = m_scope->currentData().toBool() ? 0 : m_service;
    row.entry.comment = bytes(m_comment->text().trimmed());
    if (m_condition == nullptr)
        return row;
    binding::read(*m_condition, row.entry.condition);
    row.entry.onlyFrom.clear();
    if (row.entry.condition == Condition::FromRange) {
        const auto range = IpRange::parse(bytes(m_onlyFrom->text().trimmed()));
        row.entry.onlyFrom = range ? range->toString() : std::string();
    }
    return row;
}

QString EntryDialog::wrong() const
{
    const ListRow row = value();
    if (row.invalid)
        return meaningOf(row.entry.kind, *row.invalid);
    if (!m_expires->isValid())
        return wrongExpiryText(bytes(m_expires->currentText().trimmed()));
    if (row.entry.condition == Condition::FromRange && row.entry.onlyFrom.empty()) {
        const auto range = IpRange::parse(bytes(m_onlyFrom->text().trimmed()));
        return range ? QString() : tr("IP range: %1").arg(translate(range.error()));
    }
    return {};
}

void EntryDialog::update()
{
    const ListRow row = value();
    m_meaning->setText(row.invalid ? QString() : meaningOf(row.entry.kind, row.text()));
    if (m_condition != nullptr) {
        m_onlyFrom->setEnabled(row.entry.condition == Condition::FromRange);
        m_lifts->setText(
            isForgeable(row.entry)
                ? tr("Anyone can claim to be this sender or host. So this lifts the black lists, but not "
                     "“claiming to "
                     "be local” or “local HELO arguments”. Tie it to an IP range to lift these too.")
            : row.entry.condition == Condition::SpfPass
                ? tr("Counts for mail that the sender's domain itself vouches for (SPF). It costs a look-up "
                     "in the DNS, and while the "
                     "DNS does not answer, the exception does not count.")
                : QString());
        m_lifts->setVisible(!m_lifts->text().isEmpty());
    }
    const QString trouble = wrong();
    m_wrong->setText(trouble);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, problemColor(model::Severity::Error, colors));
    m_wrong->setPalette(colors);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(trouble.isEmpty());
    // Texts that wrap may need more height than before.
    const int needed = layout()->totalHeightForWidth(std::max(width(), minimumWidth()));
    resize(std::max(width(), minimumWidth()), std::max(height(), needed));
}

} // namespace postern::ui
