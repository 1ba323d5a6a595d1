// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/refusal_notes.h"

#include "ui/data/store_client.h"
#include "ui/preview/refusal_words.h"
#include "ui/widgets/check_mode_box.h"

#include <QEvent>

#include <algorithm>
#include <chrono>

namespace postern::ui {

using namespace std::chrono_literals;

RefusalNotes::RefusalNotes(StoreClient& store, QObject* parent)
    : QObject(parent)
    , m_job(store.where())
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(300ms);
    connect(&m_settled, &QTimer::timeout, this, &RefusalNotes::count);
    connect(&m_job, &RefusalJob::finished, this, [this](const preview::RefusalReport& report) {
        m_report = report;
        m_failure.clear();
        show();
    });
    connect(&m_job, &RefusalJob::failed, this, [this](const QString& why) {
        m_report.reset();
        m_failure = why;
        show();
    });
    connect(&store, &StoreClient::revisionChanged, this, [this] {
        m_due = true;
        countSoon();
    });
}

void RefusalNotes::add(CheckModeBox* box)
{
    m_boxes.push_back(box);
    box->installEventFilter(this);
    connect(box, &CheckModeBox::edited, this, [this, box] { showText(box); });
    connect(box, &CheckModeBox::whoWanted, this, [this, box] { Q_EMIT whoWanted(box->check()); });
    showText(box);
}

void RefusalNotes::setService(model::Id service)
{
    if (std::exchange(m_service, service) == service)
        return show(); // the boxes may stand otherwise
    m_due = true;
    countSoon();
}

bool RefusalNotes::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show)
        countSoon();
    return QObject::eventFilter(watched, event);
}

void RefusalNotes::countSoon()
{
    if (m_due && m_service != 0)
        m_settled.start();
}

// What nobody looks at waits until somebody does.
void RefusalNotes::count()
{
    if (!m_due || std::none_of(m_boxes.begin(), m_boxes.end(),
                               [](const CheckModeBox* box) { return box->isVisible(); }))
        return;
    m_due = false;
    preview::RefusalQuestion question;
    question.service = m_service;
    question.since = SystemClock().now() - std::chrono::hours(24 * refusalDays);
    for (const CheckModeBox* box : m_boxes)
        question.checks.push_back(box->check());
    m_job.start(question, nullptr);
}

void RefusalNotes::show()
{
    for (CheckModeBox* box : m_boxes)
        showText(box);
}

void RefusalNotes::showText(CheckModeBox* box) const
{
    if (!m_failure.isEmpty())
        return box->showRefusals(tr("The log cannot be read: %1").arg(m_failure), false);
    if (!m_report)
        return box->showRefusals(tr("Counting what it would refuse…"), false);
    for (const preview::CheckRefusals& refusals : m_report->checks) {
        if (refusals.check == box->check())
            box->showRefusals(refusalText(*m_report, refusals, box->value()), refusals.count > 0);
    }
}

} // namespace postern::ui
