// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/live_status.h"
#include "ui/data/service_address.h"
#include "ui/pages/service_row.h"
#include "ui/text/translate.h"
#include "ui/wizard/final_steps.h"
#include "ui/wizard/test_message.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>

#include <algorithm>

namespace postern::ui {

namespace {

// That takes mail without a log-in.
const model::Service* firstRunning(const Overview& overview)
{
    const auto& services = overview.configuration.services;
    const auto running = std::find_if(services.begin(), services.end(), [&](const model::Service& each) {
        return each.mode(model::Check::AuthRequired) != model::CheckMode::Enforce &&
               serviceState(overview, each).kind == ServiceState::Kind::Running;
    });
    return running == services.end() ? nullptr : &*running;
}

} // namespace

ReadyStep::ReadyStep(WizardDraft& draft, LiveStatus& live)
    : WizardStep(draft, tr("This server is set up"),
                 tr("Saved as the first revision. The services start now."))
    , m_live(live)
    , m_services(new ServiceTableModel(this))
    , m_view(new QTreeView)
    , m_headline(new QLabel)
    , m_send(new QPushButton(tr("Send a &test message")))
    , m_answer(new QLabel)
    , m_test(new TestMessage(this))
{
    m_view->setModel(m_services);
    m_view->setRootIsDecorated(false);
    m_view->setSelectionMode(QAbstractItemView::NoSelection);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->header()->setSectionResizeMode(ServiceTableModel::State, QHeaderView::Stretch);
    m_headline->setObjectName(QStringLiteral("headline"));
    m_headline->setWordWrap(true);
    m_answer->setObjectName(QStringLiteral("answer"));
    m_answer->setWordWrap(true);
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_send->setObjectName(QStringLiteral("sendTest"));
    QFont font = m_headline->font();
    font.setBold(true);
    m_headline->setFont(font);
    form().plain(m_headline);
    form().wide(QStringLiteral("services"), QString(), m_view, true);
    m_view->setAccessibleName(tr("Services"));
    auto* foot = new QWidget;
    foot->setFocusProxy(m_send);
    auto* side = new QHBoxLayout(foot);
    side->setContentsMargins(0, 0, 0, 0);
    side->addWidget(m_send, 0, Qt::AlignTop);
    side->addWidget(m_answer, 1);
    form().plain(foot);
    connect(&live, &LiveStatus::changed, this, &ReadyStep::refresh);
    connect(m_send, &QPushButton::clicked, this, &ReadyStep::sendTest);
    connect(m_test, &TestMessage::finished, this, &ReadyStep::showAnswer);
}

void ReadyStep::load()
{
    refresh();
}

void ReadyStep::refresh()
{
    const Overview& overview = m_live.overview();
    m_services->setRecords(serviceRows(overview));
    const model::Service* running = firstRunning(overview);
    m_send->setEnabled(running != nullptr && !m_test->busy());
    const QString address = qt(draft().configuration.mailboxes.front().address);
    m_headline->setText(running == nullptr
                            ? tr("No service is running yet.")
                            : tr("Mail for %1 is received on port %2.").arg(address).arg(running->port));
}

void ReadyStep::sendTest()
{
    const model::Service* running = firstRunning(m_live.overview());
    if (running == nullptr)
        return;
    m_answer->setText(tr("Sending…"));
    m_test->send(
        {qt(nearAddress(*running)), running->port, qt(draft().configuration.mailboxes.front().address)});
    m_send->setEnabled(false);
}

void ReadyStep::showAnswer(bool accepted, const QString& answer)
{
    const QString folder = qt(draft().configuration.mailboxes.front().delivery).section(u':', 1);
    m_answer->setText(
        accepted ? tr("Received. The message is in %1/new. The server answered: %2").arg(folder, answer)
                 : tr("Not received. The server answered: %1").arg(answer));
    refresh();
}

} // namespace postern::ui
