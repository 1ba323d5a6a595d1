// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/forms/binder.h"

#include <QDialog>

#include <vector>

class QDialogButtonBox;
class QLabel;

namespace postern::ui {

class ProblemLabel;
class RangeListEdit;

// One scanner: where it is, what its verdict is worth, what follows where it fails, and whose mail it does
// not look at. Changes nothing: value() is what the scanner is to become.
class ScannerDialog : public QDialog {
    Q_OBJECT

public:
    // `others`: the further scanners of `service`, among which its address must be the only one.
    ScannerDialog(const model::Scanner& scanner, std::vector<model::Scanner> others,
                  const model::Service& service, QWidget* parent);

    model::Scanner value() const;

private:
    void addFields();
    void addExceptions();
    void update();
    // What is wrong with it among the others; its address at least must be there.
    std::vector<model::Problem> problems() const;

    const model::Scanner m_scanner;
    model::Service m_service; // with the others only
    Form* m_form;
    Binder<model::Scanner> m_binder;
    QComboBox* m_kind;
    QLineEdit* m_address;
    RangeListEdit* m_exceptions;
    ProblemLabel* m_warning;
    ProblemLabel* m_wrong;
    QDialogButtonBox* m_buttons;
};

} // namespace postern::ui
