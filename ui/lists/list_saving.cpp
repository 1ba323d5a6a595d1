// SPDX-License-Identifier: GPL-3.0-or-later
// How a list dialog saves.
#include "ui/data/store_client.h"
#include "ui/forms/save_edit.h"
#include "ui/lists/background.h"
#include "ui/lists/list_dialog.h"
#include "ui/preview/preview_dialog.h"
#include "ui/text/translate.h"

#include <algorithm>

namespace postern::ui {

// All but the lines.
store::Edit ListDialog::settingsEdit() const
{
    store::Edit edit;
    edit.base = m_base;
    edit.author = bytes(m_store.author());
    const model::Service service = edited();
    if (service != m_loadedService) {
        edit.before = m_configuration;
        edit.after = m_configuration;
        std::replace_if(
            edit.after->services.begin(), edit.after->services.end(),
            [&](const model::Service& each) { return each.id == service.id; }, service);
    }
    return edit;
}

// Of long lists it takes its time.
store::Edit ListDialog::editOf(store::Edit settings, const Before& drafts)
{
    for (const ListDraft& draft : *drafts) {
        store::ListChanges changes = draft.changes();
        std::move(changes.saved.begin(), changes.saved.end(), std::back_inserter(settings.lists.saved));
        std::move(changes.removed.begin(), changes.removed.end(), std::back_inserter(settings.lists.removed));
    }
    return settings;
}

void ListDialog::preview()
{
    for (ListPage* each : m_pages)
        each->dropBlank();
    PreviewDialog::open(
        m_store.where(), windowTitle(),
        [edit = settingsEdit(), drafts = drafts()] { return editOf(edit, drafts); }, this);
}

void ListDialog::save()
{
    m_saving = true;
    for (ListPage* each : m_pages)
        each->dropBlank();
    inBackground(
        this,
        [edit = settingsEdit(), drafts = drafts()]() mutable {
            store::Edit all = editOf(std::move(edit), drafts);
            return std::make_pair(std::move(all), std::move(drafts));
        },
        [this](std::pair<store::Edit, Before> work) {
            commit(std::move(work.first), std::move(work.second));
        });
}

void ListDialog::commit(store::Edit edit, Before saved)
{
    saveEdit(m_store, this, std::move(edit), false,
             [this, drafts = std::move(saved)](const SaveAnswer& answer) {
                 switch (answer.kind) {
                 case SaveAnswer::Kind::Saved:
                     return load(drafts, [this] {
                         m_saving = false;
                         setLoaded();
                         PropertiesDialog::saved();
                     });
                 case SaveAnswer::Kind::Reload:
                     return load({}, [this] {
                         m_saving = false;
                         refused({});
                         setLoaded();
                     });
                 case SaveAnswer::Kind::KeepMine:
                 case SaveAnswer::Kind::Cancelled:
                     m_saving = false;
                     return refused({});
                 case SaveAnswer::Kind::Failed:
                     m_saving = false;
                     return refused(answer.message);
                 }
             });
}

} // namespace postern::ui
