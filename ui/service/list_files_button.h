// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_file_status.h"
#include "ui/service/list_file_dialog.h"

#include <QPushButton>

namespace postern::ui {

class StoreClient;

// "List Files…" on the tab Black Lists: opens ListFilesDialog over what the service subscribes to, and over
// what all services do, which belongs to the draft of the same window. value() is the service's own.
class ListFilesButton : public QPushButton {
    Q_OBJECT

public:
    ListFilesButton(StoreClient& store, Prompter& prompter, QWidget* parent = nullptr);

    void setService(model::Id service);
    // Both as they are stored.
    void setValue(const std::vector<model::Subscription>& own);
    void setShared(const std::vector<model::Subscription>& shared);
    // Of all services; not as it is stored but as it is to be.
    void replaceShared(const std::vector<model::Subscription>& shared) { m_shared = shared; }

    std::vector<model::Subscription> value() const { return m_own; }
    const std::vector<model::Subscription>& shared() const { return m_shared; }

    // "2 files · 1,204 entries"
    QString summary() const;
    void open(QWidget* over); // the dialog

Q_SIGNALS:
    void edited();
    void summaryChanged();

private:
    void readStates();

    StoreClient& m_store;
    Prompter& m_prompter;
    model::Id m_service = 0;
    std::vector<model::Subscription> m_own;
    std::vector<model::Subscription> m_shared;
    std::vector<ListFileRow> m_savedOwn;
    std::vector<ListFileRow> m_savedShared;
    std::vector<model::ListFileStatus> m_states;
};

} // namespace postern::ui
