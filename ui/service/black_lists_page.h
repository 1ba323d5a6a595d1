// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/dns_list_state.h"
#include "store/edit.h"
#include "ui/service/service_page.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace postern::ui {

class CheckModeBox;
class DnsListsEdit;
class ListFilesButton;
class Prompter;
class StoreClient;

// Tab Black Lists: the way to the lists, and whom they and the checks apply to.
class BlackListsPage final : public ServicePage {
    Q_OBJECT

public:
    BlackListsPage(StoreClient& client, Prompter& prompter);

    // The files of the lists of all services belong to the draft of the same window, too.
    ListFilesButton& files() { return *m_files; }
    const ListFilesButton& files() const { return *m_files; }

    CheckModeBox& verification() { return *m_verification; }

    QWidget* reveal(const QString& field) override; // the verification by DNS lists, too
    void showDnsLists(const std::vector<model::DnsListState>& states);
    void follow(const model::Service& service, const model::Configuration& all) override;
    void showCounts(const std::vector<store::ListCount>& counts, model::Id service);

Q_SIGNALS:
    void listsWanted(postern::model::ListColor color);
    void dnsListTestWanted(const postern::model::DnsList& list);
    // The check is one of the table on the tab Abuse, which keeps it.
    void verificationChosen(postern::model::CheckMode mode);

private:
    QWidget* listButtons();
    void addFiles(QGridLayout& grid);
    QPushButton* listButton(model::ListColor color, const char* name, const QString& text);

    QLabel* m_black;
    QLabel* m_white;
    ListFilesButton* m_files;
    QLabel* m_fileCount;
    CheckModeBox* m_verification;
    DnsListsEdit* m_dnsLists;
};

// "3 addresses · 12 senders · 2 HELO hosts"; what all services share counts too.
QString listCountText(const std::vector<store::ListCount>& counts, model::Id service, model::ListColor color);

} // namespace postern::ui
