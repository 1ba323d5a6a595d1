// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>

class QComboBox;
class QSpinBox;

namespace postern::ui {

// A number of bytes, typed in the unit that suits it. Every value from 0 to 2^31-1 of a unit goes there and
// back unchanged. 0 is "no limit".
class SizeEdit : public QWidget {
    Q_OBJECT

public:
    explicit SizeEdit(QWidget* parent = nullptr);

    void setValue(std::int64_t bytes);
    std::int64_t value() const;

Q_SIGNALS:
    void edited();

private:
    QSpinBox* m_number;
    QComboBox* m_unit;
};

} // namespace postern::ui
