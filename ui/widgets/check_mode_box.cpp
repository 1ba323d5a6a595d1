// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/check_mode_box.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QSignalBlocker>

namespace postern::ui {

using model::CheckMode;

CheckModeBox::CheckModeBox(model::Check check, const QString& text, QWidget* parent)
    : QWidget(parent)
    , m_check(check)
    , m_box(new QCheckBox(text, this))
    , m_enforce(new QRadioButton(tr("enforce"), this))
    , m_monitor(new QRadioButton(tr("monitor"), this))
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

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_box);
    layout->addStretch(1);
    layout->addWidget(m_enforce);
    layout->addWidget(m_monitor);
    setValue(CheckMode::Enforce);

    connect(m_box, &QCheckBox::toggled, this, [this] {
        enableChoice();
        Q_EMIT edited();
    });
    connect(m_enforce, &QRadioButton::toggled, this, &CheckModeBox::edited);
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

void CheckModeBox::enableChoice()
{
    m_enforce->setEnabled(m_box->isChecked());
    m_monitor->setEnabled(m_box->isChecked());
}

} // namespace postern::ui
