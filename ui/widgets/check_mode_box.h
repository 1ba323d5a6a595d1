// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"
#include "model/configuration.h"

#include <QWidget>

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QRadioButton;

namespace postern::ui {

// Off, monitor or enforce of one check: a box, and beside it what it does while it is ticked. Ticked again,
// it does what it did before. Below it there may stand what it would refuse.
class CheckModeBox : public QWidget {
    Q_OBJECT

public:
    // `text` is what the box says, with mnemonic.
    CheckModeBox(model::Check check, const QString& text, QWidget* parent = nullptr);

    model::Check check() const { return m_check; }
    QString text() const;
    model::CheckMode value() const;
    void setValue(model::CheckMode mode); // emits no edited()

    void load(const model::Service& service) { setValue(service.mode(m_check)); }
    // Puts the mode into `service`, as nothing where it is what the preset has anyway.
    void write(model::Service& service) const;

    // "" hides the line. `who`: with a button that asks whose messages these are.
    void showRefusals(const QString& text, bool who);

Q_SIGNALS:
    void edited();
    void whoWanted();

private:
    QHBoxLayout* makeRefusals(const QString& name, const QString& plain);
    void enableChoice();

    model::Check m_check;
    QCheckBox* m_box;
    QRadioButton* m_enforce;
    QRadioButton* m_monitor;
    QLabel* m_refusals;
    QPushButton* m_who;
};

} // namespace postern::ui
