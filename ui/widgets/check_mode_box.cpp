// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/check_mode_box.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

using model::CheckMode;

constexpr int longestLine = 80; // letters

CheckModeBox::CheckModeBox(model::Check check, const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_check(check)
    , m_box(new QCheckBox(text, this))
    , m_enforce(new QRadioButton(tr("enforce"), this))
    , m_monitor(new QRadioButton(tr("monitor"), this))
    , m_refusals(new QLabel(this))
    , m_who(new QPushButton(tr("Who?"), this))
{
    const std::string_view id = model::info(check).id;
    const QString name = QString::fromLatin1(id.data(), qsizetype(id.size()));
    setObjectName(name);
    m_box->setObjectName(name + QStringLiteral(".on"));
    m_enforce->setObjectName(name + QStringLiteral(".enforce"));
    m_monitor->setObjectName(name + QStringLiteral(".monitor"));
    const QString plain = QString(text).remove(u'&');
    m_enforce->setAccessibleName(tr("%1: enforce", "a check").arg(plain));
    m_monitor->setAccessibleName(tr("%1: monitor", "a check").arg(plain));
    m_enforce->setToolTip(tr("Refuses."));
    m_monitor->setToolTip(tr("Refuses nothing, but the log says what it would have refused."));
    setFocusProxy(m_box);

    auto* choice = new QHBoxLayout;
    choice->addWidget(m_box);
    choice->addStretch(1);
    choice->addWidget(m_enforce);
    choice->addWidget(m_monitor);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(choice);
    layout->addLayout(makeRefusals(name, plain));
    setValue(CheckMode::Enforce);

    connect(m_box, &QCheckBox::toggled, this, [this] {
        enableChoice();
        Q_EMIT edited();
    });
    connect(m_enforce, &QRadioButton::toggled, this, &CheckModeBox::edited);
    connect(m_who, &QPushButton::clicked, this, &CheckModeBox::whoWanted);
}

// Indented like the text of the box.
QHBoxLayout* CheckModeBox::makeRefusals(const QString& name, const QString& plain)
{
    m_refusals->setObjectName(name + QStringLiteral(".refusals"));
    m_refusals->setTextFormat(Qt::PlainText);
    m_refusals->setWordWrap(true);
    m_refusals->hide();
    m_who->setObjectName(name + QStringLiteral(".who"));
    m_who->setAccessibleName(tr("%1: who?", "a check").arg(plain));
    m_who->setToolTip(tr("Shows whose messages these are, and what can be done about them."));
    m_who->setMaximumHeight(fontMetrics().height() + 8);
    m_who->hide();
    auto* line = new QHBoxLayout;
    line->setContentsMargins(style()->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, m_box) +
                                 style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing, nullptr, m_box),
                             0, 0, 0);
    line->addWidget(m_refusals);
    line->addWidget(m_who);
    line->addStretch(1);
    return line;
}

QString CheckModeBox::text() const
{
    return m_box->text();
}

CheckMode CheckModeBox::value() const
{
    if (!m_box->isChecked())
        return CheckMode::Off;
    return m_monitor->isChecked() ? CheckMode::Monitor : CheckMode::Enforce;
}

void CheckModeBox::setValue(CheckMode mode)
{
    const QSignalBlocker box(m_box);
    const QSignalBlocker enforce(m_enforce);
    m_box->setChecked(mode != CheckMode::Off);
    (mode == CheckMode::Monitor ? m_monitor : m_enforce)->setChecked(true);
    enableChoice();
}

void CheckModeBox::write(model::Service& service) const
{
    model::CheckSetting& setting = service.checks[m_check];
    setting.mode = value();
    if (setting.mode == model::defaultMode(m_check, service.preset))
        setting.mode.reset();
    if (setting == model::CheckSetting{})
        service.checks.erase(m_check);
}

void CheckModeBox::showRefusals(const QString& text, bool who)
{
    // As wide as it is long, so that the button stands behind it, up to a bound where it breaks.
    const int letter = fontMetrics().averageCharWidth();
    m_refusals->setMinimumWidth(
        std::min(fontMetrics().horizontalAdvance(text) + letter, longestLine * letter));
    m_refusals->setText(text);
    m_refusals->setVisible(!text.isEmpty());
    m_who->setVisible(who);
}

void CheckModeBox::enableChoice()
{
    m_enforce->setEnabled(m_box->isChecked());
    m_monitor->setEnabled(m_box->isChecked());
}

} // namespace postern::ui
