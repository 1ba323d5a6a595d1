// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_file_status.h"
#include "ui/forms/records_edit.h"
#include "ui/service/list_file_dialog.h"

namespace postern::ui {

// The files that the lists of a service, and those of all services, subscribe to, and what the engine makes
// of each.
class ListFilesEdit : public RecordsEdit<ListFileRow> {
    Q_OBJECT

public:
    // `store`: where relative paths begin.
    ListFilesEdit(model::Id service, const QString& store, Prompter& prompter, QWidget* parent = nullptr);

    void setSaved(std::vector<ListFileRow> saved); // what the engine may know
    void showStates(const std::vector<model::ListFileStatus>& states);

    // The row that is selected, in sentences; "" where none is.
    QString details() const;

Q_SIGNALS:
    void detailsChanged();

protected:
    QStringList cells(const ListFileRow& file) const override;
    std::optional<ListFileRow> ask(const ListFileRow& file, const std::vector<ListFileRow>& others) override;
    void filled() override;

private:
    const model::ListFileStatus* stateOf(const ListFileRow& file) const;
    QString stateText(const ListFileRow& file) const;

    const model::Id m_service;
    const QString m_store;
    Prompter& m_prompter;
    std::vector<ListFileRow> m_saved;
    std::vector<model::ListFileStatus> m_states;
};

// The state of one file as the engine says it: of several engines, of the one where it is worst. nullptr
// where none says anything. `service` is 0 for a file of all services.
const model::ListFileStatus* worstState(const std::vector<model::ListFileStatus>& states, model::Id service,
                                        const model::Subscription& file);

} // namespace postern::ui
