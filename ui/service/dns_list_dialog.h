// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeWidget;
class QTreeWidgetItem;

namespace postern::ui {

// One DNS list: its zone, its points, and what single answers of it mean. Changes nothing: value() is what
// the list is to become.
class DnsListDialog : public QDialog {
    Q_OBJECT

public:
    // `others`: the further lists of the service, among which its zone must be the only one.
    DnsListDialog(const model::DnsList& list, std::vector<model::DnsList> others, QWidget* parent);

    model::DnsList value() const;

private:
    QWidget* responsesEdit();
    QTreeWidgetItem* append(const model::DnsListResponse& response);
    void addResponse();
    void removeResponse();
    void update();
    QString wrong() const; // what keeps OK from being pressed; "" where nothing

    const model::DnsList m_list;
    const std::vector<model::DnsList> m_others;
    QLineEdit* m_zone;
    QComboBox* m_kind;
    QSpinBox* m_points;
    QTreeWidget* m_responses;
    QPushButton* m_remove;
    QLabel* m_wrong;
    QDialogButtonBox* m_buttons;
};

} // namespace postern::ui
