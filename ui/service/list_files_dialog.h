// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/service/list_files_edit.h"

#include <QDialog>

class QLabel;

namespace postern::ui {

class StoreClient;

// "List Files…": what the lists of a service subscribe to, with what the engine says of each file, live.
// Saves nothing: value() is a part of the draft of whoever shows it.
class ListFilesDialog : public QDialog {
    Q_OBJECT

public:
    // `files` as they stand in the draft, `saved` as they are stored.
    ListFilesDialog(StoreClient& store, Prompter& prompter, model::Id service,
                    const std::vector<ListFileRow>& files, const std::vector<ListFileRow>& saved,
                    QWidget* parent);

    std::vector<ListFileRow> value() const { return m_edit->value(); }

private:
    void readStates();
    void showDetails();

    StoreClient& m_store;
    ListFilesEdit* m_edit;
    QLabel* m_details;
};

} // namespace postern::ui
