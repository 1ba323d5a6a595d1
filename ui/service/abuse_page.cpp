// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/abuse_page.h"

#include "policy/reply.h"
#include "ui/service/check_table.h"

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
