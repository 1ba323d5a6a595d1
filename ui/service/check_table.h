// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

#include <QTableWidget>

#include <map>

namespace postern::ui {

// The checks of a service, but for message.spam: their modes and the texts that a refused client is told. A
// text left empty, and a mode as the preset has it, follow the default.
class CheckTable : public QTableWidget {
    Q_OBJECT

public:
    using Settings = std::map<model::Check, model::CheckSetting>;

    explicit CheckTable(QWidget* parent = nullptr);

    // The preset that the defaults are of; before setValue().
    void setPreset(model::Preset preset);
    void setValue(const Settings& settings);
    Settings value() const;

    // As if it were chosen in the table.
    void setMode(model::Check check, model::CheckMode mode);
    void select(model::Check check);
    void resetSelected(); // mode and text of the selected checks back to the defaults

    QSize sizeHint() const override;

Q_SIGNALS:
    void edited();

protected:
    // Space and F4 open the mode's choice from the keyboard.
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addRow(const model::CheckInfo& info);
    void showRow(int row);
    model::CheckMode modeAt(int row) const;

    model::Preset m_preset = model::Preset::Mx;
    Settings m_shown; // as set; what is not edited stays as it is stored
};

} // namespace postern::ui
