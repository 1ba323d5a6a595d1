// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace postern::ui {

// A line of rich text whose link is followed by click and by Return. Tab comes to the link itself: a QLabel
// has the focus on none of its links then, and Return would press the dialog's OK.
class LinkLabel : public QLabel {
    Q_OBJECT

public:
    explicit LinkLabel(QWidget* parent = nullptr);

protected:
    void focusInEvent(QFocusEvent* event) override;
};

} // namespace postern::ui
