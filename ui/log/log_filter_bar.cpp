// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/log_filter_bar.h"

#include "model/check.h"
#include "ui/text/span_text.h"
#include "ui/text/translate.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

constexpr int longestBounce = 1 << 20; // characters; people paste whole bounces
constexpr int typingPause = 250;       // ms
constexpr int busyAfter = 300;         // ms
constexpr int betweenChoice = -1;      // of the period: from one time to another

template <class Enum>
Enum choiceOf(const QComboBox& box)
{
    return Enum(box.currentData().toInt());
}

void choose(QComboBox& box, const QVariant& data, const QString& otherwise)
{
    int index = box.findData(data);
    if (index < 0) { // a service that is gone, a check of another version
        box.addItem(otherwise, data);
        index = box.count() - 1;
    }
    box.setCurrentIndex(index);
}

} // namespace

LogFilterBar::LogFilterBar(QWidget* parent)
    : QWidget(parent)
    , m_search(new QLineEdit)
    , m_live(new QToolButton)
    , m_busy(new QLabel(tr("Searching…")))
{
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setAccessibleName(tr("Search"));
    m_search->setPlaceholderText(tr("Address, domain, IP, reference, or a pasted bounce"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaxLength(longestBounce);
    m_search->installEventFilter(this);
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setAccessibleName(tr("Live"));
    m_live->setToolTip(tr("Shows each decision as it is made"));
    m_live->setCheckable(true);
    m_live->setChecked(true);
    showLive();
    m_busy->hide();

    auto* top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(m_live);
    auto* boxes = new QHBoxLayout;
    m_period = addBox("period", tr("Period"));
    m_service = addBox("service", tr("Service"));
    m_check = addBox("check", tr("Check"));
    m_outcome = addBox("outcome", tr("Outcome"));
    for (QComboBox* box : {m_outcome, m_period, m_service, m_check})
        boxes->addWidget(box);
    boxes->addWidget(m_busy);
    boxes->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(top);
    layout->addLayout(boxes);
    fillBoxes();
    m_told = filter();

    for (QTimer* timer : {&m_typing, &m_busySoon})
        timer->setSingleShot(true);
    connect(&m_typing, &QTimer::timeout, this, &LogFilterBar::noteChange);
    connect(&m_busySoon, &QTimer::timeout, m_busy, &QWidget::show);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_typing.start(typingPause); });
    connect(m_search, &QLineEdit::returnPressed, this, &LogFilterBar::noteChange);
    connect(m_live, &QToolButton::toggled, this, &LogFilterBar::showLive);
    connect(m_live, &QToolButton::toggled, this, &LogFilterBar::liveChanged);
}

QComboBox* LogFilterBar::addBox(const char* name, const QString& accessibleName)
{
    auto* box = new QComboBox;
    box->setObjectName(QString::fromLatin1(name));
    box->setAccessibleName(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(box, &QComboBox::currentIndexChanged, this, &LogFilterBar::noteChange);
    return box;
}

void LogFilterBar::fillBoxes()
{
    const auto add = [](QComboBox* box, auto value, const QString& text) { box->addItem(text, int(value)); };
    const QSignalBlocker blockers[] = {QSignalBlocker(m_period), QSignalBlocker(m_service),
                                       QSignalBlocker(m_check), QSignalBlocker(m_outcome)};
    add(m_period, Period::Hour, tr("Last hour"));
    add(m_period, Period::Day, tr("Last 24 hours"));
    add(m_period, Period::Week, tr("Last 7 days"));
    add(m_period, Period::Month, tr("Last 30 days"));
    add(m_period, Period::All, tr("All time"));
    add(m_outcome, OutcomeFilter::Refused, tr("Refused"));
    add(m_outcome, OutcomeFilter::Monitored, tr("Would be refused (monitor)"));
    add(m_outcome, OutcomeFilter::Accepted, tr("Accepted"));
    add(m_outcome, OutcomeFilter::All, tr("Refused and accepted"));
    m_service->addItem(tr("All services"), QString());
    m_check->addItem(tr("All checks"), QString());
    for (const model::CheckInfo& info : model::checks())
        m_check->addItem(translate(info.title), qt(std::string(info.id)));
    m_check->addItem(tr("Could not be delivered"), QStringLiteral("delivery"));
    m_period->setCurrentIndex(m_period->findData(int(Period::Day)));
}

LogFilter LogFilterBar::filter() const
{
    LogFilter filter;
    filter.search = m_search->text();
    if (m_period->currentData() == betweenChoice) {
        filter.period = Period::All;
        filter.between = m_between;
    } else {
        filter.period = choiceOf<Period>(*m_period);
    }
    filter.service = bytes(m_service->currentData().toString());
    filter.check = bytes(m_check->currentData().toString());
    filter.outcome = choiceOf<OutcomeFilter>(*m_outcome);
    return filter;
}

void LogFilterBar::setFilter(const LogFilter& filter)
{
    {
        const QSignalBlocker blockers[] = {QSignalBlocker(m_search), QSignalBlocker(m_period),
                                           QSignalBlocker(m_service), QSignalBlocker(m_check),
                                           QSignalBlocker(m_outcome)};
        m_search->setText(filter.search);
        showBetween(filter.between);
        m_period->setCurrentIndex(m_period->findData(filter.between ? betweenChoice : int(filter.period)));
        choose(*m_service, qt(filter.service), qt(filter.service));
        choose(*m_check, qt(filter.check), qt(filter.check));
        m_outcome->setCurrentIndex(m_outcome->findData(int(filter.outcome)));
    }
    noteChange();
}

// A time that somebody chose elsewhere stays to be chosen until there is another one.
void LogFilterBar::showBetween(const std::optional<TimeSpan>& between)
{
    if (!between)
        return;
    m_between = between;
    if (const int old = m_period->findData(betweenChoice); old >= 0)
        m_period->removeItem(old);
    m_period->addItem(spanText(between->from, between->until), betweenChoice);
}

void LogFilterBar::setServices(const std::vector<std::string>& names)
{
    const QSignalBlocker blocker(m_service);
    const QVariant chosen = m_service->currentData();
    while (m_service->count() > 1)
        m_service->removeItem(1);
    for (const std::string& name : names)
        m_service->addItem(qt(name), qt(name));
    choose(*m_service, chosen, chosen.toString());
}

bool LogFilterBar::live() const
{
    return m_live->isChecked();
}

// Seen in styles, too, that hardly tell a pressed button from another.
void LogFilterBar::showLive()
{
    m_live->setText(live() ? tr("● &Live") : tr("○ &Live"));
}

void LogFilterBar::setBusy(bool busy)
{
    if (busy) {
        m_busySoon.start(busyAfter);
    } else {
        m_busySoon.stop();
        m_busy->hide();
    }
}

void LogFilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void LogFilterBar::noteChange()
{
    m_typing.stop();
    const LogFilter now = filter();
    if (now == m_told)
        return;
    m_told = now;
    Q_EMIT changed();
}

bool LogFilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
        Q_EMIT leaveDown();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace postern::ui
