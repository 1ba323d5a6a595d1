// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/forms/binder.h"

#include <QDialog>

#include <vector>

class QListWidget;
class QPushButton;

namespace postern::ui {

// What a new service is asked for before it is there; all else is in its properties.
class NewServiceDialog final : public QDialog {
    Q_OBJECT

public:
    // `proposal` is the service as it will be; name, port and 'starts with the engine' may be changed.
    NewServiceDialog(const QString& title, const QString& explanation, const model::Service& proposal,
                     const model::Configuration& all, QWidget* parent);

    model::Service value() const;

private:
    bool showProblems(); // whether there are errors
    void acceptIfSound();

    model::Service m_proposal;
    model::Configuration m_all;
    Form* m_form;
    ProblemLabel* m_message;
    Binder<model::Service> m_binder;
};

// The parts of a service's policy that can be copied to another.
struct PolicyParts {
    bool access = true;
    bool relaying = true;
    bool checks = true; // modes, replies, exemptions
    bool lists = false;

    bool any() const { return access || relaying || checks || lists; }
    bool operator==(const PolicyParts&) const = default;
};

// Puts the chosen parts of one service into another; of the lists only the files that they subscribe to: the
// entries are no part of the configuration.
void copyParts(const PolicyParts& parts, const model::Service& from, model::Service& to);

// Which parts go to which services.
class CopyPolicyDialog final : public QDialog {
    Q_OBJECT

public:
    CopyPolicyDialog(const model::Service& from, const model::Configuration& all, QWidget* parent);

    PolicyParts parts() const;
    std::vector<model::Id> targets() const;

private:
    void updateButton();

    Binder<PolicyParts> m_binder;
    QListWidget* m_targets;
    QPushButton* m_copy;
};

} // namespace postern::ui
