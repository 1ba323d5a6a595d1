// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizard_step.h"

class QLabel;
class QPushButton;
class QTreeView;

namespace postern::ui {

class LiveStatus;
class ServiceTableModel;
class StoreClient;
class TestMessage;

// All that was chosen, in words; going on from here saves it as the first revision.
class SummaryStep : public WizardStep {
    Q_OBJECT

public:
    SummaryStep(WizardDraft& draft, StoreClient& store);

    bool validatePage() override; // saves, and goes on by itself once that is done
    bool isComplete() const override { return !m_saving; }

Q_SIGNALS:
    void saved();

protected:
    void load() override;
    std::vector<model::Problem> findProblems() const override;

private:
    void save();
    void setSaving(bool saving);

    StoreClient& m_store;
    QLabel* m_text;
    bool m_saving = false;
    bool m_saved = false;
};

// The services as they come up, and a test message through the first of them.
class ReadyStep : public WizardStep {
    Q_OBJECT

public:
    ReadyStep(WizardDraft& draft, LiveStatus& live);

protected:
    void load() override;

private:
    void refresh();
    void sendTest();
    void showAnswer(bool accepted, const QString& answer);

    LiveStatus& m_live;
    ServiceTableModel* m_services;
    QTreeView* m_view;
    QLabel* m_headline;
    QPushButton* m_send;
    QLabel* m_answer;
    TestMessage* m_test;
};

} // namespace postern::ui
