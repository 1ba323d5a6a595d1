// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/problems.h"

#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace postern::ui {

namespace {

using model::Problem;
using model::Severity;

// Lies over a widget and draws an outline. A style sheet on the widget would take it out of the platform's
// style.
class Outline : public QWidget {
public:
    explicit Outline(QWidget* around)
        : QWidget(around)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        around->installEventFilter(this);
        setGeometry(around->rect());
    }

    void setSeverity(Severity severity)
    {
        m_severity = severity;
        update();
        show();
        raise();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize)
            setGeometry(parentWidget()->rect());
        return QWidget::eventFilter(watched, event);
    }

    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(problemColor(m_severity, palette()), 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 3, 3);
    }

private:
    Severity m_severity = Severity::Error;
};

// Of a list with buttons beside it, the list.
QWidget* framed(QWidget* field)
{
    auto* list = qobject_cast<QAbstractScrollArea*>(field->focusProxy());
    return list != nullptr ? list : field;
}

// "relay.ranges[2]" lies in "relay.ranges", "checks.x" in "checks"; "sizeLimit" does not lie in "size".
bool liesIn(const QString& field, const QString& place)
{
    if (!field.startsWith(place))
        return false;
    if (field.size() == place.size())
        return true;
    const QChar next = field[place.size()];
    return next == u'.' || next == u'[';
}

} // namespace

Severity worstOf(const std::vector<Problem>& problems)
{
    const bool error = std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
        return problem.severity == Severity::Error;
    });
    return error ? Severity::Error : Severity::Warning;
}

QString textOf(const std::vector<Problem>& problems)
{
    QStringList lines;
    for (const Problem& problem : problems) {
        QString line = translate(problem.text);
        if (!line.isEmpty())
            line[0] = line[0].toUpper();
        lines.append(line);
    }
    lines.removeDuplicates();
    return lines.join(u'\n');
}

QColor problemColor(Severity severity, const QPalette& palette)
{
    if (severity == Severity::Error)
        return isDark(palette) ? QColor(0xff, 0x8a, 0x80) : QColor(0xb7, 0x1c, 0x1c);
    return isDark(palette) ? QColor(0xff, 0xc1, 0x4d) : QColor(0x8a, 0x55, 0x00);
}

QIcon problemIcon(Severity severity, const QStyle* style)
{
    return style->standardIcon(severity == Severity::Error ? QStyle::SP_MessageBoxCritical
                                                           : QStyle::SP_MessageBoxWarning);
}

ProblemLabel::ProblemLabel(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
{
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_text->setTextFormat(Qt::PlainText);
    // A form layout reserves the height that a wrapping label needs at its least width: let that be near the
    // real one.
    m_text->setMinimumSize(fontMetrics().averageCharWidth() * 44, fontMetrics().height());
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    hide();
}

void ProblemLabel::showProblem(Severity severity, const QString& text)
{
    m_severity = severity;
    m_text->setText(text);
    paintSeverity();
    show();
    Q_EMIT shown(true);
}

void ProblemLabel::clear()
{
    if (!m_severity)
        return;
    m_severity.reset();
    m_text->clear();
    hide();
    Q_EMIT shown(false);
}

QString ProblemLabel::text() const
{
    return m_severity ? m_text->text() : QString();
}

void ProblemLabel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // Only the parent's palette counts: the label's own is the one that is set here.
    if (m_severity && (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange))
        paintSeverity();
}

void ProblemLabel::paintSeverity()
{
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(problemIcon(*m_severity, style()).pixmap(QSize(size, size), devicePixelRatioF()));
    QPalette palette = m_text->palette();
    const QColor color = problemColor(*m_severity, this->palette());
    if (palette.color(QPalette::WindowText) == color)
        return;
    palette.setColor(QPalette::WindowText, color);
    m_text->setPalette(palette);
}

void Problems::place(const QString& field, QWidget* widget, ProblemLabel* label)
{
    m_places.push_back({field, widget, label, nullptr, {}});
}

const Problems::Place* Problems::find(const QString& field) const
{
    const Place* nearest = nullptr;
    for (const Place& place : m_places) {
        if (liesIn(field, place.field) && (nearest == nullptr || place.field.size() > nearest->field.size()))
            nearest = &place;
    }
    return nearest;
}

std::vector<Problem> Problems::show(const std::vector<Problem>& problems)
{
    for (Place& place : m_places)
        place.shown.clear();
    std::vector<Problem> homeless;
    for (const Problem& problem : problems) {
        if (const Place* place = find(qt(problem.field)))
            m_places[std::size_t(place - m_places.data())].shown.push_back(problem);
        else
            homeless.push_back(problem);
    }
    for (Place& place : m_places)
        present(place);
    return homeless;
}

void Problems::present(Place& place)
{
    if (place.widget == nullptr || place.label == nullptr)
        return;
    if (place.shown.empty()) {
        place.label->clear();
        place.widget->setAccessibleDescription(QString());
        delete place.frame;
        return;
    }
    const Severity severity = worstOf(place.shown);
    const QString text = textOf(place.shown);
    place.label->showProblem(severity, text);
    place.widget->setAccessibleDescription(text);
    if (place.frame == nullptr)
        place.frame = new Outline(framed(place.widget));
    static_cast<Outline*>(place.frame.data())->setSeverity(severity);
}

void Problems::clear()
{
    show({});
}

std::optional<Severity> Problems::worst() const
{
    std::optional<Severity> worst;
    for (const Place& place : m_places) {
        if (!place.shown.empty() && worst != Severity::Error)
            worst = worstOf(place.shown);
    }
    return worst;
}

QWidget* Problems::firstField(Severity severity) const
{
    const auto found = std::find_if(m_places.begin(), m_places.end(), [severity](const Place& place) {
        return !place.shown.empty() && worstOf(place.shown) == severity;
    });
    return found == m_places.end() ? nullptr : found->widget.data();
}

QWidget* Problems::field(const QString& name) const
{
    const Place* place = find(name);
    return place == nullptr ? nullptr : place->widget.data();
}

} // namespace postern::ui
