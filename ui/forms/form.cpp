// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/form.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>

namespace postern::ui {

namespace {

class WheelGuard : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        auto* widget = qobject_cast<QWidget*>(watched);
        if (event->type() != QEvent::Wheel || widget == nullptr || widget->hasFocus())
            return false;
        event->ignore(); // the page behind scrolls
        return true;
    }
};

void guard(QWidget* widget)
{
    if (qobject_cast<QComboBox*>(widget) == nullptr && qobject_cast<QAbstractSpinBox*>(widget) == nullptr)
        return;
    if (widget->focusPolicy() == Qt::WheelFocus)
        widget->setFocusPolicy(Qt::StrongFocus);
    widget->installEventFilter(new WheelGuard(widget));
}

QWidget* sideBySide(QWidget* left, QWidget* right)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(left);
    if (right != nullptr)
        layout->addWidget(right);
    layout->addStretch();
    return row;
}

} // namespace

void guardWheel(QWidget* root)
{
    guard(root);
    for (QWidget* child : root->findChildren<QWidget*>())
        guard(child);
}

void nameForReaders(QWidget* field, const QString& name)
{
    field->setAccessibleName(name);
    QWidget* inner = field->focusProxy();
    if (inner != nullptr && qobject_cast<QAbstractButton*>(inner) == nullptr)
        inner->setAccessibleName(name);
}

QString plainLabel(const QString& label)
{
    QString text;
    for (qsizetype i = 0; i < label.size(); ++i) {
        if (label[i] == u'&' && ++i == label.size())
            break;
        text.append(label[i]);
    }
    return text.endsWith(u':') ? text.chopped(1) : text;
}

Form::Form(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
{
    m_layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_layout->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_layout->setFormAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_layout->setContentsMargins(0, 0, 0, 0);
}

void Form::row(const QString& name, const QString& label, QWidget* field)
{
    m_layout->addRow(label, field);
    prepare(name, label, field);
    addProblemPlace(name, field, false);
}

void Form::row(const QString& name, const QString& label, QWidget* field, QWidget* behind)
{
    auto* text = new QLabel(label, this);
    text->setBuddy(field);
    m_layout->addRow(text, sideBySide(field, behind));
    prepare(name, label, field);
    appendToTabOrder(behind);
    addProblemPlace(name, field, false);
}

void Form::row(const QString& name, QAbstractButton* field)
{
    m_layout->addRow(QString(), field);
    prepare(name, field->text(), field);
    addProblemPlace(name, field, false);
}

void Form::row(const QString& name, QAbstractButton* box, const QString& fieldName, QWidget* field)
{
    m_layout->addRow(QString(), sideBySide(box, field));
    prepare(name, box->text(), box);
    prepare(fieldName, box->text(), field);
    m_fields.pop_back(); // the box is found already
    addProblemPlace(name, box, false);
    addProblemPlace(fieldName, field, false);
}

void Form::wide(const QString& name, const QString& label, QWidget* field, bool stretch)
{
    if (!label.isEmpty()) {
        auto* text = new QLabel(label, this);
        text->setBuddy(field);
        m_layout->addRow(text);
    }
    m_layout->addRow(field);
    if (stretch) {
        QSizePolicy policy = field->sizePolicy();
        policy.setVerticalStretch(1);
        policy.setVerticalPolicy(QSizePolicy::Expanding);
        field->setSizePolicy(policy);
        m_layout->setFormAlignment(Qt::AlignLeft);
    }
    prepare(name, label, field);
    addProblemPlace(name, field, true);
}

void Form::section(const QString& title)
{
    auto* heading = new QLabel(title, this);
    QFont font = heading->font();
    font.setBold(true);
    heading->setFont(font);
    if (m_layout->rowCount() > 0)
        heading->setContentsMargins(0, fontMetrics().height() / 2, 0, 0);
    m_layout->addRow(heading);
    m_section = title;
}

QLabel* Form::note(const QString& text)
{
    auto* label = new QLabel(text, this);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    m_layout->addRow(label);
    return label;
}

void Form::plain(QWidget* widget)
{
    // A button must not grow to the width of the form.
    const bool grows = (widget->sizePolicy().horizontalPolicy() & QSizePolicy::ExpandFlag) != 0 ||
                       qobject_cast<QAbstractButton*>(widget) == nullptr;
    m_layout->addRow(grows ? widget : sideBySide(widget, nullptr));
    appendToTabOrder(widget);
}

void Form::mention(const QString& name, const QString& label)
{
    if (!label.isEmpty())
        m_fields.push_back({name, plainLabel(label), m_section});
}

void Form::prepare(const QString& name, const QString& label, QWidget* field)
{
    field->setObjectName(name);
    if (m_first == nullptr)
        m_first = field;
    nameForReaders(field, plainLabel(label));
    mention(name, label);
    guardWheel(field);
    appendToTabOrder(field);
}

void Form::addProblemPlace(const QString& name, QWidget* field, bool wholeWidth)
{
    auto* label = new ProblemLabel(this);
    label->setObjectName(name + QStringLiteral(".problem"));
    if (wholeWidth)
        m_layout->addRow(label);
    else
        m_layout->addRow(QString(), label);
    // An empty row would still take the spacing.
    m_layout->setRowVisible(label, false);
    connect(label, &ProblemLabel::shown, this,
            [this, label](bool visible) { m_layout->setRowVisible(label, visible); });
    m_problems.place(name, field, label);
}

void Form::appendToTabOrder(QWidget* field)
{
    QList<QWidget*> stops{field};
    if (field->focusPolicy() == Qt::NoFocus && field->focusProxy() == nullptr)
        stops = field->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget* stop : stops) {
        if (stop->focusPolicy() == Qt::NoFocus && stop->focusProxy() == nullptr)
            continue;
        if (m_last != nullptr)
            setTabOrder(m_last, stop);
        m_last = stop;
    }
}

} // namespace postern::ui
