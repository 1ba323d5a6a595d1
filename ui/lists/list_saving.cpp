// SPDX-License-Identifier: GPL-3.0-or-later
// How a list dialog saves.
#include "ui/data/store_client.h"
#include "ui/forms/save_edit.h"
#include "ui/lists/list_dialog.h"
#include "ui/text/translate.h"

#include <algorithm>

namespace postern::ui {

store::Edit ListDialog::edit() const
{
    store::Edit edit;
    edit.base = m_base;
    edit.author = bytes(m_store.author());
    for (const ListPage* each : m_pages) {
        store::ListChanges changes = each->list().draft().changes();
        std::move(changes.saved.begin(), changes.saved.end(), std::back_inserter(edit.lists.saved));
        std::move(changes.removed.begin(), changes.removed.end(), std::back_inserter(edit.lists.removed));
    }
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

void ListDialog::save()
{
    m_saving = true;
    saveEdit(m_store, this, edit(), false, [this](const SaveAnswer& answer) {
        switch (answer.kind) {
        case SaveAnswer::Kind::Saved:
            return load([this] {
                m_saving = false;
                setLoaded();
                saved();
            });
        case SaveAnswer::Kind::Reload:
            return load([this] {
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
