// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/abuse_page.h"

#include "policy/reply.h"
#include "ui/service/check_table.h"
#include "ui/service/number_box.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace postern::ui {

AbusePage::AbusePage()
    : ServicePage(QStringLiteral("abuse"), tr("Abuse"))
    , m_checks(new CheckTable)
{
    auto* reset = new QPushButton(tr("Set to &Defaults"));
    reset->setObjectName(QStringLiteral("checks.reset"));
    reset->setAutoDefault(false);
    reset->setEnabled(false);

    addGreylisting();
    form().wide(QStringLiteral("checks"), tr("&Checks and what they say:"), m_checks, true);
    form().plain(reset);
    QStringList placeholders;
    for (const std::string_view each : policy::replyPlaceholders())
        placeholders.append(qt(std::string(each)));
    form().note(tr("Replies may hold %1. Each ends with the reference of the log entry where {reference} is "
                   "left out. "
                   "Monitor counts and logs what would be refused, and refuses nothing.")
                    .arg(placeholders.join(u' ')));

    binder().bind(m_checks, &model::Service::checks);
    connect(reset, &QPushButton::clicked, m_checks, &CheckTable::resetSelected);
    connect(m_checks, &QTableWidget::itemSelectionChanged, reset,
            [this, reset] { reset->setEnabled(!m_checks->selectedItems().isEmpty()); });
}

// Whether it is on at all is a check like the others.
void AbusePage::addGreylisting()
{
    using model::Greylisting;
    using model::Service;
    QSpinBox* delay = numberBox(1, 86'400, tr(" s"));
    QSpinBox* retry = numberBox(1, 720, tr(" h"));
    QSpinBox* keep = numberBox(1, 400, tr(" days"));
    QSpinBox* passes = numberBox(0, 1'000'000, tr(" retries"));
    passes->setSpecialValueText(tr("never"));
    delay->setToolTip(tr("A mail server that tries again after this time is let in; sooner, it is not."));
    retry->setToolTip(tr("A retry that comes later is a first try again."));
    keep->setToolTip(
        tr("Whoever has tried again in time need not once more, for so long after the last message."));
    passes->setToolTip(tr("A network from which so many have tried again in time is let in at once."));
    form().row(QStringLiteral("greylisting.delay_seconds"), tr("&Greylisting takes a retry after:"), delay);
    form().row(QStringLiteral("greylisting.retry_hours"), tr("… and &for:"), retry);
    form().row(QStringLiteral("greylisting.keep_days"), tr("… &knows who retried for:"), keep);
    form().row(QStringLiteral("greylisting.passes"), tr("… &trusts a network after:"), passes);
    binder().bind(delay, &Service::greylisting, &Greylisting::delaySeconds);
    binder().bind(retry, &Service::greylisting, &Greylisting::retryHours);
    binder().bind(keep, &Service::greylisting, &Greylisting::keepDays);
    binder().bind(passes, &Service::greylisting, &Greylisting::passes);
}

void AbusePage::setMode(model::Check check, model::CheckMode mode)
{
    m_checks->setMode(check, mode);
}

QWidget* AbusePage::reveal(const QString& field)
{
    const QString prefix = m_checks->objectName() + u'.';
    if (field.startsWith(prefix)) {
        if (const auto check = model::checkById(bytes(field.mid(prefix.size()))))
            m_checks->select(*check);
    }
    return ServicePage::reveal(field);
}

void AbusePage::load(const model::Service& service)
{
    m_checks->setPreset(service.preset);
    ServicePage::load(service);
}

// Two people may each have changed another check.
void AbusePage::writeChanges(model::Service& service, const model::Service& loaded) const
{
    const auto theirs = service.checks;
    ServicePage::writeChanges(service, loaded);
    const auto mine = m_checks->value();
    service.checks = theirs;
    for (const model::CheckInfo& info : model::checks()) {
        const auto before = loaded.checks.find(info.check);
        const auto now = mine.find(info.check);
        const bool wasThere = before != loaded.checks.end();
        const bool isThere = now != mine.end();
        if (wasThere == isThere && (!isThere || before->second == now->second))
            continue;
        if (isThere)
            service.checks[info.check] = now->second;
        else
            service.checks.erase(info.check);
    }
}

} // namespace postern::ui
