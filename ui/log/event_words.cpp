// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/event_words.h"

#include "ui/text/translate.h"
#include "ui/widgets/tones.h"

#include <QCoreApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace postern::ui {

namespace {

struct EventWords {
    Q_DECLARE_TR_FUNCTIONS(EventWords)
};

// What ends a session without any check: "" for other ids.
QString endTitle(const std::string& id)
{
    if (id == model::checkDelivery)
        return EventWords::tr("Could not be delivered");
    if (id == model::checkProtocol)
        return EventWords::tr("The client did not keep to SMTP");
    if (id == model::checkAbandoned)
        return EventWords::tr("The client went away without sending the message");
    if (id == model::checkTls)
        return EventWords::tr("No encrypted connection came about");
    if (id == model::checkConnections)
        return EventWords::tr("Too many connections at the same time");
    return {};
}

QString checkTitle(const std::string& id)
{
    const auto check = model::checkById(id);
    if (check)
        return translate(model::info(*check).title);
    const QString end = endTitle(id);
    return end.isEmpty() ? qt(id) : end;
}

// "sender.claims-local helo.local" → "Sender claims to be local, HELO says a local name"
QString checkTitles(const std::string& ids)
{
    QStringList titles;
    for (const QString& id : qt(ids).split(u' ', Qt::SkipEmptyParts))
        titles << checkTitle(bytes(id));
    return titles.join(EventWords::tr(", "));
}

// Painted at the size that is asked for, so it is sharp at every scale factor.
class OutcomeEngine final : public QIconEngine {
public:
    explicit OutcomeEngine(model::Outcome outcome)
        : m_outcome(outcome)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override
    {
        const qreal side = std::min(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(QRectF(rect).center() - QPointF(side / 2, side / 2));
        painter->scale(side / 16, side / 16);
        paintMark(*painter);
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
    QIconEngine* clone() const override { return new OutcomeEngine(m_outcome); }

private:
    // On a field of 16 by 16.
    void paintMark(QPainter& painter) const
    {
        const auto stroke = [&painter](const QColor& color, qreal width) {
            painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        };
        switch (m_outcome) {
        case model::Outcome::Accepted:
            stroke(tone::green, 2.2);
            painter.drawPolyline(QPolygonF({{3, 8.5}, {6.5, 12}, {13, 4.5}}));
            break;
        case model::Outcome::Rejected:
            painter.setPen(Qt::NoPen);
            painter.setBrush(tone::red);
            painter.drawEllipse(QRectF(2, 2, 12, 12));
            stroke(Qt::white, 2);
            painter.drawLine(QPointF(5.5, 8), QPointF(10.5, 8));
            break;
        case model::Outcome::Deferred:
            stroke(tone::amber, 1.8);
            painter.drawEllipse(QRectF(2.5, 2.5, 11, 11));
            painter.drawPolyline(QPolygonF({{8, 5}, {8, 8}, {10.5, 9.5}}));
            break;
        }
    }

    model::Outcome m_outcome;
};

template <class Say>
QString join(const std::vector<Sentence>& clauses, Say say)
{
    QString text;
    for (const Sentence& clause : clauses) {
        if (clause.empty())
            continue;
        text += text.isEmpty() ? raised(clause, say(clause))
                               : EventWords::tr("; %1", "next clause").arg(say(clause));
    }
    return text.isEmpty() ? text : EventWords::tr("%1.", "end of a sentence").arg(text);
}

} // namespace

QString whyOf(const model::Event& event)
{
    if (event.check == model::checkDelivery && event.outcome == model::Outcome::Accepted)
        return EventWords::tr("Delivered");
    if (!event.check.empty())
        return checkTitle(event.check);
    if (!event.monitored.empty())
        return EventWords::tr("Accepted; would be refused: %1").arg(checkTitles(event.monitored));
    return EventWords::tr("Accepted");
}

QString outcomeText(model::Outcome outcome)
{
    switch (outcome) {
    case model::Outcome::Accepted:
        return EventWords::tr("Accepted");
    case model::Outcome::Rejected:
        return EventWords::tr("Refused");
    case model::Outcome::Deferred:
        return EventWords::tr("Deferred");
    }
    return {};
}

QIcon outcomeIcon(model::Outcome outcome)
{
    return QIcon(new OutcomeEngine(outcome));
}

QString resultText(policy::CheckResult result)
{
    switch (result) {
    case policy::CheckResult::Pass:
        return EventWords::tr("pass", "result of a check");
    case policy::CheckResult::Hit:
        return EventWords::tr("hit", "result of a check");
    case policy::CheckResult::Exempt:
        return EventWords::tr("exempt", "result of a check");
    case policy::CheckResult::NotApplicable:
        return EventWords::tr("does not apply", "result of a check");
    case policy::CheckResult::Unknown:
        return EventWords::tr("not known", "result of a check");
    }
    return {};
}

QString modeText(model::CheckMode mode)
{
    switch (mode) {
    case model::CheckMode::Off:
        return EventWords::tr("off", "mode of a check");
    case model::CheckMode::Monitor:
        return EventWords::tr("monitor", "mode of a check");
    case model::CheckMode::Enforce:
        return EventWords::tr("enforce", "mode of a check");
    }
    return {};
}

QString richText(const Sentence& sentence)
{
    std::vector<std::string> bold;
    for (const std::string& arg : sentence.args)
        bold.push_back(bytes(QStringLiteral("<b>%1</b>").arg(qt(arg).toHtmlEscaped())));
    return qt(fillIn(bytes(translate(sentence.text).toHtmlEscaped()), bold));
}

QString paragraph(const std::vector<Sentence>& clauses)
{
    return join(clauses, richText);
}

QString plainParagraph(const std::vector<Sentence>& clauses)
{
    return join(clauses, [](const Sentence& clause) { return translate(clause); });
}

} // namespace postern::ui
