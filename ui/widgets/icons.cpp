// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icons.h"

#include "ui/widgets/tones.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>

namespace postern::ui {

namespace {

// Painted at the size that is asked for, so it is sharp at every scale factor.
class StateEngine : public QIconEngine {
public:
    explicit StateEngine(ServiceState::Kind kind)
        : m_kind(kind)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal side = std::min(rect.width(), rect.height());
        QRectF area(0, 0, side, side);
        area.moveCenter(QRectF(rect).center());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (mode == QIcon::Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(Qt::white);
            painter->drawEllipse(area.adjusted(side * 0.04, side * 0.04, -side * 0.04, -side * 0.04));
        }
        paintMark(*painter, area.adjusted(side * 0.18, side * 0.18, -side * 0.18, -side * 0.18));
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }
    QIconEngine* clone() const override { return new StateEngine(m_kind); }

private:
    void paintMark(QPainter& painter, const QRectF& area) const
    {
        using Kind = ServiceState::Kind;
        const qreal line = area.width() * 0.18;
        const QRectF inner = area.adjusted(line / 2, line / 2, -line / 2, -line / 2);
        painter.setPen(Qt::NoPen);
        switch (m_kind) {
        case Kind::Running:
            painter.setBrush(tone::green);
            painter.drawEllipse(area);
            break;
        case Kind::Starting:
            painter.setPen(QPen(tone::green, line, Qt::DotLine));
            painter.drawEllipse(inner);
            break;
        case Kind::Stopped:
            painter.setPen(QPen(tone::grey, line));
            painter.drawEllipse(inner);
            break;
        case Kind::NoEngine:
        case Kind::Failed:
            paintTriangle(painter, area, m_kind == Kind::Failed ? tone::red : tone::amber);
            break;
        }
    }
    static void paintTriangle(QPainter& painter, const QRectF& area, const QColor& color)
    {
        const QPointF corners[] = {{area.center().x(), area.top()}, area.bottomRight(), area.bottomLeft()};
        painter.setPen(QPen(color, area.width() * 0.12, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(color);
        painter.drawPolygon(corners, 3);
        painter.setPen(QPen(Qt::white, area.width() * 0.13, Qt::SolidLine, Qt::RoundCap));
        const qreal x = area.center().x();
        painter.drawLine(QPointF(x, area.top() + area.height() * 0.36),
                         {x, area.top() + area.height() * 0.62});
        painter.drawPoint(QPointF(x, area.top() + area.height() * 0.84));
    }

    ServiceState::Kind m_kind;
};

} // namespace

QIcon icon(const char* name)
{
    const QString id = QString::fromLatin1(name);
    return QIcon::fromTheme(id, QIcon(QStringLiteral(":/icons/%1.svg").arg(id)));
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

void chooseFallbackIcons(const QPalette& palette)
{
    QIcon::setFallbackThemeName(isDark(palette) ? QStringLiteral("breeze-dark") : QStringLiteral("breeze"));
    if (QIcon::themeName().startsWith(QLatin1String("breeze")))
        QIcon::setThemeName(QIcon::fallbackThemeName());
}

QIcon inColor(const QIcon& icon, const QSize& size, qreal pixelRatio, const QColor& color)
{
    QPixmap shape = icon.pixmap(size, pixelRatio);
    QPainter painter(&shape);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(shape.rect(), color);
    painter.end();
    QIcon result;
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected})
        result.addPixmap(shape, mode);
    return result;
}

QIcon stateIcon(ServiceState::Kind kind)
{
    return QIcon(new StateEngine(kind));
}

} // namespace postern::ui
