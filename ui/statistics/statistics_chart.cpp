// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics/statistics_chart.h"

#include "ui/text/span_text.h"

#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QCursor>
#include <QEvent>
#include <QLegend>
#include <QLocale>
#include <QStackedBarSeries>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace postern::ui {

namespace {

constexpr int stepsAtMost = 5;    // of the scale
constexpr double barWidth = 0.78; // of a span

// The smallest of 1, 2, 5, 10, 20, 50 … by which so few steps reach it.
std::int64_t stepFor(std::int64_t most)
{
    for (std::int64_t ten = 1;; ten *= 10) {
        for (const std::int64_t step : {ten, 2 * ten, 5 * ten}) {
            if (step * stepsAtMost >= most)
                return step;
        }
    }
}

QColor between(const QColor& one, const QColor& other, double share)
{
    const auto mix = [share](int a, int b) { return int(std::lround(a + (b - a) * share)); };
    return {mix(one.red(), other.red()), mix(one.green(), other.green()), mix(one.blue(), other.blue())};
}

} // namespace

StatisticsChart::StatisticsChart(QWidget* parent)
    : QChartView(parent)
{
    setObjectName(QStringLiteral("chart"));
    setAccessibleName(tr("Decisions over time"));
    setFocusPolicy(Qt::NoFocus); // what it shows is in the table beside it, too
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::StyledPanel);
    chart()->setBackgroundRoundness(0);
    chart()->setMargins({6, 6, 6, 6});
    chart()->legend()->hide(); // names may be long, and the table beside it has the colours
    chart()->setLocalizeNumbers(true);
    chart()->setLocale(QLocale());
    wearColors();
}

void StatisticsChart::showBars(const std::vector<Bars>& series, const StatisticsSpans& spans)
{
    if (m_bars != nullptr && series == m_series && spans == m_spans)
        return; // what the mouse points at stays
    m_series = series;
    m_spans = spans;
    build();
}

void StatisticsChart::build()
{
    chart()->removeAllSeries();
    for (QAbstractAxis* axis : chart()->axes()) {
        chart()->removeAxis(axis);
        delete axis;
    }
    m_bars = new QStackedBarSeries(chart());
    m_bars->setBarWidth(barWidth);
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        auto* set = new QBarSet(m_series[i].name, m_bars);
        for (const std::int64_t value : m_series[i].values)
            set->append(qreal(value));
        set->setColor(m_series[i].color);
        connect(set, &QBarSet::clicked, this, [this, i](int span) { Q_EMIT barChosen(int(i), span); });
        connect(set, &QBarSet::hovered, this, [this, i](bool inside, int span) {
            if (inside)
                tell(int(i), span);
            else
                QToolTip::hideText();
        });
        m_bars->append(set);
    }
    chart()->addSeries(m_bars);
    addAxes(m_bars);
    wearColors();
}

void StatisticsChart::addAxes(QStackedBarSeries* bars)
{
    const auto count = double(m_spans.count());
    auto* when = new QCategoryAxis(chart());
    when->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    when->setStartValue(-1);
    for (const StatisticsSpans::Mark& mark : m_spans.marks)
        when->append(mark.text, mark.at - 0.5); // the first bar is around 0
    when->setRange(-0.5, std::max(count, 1.0) - 0.5);
    when->setGridLineVisible(false);
    std::int64_t most = 1;
    for (std::size_t span = 0; span < m_spans.count(); ++span) {
        std::int64_t sum = 0;
        for (const Bars& each : m_series)
            sum += each.values.at(span);
        most = std::max(most, sum);
    }
    const std::int64_t step = stepFor(most);
    auto* howMany = new QValueAxis(chart());
    howMany->setRange(0, qreal((most + step - 1) / step * step));
    howMany->setTickType(QValueAxis::TicksDynamic);
    howMany->setTickInterval(qreal(step));
    howMany->setLabelFormat(QStringLiteral("%.0f"));
    chart()->addAxis(when, Qt::AlignBottom);
    chart()->addAxis(howMany, Qt::AlignLeft);
    bars->attachAxis(when);
    bars->attachAxis(howMany);
}

void StatisticsChart::wearColors()
{
    const QColor ground = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    chart()->setBackgroundBrush(ground);
    chart()->setBackgroundPen(Qt::NoPen);
    setBackgroundBrush(ground);
    for (QAbstractAxis* axis : chart()->axes()) {
        axis->setLabelsColor(text);
        axis->setLabelsFont(font());
        axis->setLinePenColor(between(ground, text, 0.45));
        axis->setGridLineColor(between(ground, text, 0.16));
    }
    if (m_bars == nullptr)
        return;
    for (QBarSet* set : m_bars->barSets())
        set->setBorderColor(ground);
}

void StatisticsChart::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        wearColors();
}

void StatisticsChart::tell(int series, int span) const
{
    const Bars& bars = m_series.at(std::size_t(series));
    const auto at = std::size_t(span);
    if (at >= m_spans.count())
        return;
    QToolTip::showText(QCursor::pos(), tr("%1: %2\n%3", "name: count, when")
                                           .arg(bars.name, QLocale().toString(qlonglong(bars.values.at(at))),
                                                spanText(m_spans.edges[at], m_spans.edges[at + 1])));
}

QPoint StatisticsChart::middleOf(int series, int span) const
{
    std::int64_t below = 0;
    for (int i = 0; i < series; ++i)
        below += m_series.at(std::size_t(i)).values.at(std::size_t(span));
    const std::int64_t own = m_series.at(std::size_t(series)).values.at(std::size_t(span));
    if (own == 0)
        return {};
    const QPointF place = chart()->mapToPosition({double(span), double(below) + double(own) / 2}, m_bars);
    return mapFromScene(chart()->mapToScene(place));
}

} // namespace postern::ui
