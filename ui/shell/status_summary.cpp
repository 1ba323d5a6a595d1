// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_summary.h"

#include "ui/data/live_status.h"
#include "ui/data/local_engine.h"
#include "ui/shell/notice_button.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStyle>

#include <algorithm>

namespace postern::ui {

namespace {

using Kind = ServiceState::Kind;

constexpr int trafficGap = 18;

QString words(const char* text, int n = -1)
{
    return QCoreApplication::translate("StatusSummary", text, nullptr, n);
}

QString localTrouble(const LocalEngine& local)
{
    switch (local.state()) {
    case LocalEngine::State::Starting:
        return words(QT_TRANSLATE_NOOP("StatusSummary", "Engine in this process: starting"));
    case LocalEngine::State::Stopping:
        return words(QT_TRANSLATE_NOOP("StatusSummary", "Engine in this process: stopping"));
    case LocalEngine::State::Failed:
        return words(QT_TRANSLATE_NOOP("StatusSummary", "The engine cannot start: %1")).arg(local.problem());
    case LocalEngine::State::Off:
    case LocalEngine::State::Running: // but it has not spoken up yet
        break;
    }
    return words(QT_TRANSLATE_NOOP("StatusSummary", "No engine is running: no mail is received"));
}

bool hasFailedService(const Overview& overview)
{
    const auto& services = overview.configuration.services;
    return std::any_of(services.begin(), services.end(), [&](const model::Service& each) {
        return serviceState(overview, each).kind == Kind::Failed;
    });
}

QString engineName(const Overview& overview, qint64 ownProcess)
{
    if (overview.nodes.size() > 1)
        return words(QT_TRANSLATE_N_NOOP("StatusSummary", "%n engines"), int(overview.nodes.size()));
    const model::NodeStatus& node = overview.nodes.front();
    if (node.process == ownProcess)
        return words(QT_TRANSLATE_NOOP("StatusSummary", "Engine in this process"));
    return words(QT_TRANSLATE_NOOP("StatusSummary", "Engine \"%1\" (process %2)"))
        .arg(qt(node.node))
        .arg(node.process);
}

QString revisionText(const Overview& overview)
{
    const int holding = overview.nodesInForce();
    const int all = int(overview.nodes.size());
    const QString pattern =
        holding == all ? words(QT_TRANSLATE_NOOP("StatusSummary", "saved rev %1 = in force on %2 of %3"))
                       : words(QT_TRANSLATE_NOOP("StatusSummary", "saved rev %1, in force on %2 of %3"));
    return pattern.arg(overview.revision).arg(holding).arg(all);
}

} // namespace

StatusTexts statusTexts(const Overview& overview, const QString& trouble, const LocalEngine& local,
                        qint64 ownProcess)
{
    StatusTexts texts;
    if (!trouble.isEmpty()) {
        texts.kind = Kind::Failed;
        texts.engine = trouble;
        return texts;
    }
    if (overview.nodes.empty()) {
        const auto state = local.state();
        texts.kind = state == LocalEngine::State::Failed     ? Kind::Failed
                     : state == LocalEngine::State::Starting ? Kind::Starting
                                                             : Kind::NoEngine;
        texts.engine = localTrouble(local);
        return texts;
    }
    texts.kind = hasFailedService(overview) ? Kind::Failed : Kind::Running;
    texts.engine =
        words(QT_TRANSLATE_NOOP("StatusSummary", "%1: running")).arg(engineName(overview, ownProcess));
    texts.revisions = revisionText(overview);
    const QLocale locale;
    const store::EventCounts& counts = overview.lastHour;
    texts.traffic = words(QT_TRANSLATE_NOOP("StatusSummary", "%1 accepted, %2 refused/h"))
                        .arg(locale.toString(qlonglong(counts.accepted)),
                             locale.toString(qlonglong(counts.rejected + counts.deferred)));
    return texts;
}

StatusSummary::StatusSummary(LiveStatus& live, LocalEngine& local, QWidget* parent)
    : QWidget(parent)
    , m_live(live)
    , m_local(local)
    , m_mark(new QLabel(this))
    , m_engine(new QLabel(this))
    , m_notices(new NoticeButton(this))
    , m_revisions(new QLabel(this))
    , m_traffic(new QLabel(this))
{
    m_engine->setObjectName(QStringLiteral("statusEngine"));
    m_revisions->setObjectName(QStringLiteral("statusRevisions"));
    m_traffic->setObjectName(QStringLiteral("statusTraffic"));
    m_traffic->setToolTip(tr("Recipients in the last hour. Deferred ones count as refused."));
    m_engine->setSizePolicy(QSizePolicy::Ignored,
                            QSizePolicy::Preferred); // a long reason must not widen the window
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 6, 0);
    layout->addWidget(m_mark);
    layout->addWidget(m_engine, 1);
    layout->addWidget(m_notices);
    layout->addWidget(m_revisions);
    layout->addSpacing(trafficGap);
    layout->addWidget(m_traffic);
    connect(&live, &LiveStatus::changed, this, &StatusSummary::refresh);
    connect(&local, &LocalEngine::changed, this, &StatusSummary::refresh);
    connect(m_notices, &NoticeButton::chosen, this, &StatusSummary::chosen);
    refresh();
}

void StatusSummary::refresh()
{
    const StatusTexts texts =
        statusTexts(m_live.overview(), m_live.trouble(), m_local, QCoreApplication::applicationPid());
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_mark->setPixmap(stateIcon(texts.kind).pixmap(QSize(side, side), devicePixelRatioF()));
    m_engine->setText(texts.engine);
    m_engine->setToolTip(texts.engine);
    m_notices->showNotices(serviceNotices(m_live.overview()));
    m_revisions->setText(texts.revisions);
    m_traffic->setText(texts.traffic);
    giveRoom();
}

void StatusSummary::giveRoom()
{
    const QMargins around = layout()->contentsMargins();
    int others = around.left() + around.right() + (layout()->count() - 1) * layout()->spacing() + trafficGap;
    for (const QLabel* label : {m_mark, m_revisions, m_traffic})
        others += label->sizeHint().width();
    others += m_engine->fontMetrics().horizontalAdvance(m_engine->text());
    m_notices->setRoom(width() - others);
}

void StatusSummary::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    giveRoom();
}

} // namespace postern::ui
