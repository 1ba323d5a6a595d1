// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <QComboBox>

#include <optional>
#include <string>

namespace postern::ui {

// When an entry expires: never, in some days, or a date and time that is typed ("2027-01-31 10:00", or as the
// desktop writes dates), local time.
class ExpiryEdit : public QComboBox {
    Q_OBJECT

public:
    explicit ExpiryEdit(QWidget* parent = nullptr);

    // `typed` is what stands there instead, where that is no date.
    void setValue(std::optional<Time> expires, const std::optional<std::string>& typed = {});
    // Whether what stands there is understood; value() is empty otherwise as well as for never.
    bool isValid() const { return bool(read()); }
    std::optional<Time> value() const { return read().value_or(std::nullopt); }

Q_SIGNALS:
    void edited();

private:
    std::optional<std::optional<Time>> read() const;
};

} // namespace postern::ui
