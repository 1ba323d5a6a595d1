// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/explain/saved_policies.h"
#include "ui/log/flip_finder.h"
#include "ui/preview/refusal_job.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace postern::ui {

class Console;
class FlipBlock;
class RefusalModel;

// "Who?": whose messages a check of a service would refuse, or does refuse, in groups, and what can be done
// for each, safest first. Counted by what is saved, and again when that changes.
class RefusalDialog : public QDialog {
    Q_OBJECT

public:
    // `service` and its name.
    RefusalDialog(Console& console, model::Id service, const std::string& name, model::Check check,
                  QWidget* parent = nullptr);
    ~RefusalDialog() override;

Q_SIGNALS:
    // A page of the console is about to be shown: what is in its way should go.
    void leaving();

private:
    void makeTable();
    QWidget* makeTop();
    void begin();
    void take(const preview::RefusalReport& report);
    void showFailure(const QString& why);
    void setBusy(bool busy);
    void showGroups();
    void showGroup();
    void showFound(const FlipFinder::Answer& answer);
    void showInLog();
    QString notes() const;
    preview::RefusalKey key() const;
    const preview::RefusalGroup* current() const;
    const preview::CheckRefusals& refusals() const { return m_report.checks.front(); }

    Console& m_console;
    model::Id m_service;
    std::string m_name;
    model::Check m_check;
    SavedPolicies m_policies;
    std::shared_ptr<const policy::FlipSite> m_site; // where the check is enforced
    model::CheckMode m_mode{};                      // as saved
    RefusalJob m_job;
    FlipFinder m_finder;
    preview::RefusalReport m_report; // of one check, once it is there
    RefusalModel* m_model;
    QLabel* m_summary;
    QProgressBar* m_progress;
    QPushButton* m_stop;
    QLabel* m_keyLabel;
    QComboBox* m_key;
    QTableView* m_table;
    QLabel* m_likely;
    FlipBlock* m_flips;
    QLabel* m_notes;
    QPushButton* m_showInLog;
};

} // namespace postern::ui
