// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>
#include <vector>

class QCheckBox;

namespace postern::ui {

// Which ways to log in a service offers: a box for each.
class MechanismsEdit : public QWidget {
    Q_OBJECT

public:
    explicit MechanismsEdit(QWidget* parent = nullptr);

    void setValue(const std::vector<std::string>& mechanisms);
    // In the order in which they were set, new ones behind; names without a box stay.
    std::vector<std::string> value() const;

Q_SIGNALS:
    void edited();

private:
    std::vector<QCheckBox*> m_boxes; // named by their mechanisms
    std::vector<std::string> m_shown;
};

} // namespace postern::ui
