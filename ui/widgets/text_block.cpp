// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_block.h"

#include <cmath>

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

QSize TextBlock::sizeHint() const
{
    const int most = fontMetrics().lineSpacing() * m_maximumLines + 4;
    const int needed = int(std::ceil(document()->size().height()));
    return {200, std::min(needed, most)};
}

void TextBlock::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    const int needed = int(std::ceil(document()->size().height()));
    if (std::exchange(m_height, needed) != needed)
        updateGeometry();
}

} // namespace postern::ui
