// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/explain.h"
#include "ui/explain/saved_policies.h"
#include "ui/forms/form.h"
#include "ui/log/flip_finder.h"

#include <QDialog>
#include <QPointer>

#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableWidget;

namespace postern::ui {

class Console;
class DecisionTabs;
class FlipBlock;
class TextBlock;

// "Explain a session…": what each service would do with a client, HELO, sender, recipient and user, by the
// saved configuration, and what would change it; answered while typing. Not modal: the settings that it leads
// to can be opened beside it.
class ExplainDialog : public QDialog {
    Q_OBJECT

public:
    // `service` by name: the one whose checks are shown first; "": the first that there is. `facts` of a
    // logged session, or Facts() for empty fields; what has no field (TLS, a ban, sizes) is kept.
    ExplainDialog(Console& console, const std::string& service, const policy::Facts& facts,
                  QWidget* parent = nullptr);
    ~ExplainDialog() override;

private:
    struct Row {
        std::string service;
        policy::Explanation explanation;
    };

    QWidget* makeForm();
    void makeTable();
    void fill(const policy::Facts& facts);
    std::optional<policy::Facts> facts(); // nullopt where the client is no address
    void refresh();
    void showVerdicts(const policy::Facts& facts);
    void showCurrent();
    void showState(const QString& text);
    QString verdictText(const Row& row) const;
    void followLink();
    void showFound(const FlipFinder::Answer& answer);

    Console& m_console;
    SavedPolicies m_policies;
    FlipFinder m_finder;
    policy::Facts m_base;
    std::string m_service; // the one selected
    std::vector<Row> m_rows;
    Form* m_form;
    QLineEdit* m_client;
    QLineEdit* m_helo;
    QLineEdit* m_sender;
    QLineEdit* m_recipient;
    QLineEdit* m_user;
    QComboBox* m_spf;
    QLabel* m_state;
    QTableWidget* m_services;
    TextBlock* m_reason;
    FlipBlock* m_flips;
    DecisionTabs* m_tabs;
};

} // namespace postern::ui
