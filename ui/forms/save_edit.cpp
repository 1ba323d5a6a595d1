// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/save_edit.h"

#include "ui/data/store_client.h"
#include "ui/forms/conflict_dialog.h"
#include "ui/text/translate.h"

#include <QPointer>
#include <QWidget>

#include <algorithm>

namespace postern::ui {

namespace {

using Done = std::function<void(const SaveAnswer&)>;
using Kind = SaveAnswer::Kind;

// Other dialogs of the same user save, too: the lists that were opened from a service's properties. What does
// not clash with that is merged without a word.
bool allBy(const std::string& author, const store::Conflict& conflict)
{
    return std::all_of(conflict.revisions.begin(), conflict.revisions.end(),
                       [&author](const store::Revision& revision) { return revision.author == author; });
}

void resolve(StoreClient& client, QWidget* parent, store::Edit edit, bool mayKeepMine, const Done& done,
             const store::Conflict& conflict)
{
    if (!edit.merge && allBy(edit.author, conflict)) {
        edit.merge = true;
        return saveEdit(client, parent, std::move(edit), mayKeepMine, done);
    }
    const auto kind = edit.merge ? ConflictDialog::Kind::Clash : ConflictDialog::Kind::Changed;
    const QPointer<QWidget> guard(parent);
    ConflictDialog dialog(conflict, kind, mayKeepMine, parent);
    dialog.exec();
    if (!guard)
        return;
    switch (dialog.choice()) {
    case ConflictDialog::Choice::Cancel:
        return done({Kind::Cancelled, 0, {}});
    case ConflictDialog::Choice::Discard:
        return done({Kind::Reload, 0, {}});
    case ConflictDialog::Choice::KeepMine:
        return done({Kind::KeepMine, 0, {}});
    case ConflictDialog::Choice::Merge:
        edit.merge = true;
        return saveEdit(client, parent, std::move(edit), mayKeepMine, done);
    }
}

} // namespace

void saveEdit(StoreClient& client, QWidget* parent, store::Edit edit, bool mayKeepMine, Done done)
{
    using Committed = Result<store::CommitResult>;
    // Lists may be long: the edit is there once.
    const auto shared = std::make_shared<store::Edit>(std::move(edit));
    const auto commit = [shared](store::Store& store) -> Committed { return store.commit(*shared); };
    client.run(parent, commit,
               [&client, parent, shared, mayKeepMine, done = std::move(done)](const Committed& result) {
                   if (!result)
                       return done({Kind::Failed, 0, translate(result.error())});
                   const store::CommitResult& committed = *result;
                   if (committed)
                       return done({Kind::Saved, *committed, {}});
                   if (const auto* error = std::get_if<Error>(&committed.error()))
                       return done({Kind::Failed, 0, translate(*error)});
                   resolve(client, parent, std::move(*shared), mayKeepMine, done,
                           std::get<store::Conflict>(committed.error()));
               });
}

} // namespace postern::ui
