// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/accessibility.h"

#include <QHeaderView>
#include <QSpinBox>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTextDocumentFragment>

// Whether what a window says can be read to its end, in whatever language it speaks.
namespace postern::test {

inline void reportCut(const QWidget* widget, const QString& text)
{
    QTest::qFail(qPrintable(QStringLiteral("cut off: “%1” in %2").arg(text, describeWidget(widget))),
                 __FILE__, __LINE__);
}

inline void verifyLabelFits(const QLabel* label)
{
    if (label->text().isEmpty() || label->textFormat() == Qt::RichText || Qt::mightBeRichText(label->text()))
        return;
    const QString text = label->buddy() != nullptr ? label->text().remove(u'&') : label->text();
    const QRect room = label->contentsRect();
    const int flags = label->wordWrap() ? int(Qt::TextWordWrap) : 0;
    const QRect needed =
        label->fontMetrics().boundingRect(QRect(0, 0, room.width(), 10'000), flags | Qt::AlignLeft, text);
    if (needed.width() > room.width() + 1 || needed.height() > room.height() + 1)
        reportCut(label, label->text());
}

inline void verifyBoxFits(const QComboBox* box)
{
    QStyleOptionComboBox option;
    option.initFrom(box);
    option.editable = box->isEditable();
    const QRect room =
        box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
    if (box->fontMetrics().horizontalAdvance(box->currentText()) > room.width())
        reportCut(box, box->currentText());
}

inline void verifyHeaderFits(const QHeaderView* header)
{
    for (int section = 0; section < header->count(); ++section) {
        const QString text =
            header->model()->headerData(section, header->orientation(), Qt::DisplayRole).toString();
        if (header->orientation() == Qt::Horizontal && !header->isSectionHidden(section) &&
            header->fontMetrics().horizontalAdvance(text) > header->sectionSize(section))
            reportCut(header, text);
    }
}

inline void verifyTextFits(QWidget* root)
{
    for (const QWidget* widget : root->findChildren<QWidget*>()) {
        if (!widget->isVisibleTo(root))
            continue;
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            verifyLabelFits(label);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            if (!button->text().isEmpty() && button->sizeHint().width() > button->width())
                reportCut(button, button->text());
        } else if (const auto* box = qobject_cast<const QComboBox*>(widget))
            verifyBoxFits(box);
        else if (const auto* spin = qobject_cast<const QAbstractSpinBox*>(widget)) {
            if (spin->sizeHint().width() > spin->width())
                reportCut(spin, spin->text());
        } else if (const auto* line = qobject_cast<const QLineEdit*>(widget)) {
            if (line->text().isEmpty() &&
                line->fontMetrics().horizontalAdvance(line->placeholderText()) > line->width() - 8)
                reportCut(line, line->placeholderText());
        } else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
            if (tabs->count() > 0 && !tabs->rect().contains(tabs->tabRect(tabs->count() - 1).center()))
                reportCut(tabs, tabs->tabText(tabs->count() - 1));
        } else if (const auto* header = qobject_cast<const QHeaderView*>(widget))
            verifyHeaderFits(header);
    }
}

} // namespace postern::test
