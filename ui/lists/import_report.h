// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/list_text.h"

#include <QDialog>

namespace postern::ui {

// All lines of a file that are no patterns, each with number and reason, and the question whether the others
// are to be taken. Accepted: yes.
class ImportReport : public QDialog {
    Q_OBJECT

public:
    // `good` lines of the file can be taken.
    ImportReport(const QString& file, const std::vector<WrongLine>& wrong, int good, QWidget* parent);
};

} // namespace postern::ui
