// SPDX-License-Identifier: GPL-3.0-or-later
// How a list dialog saves, and what it does when somebody else has saved meanwhile.
#include "ui/data/store_client.h"
#include "ui/lists/list_dialog.h"
#include "ui/text/translate.h"
#include "ui/widgets/check_mode_box.h"

#include <QUndoStack>

#include <algorithm>

namespace postern::ui {

namespace {

constexpr std::size_t shownChanges = 10; // of somebody else, in a question

QString whoSaved(const store::Conflict& conflict)
{
    QStringList names;
    for (const store::Revision& revision : conflict.revisions) {
        const QString name = qt(revision.author);
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names.isEmpty() ? ListDialog::tr("Somebody else") : names.join(QStringLiteral(", "));
}

QString whatChanged(const store::Conflict& conflict)
{
    QStringList lines;
    for (std::size_t i = 0; i < std::min(conflict.changes.size(), shownChanges); ++i)
        lines.append(QStringLiteral("• ") + qt(store::describe(conflict.changes[i])));
    if (conflict.changes.size() > shownChanges)
        lines.append(
            ListDialog::tr("… and %1 more").arg(conflict.changes.size() - shownChanges));
    return lines.join(u'\n');
}

} // namespace

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
    commit(false);
}

void ListDialog::commit(bool merge)
{
    // The store's answers come as a Result; a conflict is no failure of the call.
    using Answer = Result<store::CommitResult>;
    m_saving = true;
    store::Edit wanted = edit();
    wanted.merge = merge;
    m_store.run(
        this, [wanted = std::move(wanted)](store::Store& store) { return Answer(store.commit(wanted)); },
        [this, merge](Answer answer) {
            if (answer && *answer) {
                load([this] {
                    m_saving = false;
                    setLoaded();
                    saved();
                });
                return;
            }
            if (answer && std::holds_alternative<store::Conflict>(answer->error())) {
                takeConflict(std::get<store::Conflict>(answer->error()), merge);
                return;
            }
            m_saving = false;
            refused(translate(answer ? std::get<Error>(answer->error()) : answer.error()));
        });
}

void ListDialog::takeConflict(const store::Conflict& conflict, bool merged)
{
    const QString reload = tr("&Reload and Lose Mine");
    const QString back = tr("&Go On Editing");
    const Prompter::Question question{
        windowTitle(),
        merged ? tr("%1 changed the very lines or settings that you changed too.").arg(whoSaved(conflict))
               : tr("%1 saved while you were editing.").arg(whoSaved(conflict)),
        whatChanged(conflict),
        merged ? QStringList{reload, back} : QStringList{tr("&Keep Both: Merge"), reload, back},
        Prompter::Tone::Warning};
    const int answer = prompter().ask(this, question) + (merged ? 1 : 0);
    if (answer == 0) {
        commit(true);
    } else if (answer == 1) {
        load([this] {
            m_saving = false;
            setLoaded();
            refused({});
        });
    } else {
        m_saving = false;
        refused(tr("Not saved: %1 saved meanwhile.").arg(whoSaved(conflict)));
    }
}

} // namespace postern::ui
