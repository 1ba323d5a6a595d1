// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_block.h"

#include <cmath>
#include <memory>

namespace postern::ui {

TextBlock::TextBlock(QWidget* parent)
    : QTextBrowser(parent)
{
    setFrameShape(NoFrame);
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(2);
    connect(this, &QTextEdit::textChanged, this, &QWidget::updateGeometry);
}

// By a copy: the widget's own document is laid out for the width of its last resize only.
int TextBlock::neededHeight() const
{
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setTextWidth(viewport()->width());
    return int(std::ceil(copy->size().height()));
}

QSize TextBlock::sizeHint() const
{
    const int most = fontMetrics().lineSpacing() * m_maximumLines + 4;
    return {200, std::min(neededHeight(), most)};
}

void TextBlock::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

} // namespace postern::ui
