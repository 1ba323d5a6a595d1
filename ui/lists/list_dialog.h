// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "policy/policy.h"
#include "store/edit.h"
#include "ui/forms/properties_dialog.h"
#include "ui/lists/list_file_reader.h"
#include "ui/lists/list_marks.h"
#include "ui/lists/list_page.h"

#include <array>
#include <atomic>
#include <memory>
#include <vector>

class QUndoStack;

namespace postern::store {
class Store;
}

namespace postern::ui {

class CheckModeBox;
class RefusalNotes;
class StoreClient;

// The Black List and the Exceptions (White List) of one service: four lists and the checks that belong to
// them. Modeless where shown by show(): both may be open at the same time, and lines dragged between them.
// Saves all four lists and the checks as one revision. Of a long list the beginning is shown at once; until
// the rest has come it can be looked at only.
class ListDialog : public PropertiesDialog {
    Q_OBJECT

public:
    ListDialog(StoreClient& store, Prompter& prompter, model::Id service, model::ListColor color,
               QWidget* parent = nullptr);
    ~ListDialog() override;

    model::ListColor color() const { return m_color; }

    // Opens the tab; with an entry, its line. Before or after loading.
    void showEntry(model::ListKind kind, model::Id entry = 0);

    // Opens the tab that the check belongs to, at its box where it has one here.
    void showCheck(model::Check check);

    static QString title(model::ListColor color);
    static QString title(model::ListKind kind); // of its tab
    static QString tabId(model::ListKind kind); // as in showTab(): "ip", "sender", "recipient", "helo"

Q_SIGNALS:
    void filesWanted(); // that the list subscribes to: these are set in the service's properties
    // Whose messages the check would refuse: RefusalDialog.
    void whoWanted(postern::model::Check check, const std::string& service);

protected:
    bool isDirty() const override;
    std::vector<model::Problem> findProblems() const override;
    void save() override;
    void preview() override;
    void showUnplacedError() override;

private:
    struct Loaded;
    struct Compiled;
    class Reading;
    using Drafts = std::array<ListDraft, 4>; // by kind
    // What the lists have and the store may have, too; nullptr: nothing like that. There once, for it may be
    // long.
    using Before = std::shared_ptr<const Drafts>;

    ListPage& page(model::ListKind kind) { return *m_pages[std::size_t(kind)]; }
    const ListPage& page(model::ListKind kind) const { return *m_pages[std::size_t(kind)]; }
    void addPages();
    void addChecks();
    void addNotes();
    void addUndo();
    CheckModeBox* addCheck(model::Check check, const QString& text);
    static Result<> readSettings(store::Store& store, Loaded& loaded);
    void load(const Before& before, std::function<void()> then);
    void loadFirst();
    void takeBeginning(Loaded& beginning);
    void showWanted();
    void takeLoaded(const Before& before, Loaded& loaded);
    void takeLines(const Before& before, Loaded& loaded);
    void compileSaved(model::ListKind kind);
    void followFiles();
    void takeFiles();
    void showFiles();
    void followHits();
    void readHitsAgain();
    Before drafts() const;
    store::Edit settingsEdit() const;
    static store::Edit editOf(store::Edit settings, const Before& drafts);
    void commit(store::Edit edit, Before saved);
    model::Service edited() const; // the service with the checks as they stand here
    QString otherwise(model::ListKind kind, const QString& subject) const;

    StoreClient& m_store;
    model::Id m_service;
    model::ListColor m_color;
    QUndoStack* m_undo;
    std::array<ListPage*, 4> m_pages{};
    std::vector<CheckModeBox*> m_checks;
    RefusalNotes* m_refusals;
    std::int64_t m_base = 0; // revision
    model::Configuration m_configuration;
    model::Service m_loadedService;
    std::shared_ptr<const policy::ServerPolicy> m_server;
    std::shared_ptr<const Compiled> m_compiled; // as saved, without the files
    ListFileReader m_files;
    ListMarker m_marker;
    std::optional<std::pair<model::ListKind, model::Id>> m_wanted; // asked for before it was loaded
    std::shared_ptr<std::atomic<bool>> m_cancelled;                // set when the dialog goes
    std::int64_t m_newest = 0;                                     // revision that was seen
    bool m_arriving = false;                                       // of some list only the beginning is there
    bool m_saving = false;
    bool m_hitsMayDiffer = false;
};

} // namespace postern::ui
