// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "policy/policy.h"
#include "store/edit.h"
#include "ui/forms/properties_dialog.h"
#include "ui/lists/list_page.h"

#include <array>
#include <memory>
#include <vector>

class QUndoStack;

namespace postern::ui {

class CheckModeBox;
class StoreClient;

// The Black List and the Exceptions (White List) of one service: four lists and the checks that belong to
// them. Modeless where shown by show(): both may be open at the same time, and lines dragged between them.
// Saves all four lists and the checks as one revision.
class ListDialog : public PropertiesDialog {
    Q_OBJECT

public:
    ListDialog(StoreClient& store, Prompter& prompter, model::Id service, model::ListColor color,
               QWidget* parent = nullptr);
    ~ListDialog() override;

    model::ListColor color() const { return m_color; }

    // Opens the tab; with an entry, its line. Before or after loading.
    void showEntry(model::ListKind kind, model::Id entry = 0);

    static QString title(model::ListColor color);
    static QString tabId(model::ListKind kind); // as in showTab(): "ip", "sender", "recipient", "helo"

protected:
    bool isDirty() const override;
    std::vector<model::Problem> findProblems() const override;
    void save() override;
    void showUnplacedError() override;

private:
    struct Loaded;
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
    void load(const Before& before, std::function<void()> then);
    void takeLoaded(const Before& before, Loaded& loaded);
    void takeLines(const Before& before, Loaded& loaded);
    void compileSaved();
    void followHits();
    void readHitsAgain();
    Before drafts() const;
    store::Edit settingsEdit() const;
    void commit(store::Edit edit, Before saved);
    model::Service edited() const; // the service with the checks as they stand here
    QString otherwise(model::ListKind kind, const QString& subject) const;

    StoreClient& m_store;
    model::Id m_service;
    model::ListColor m_color;
    QUndoStack* m_undo;
    std::array<ListPage*, 4> m_pages{};
    std::vector<CheckModeBox*> m_checks;
    std::int64_t m_base = 0; // revision
    model::Configuration m_configuration;
    model::Service m_loadedService;
    std::shared_ptr<const policy::ServerPolicy> m_server;
    std::optional<std::pair<model::ListKind, model::Id>> m_wanted; // asked for before it was loaded
    bool m_saving = false;
    bool m_hitsMayDiffer = false;
};

} // namespace postern::ui
