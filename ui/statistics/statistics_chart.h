// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/statistics/statistics_spans.h"

#include <QChartView>
#include <QColor>
#include <QString>

#include <cstdint>
#include <vector>

class QBarSet;
class QStackedBarSeries;

namespace postern::ui {

// Bars over time, one upon the other; what their colours are, the table beside it says. In the colours of the
// window, whatever theme it wears.
class StatisticsChart : public QChartView {
    Q_OBJECT

public:
    struct Bars {
        QString name;
        QColor color;
        std::vector<std::int64_t> values; // one for each span
        bool operator==(const Bars&) const = default;
    };

    explicit StatisticsChart(QWidget* parent = nullptr);

    void showBars(const std::vector<Bars>& series, const StatisticsSpans& spans);
    // The middle of a bar in the viewport; a null point where it has no height.
    QPoint middleOf(int series, int span) const;

Q_SIGNALS:
    void barChosen(int series, int span);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void addAxes(QStackedBarSeries* bars);
    void wearColors();
    void tell(int series, int span) const;

    std::vector<Bars> m_series;
    StatisticsSpans m_spans;
    QStackedBarSeries* m_bars = nullptr;
};

} // namespace postern::ui
