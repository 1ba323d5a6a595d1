// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/list_row.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QRadioButton;

namespace postern::ui {

class ExpiryEdit;

// All of one line of a list: pattern with its meaning, whether and how long it counts, for which services,
// under which condition, comment. Changes nothing: value() is what the line is to become.
class EntryDialog : public QDialog {
    Q_OBJECT

public:
    // `service` is whose list it is.
    EntryDialog(const ListRow& row, model::Id service, QWidget* parent);

    ListRow value() const;

private:
    void addCondition(class Form& form);
    void update();
    QString wrong() const; // what keeps OK from being pressed; "" where nothing

    ListRow m_row;
    model::Id m_service;
    QLineEdit* m_pattern;
    QLabel* m_meaning = nullptr;
    QCheckBox* m_enabled;
    ExpiryEdit* m_expires;
    QComboBox* m_scope;
    QComboBox* m_condition = nullptr; // of exceptions only
    QLineEdit* m_onlyFrom = nullptr;
    QLabel* m_lifts = nullptr;
    QLineEdit* m_comment;
    QLabel* m_wrong;
    QDialogButtonBox* m_buttons;
};

} // namespace postern::ui
