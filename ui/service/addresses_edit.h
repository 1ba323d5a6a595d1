// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>
#include <vector>

class QRadioButton;

namespace postern::ui {

class RangeListEdit;

// Where a service listens: all addresses of the machine (an empty list), or only these.
class AddressesEdit : public QWidget {
    Q_OBJECT

public:
    explicit AddressesEdit(QWidget* parent = nullptr);

    void setValue(const std::vector<std::string>& addresses);
    std::vector<std::string> value() const;
    // "Only these", and none is there: the empty list would mean all.
    bool lacksAddress() const;

Q_SIGNALS:
    void edited();

private:
    QRadioButton* m_all;
    QRadioButton* m_chosen;
    RangeListEdit* m_list;
};

} // namespace postern::ui
