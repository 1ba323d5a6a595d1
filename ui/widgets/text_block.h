// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace postern::ui {

// Text for reading that looks like a label, is as high as it needs to be (up to a bound, then it scrolls),
// and breaks words that have no blanks, as addresses from the network may not. Links are told by
// anchorClicked().
class TextBlock : public QTextBrowser {
    Q_OBJECT

public:
    explicit TextBlock(QWidget* parent = nullptr);

    void setMaximumLines(int lines) { m_maximumLines = lines; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int neededHeight() const;

    int m_maximumLines = 8;
};

} // namespace postern::ui
