// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/save_edit.h"

#include "preview/pins.h"
#include "ui/data/store_client.h"
#include "ui/forms/conflict_dialog.h"
#include "ui/pins/broken_pins_dialog.h"
#include "ui/text/translate.h"

#include <QPointer>
#include <QWidget>

#include <algorithm>
#include <memory>
#include <set>

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

// One edit on its way into the store.
struct Saving {
    StoreClient& client;
    QWidget* parent;
    std::shared_ptr<store::Edit> edit; // lists may be long: it is there once
    bool mayKeepMine;
    Done done;
    std::set<model::Id> allowed{}; // pins that the user lets it break
};

void lookAtPins(Saving saving);

void resolve(Saving saving, const store::Conflict& conflict)
{
    store::Edit& edit = *saving.edit;
    if (!edit.merge && allBy(edit.author, conflict)) {
        edit.merge = true;
        return lookAtPins(std::move(saving));
    }
    const auto kind = edit.merge ? ConflictDialog::Kind::Clash : ConflictDialog::Kind::Changed;
    const QPointer<QWidget> guard(saving.parent);
    ConflictDialog dialog(conflict, kind, saving.mayKeepMine, saving.parent);
    dialog.exec();
    if (!guard)
        return;
    switch (dialog.choice()) {
    case ConflictDialog::Choice::Cancel:
        return saving.done({Kind::Cancelled, 0, {}});
    case ConflictDialog::Choice::Discard:
        return saving.done({Kind::Reload, 0, {}});
    case ConflictDialog::Choice::KeepMine:
        return saving.done({Kind::KeepMine, 0, {}});
    case ConflictDialog::Choice::Merge:
        edit.merge = true;
        return lookAtPins(std::move(saving));
    }
}

void commit(Saving saving)
{
    using Committed = Result<store::CommitResult>;
    const auto work = [edit = saving.edit](store::Store& store) -> Committed { return store.commit(*edit); };
    saving.client.run(saving.parent, work, [saving](const Committed& result) mutable {
        if (!result)
            return saving.done({Kind::Failed, 0, translate(result.error())});
        const store::CommitResult& committed = *result;
        if (committed)
            return saving.done({Kind::Saved, *committed, {}});
        if (const auto* error = std::get_if<Error>(&committed.error()))
            return saving.done({Kind::Failed, 0, translate(*error)});
        resolve(std::move(saving), std::get<store::Conflict>(committed.error()));
    });
}

// What the user has not said yes to already.
std::vector<preview::BrokenPin> without(std::vector<preview::BrokenPin> broken,
                                        const std::set<model::Id>& allowed)
{
    std::erase_if(broken,
                  [&](const preview::BrokenPin& each) { return allowed.contains(each.draft.pin.id); });
    return broken;
}

void lookAtPins(Saving saving)
{
    using Broken = Result<std::vector<preview::BrokenPin>>;
    const auto work = [edit = saving.edit](store::Store& store) -> Broken {
        return preview::brokenBy(store, *edit, SystemClock().now());
    };
    saving.client.run(saving.parent, work, [saving](Broken found) mutable {
        if (!found) // what is wrong with the store keeps it from saving, too
            return saving.done({Kind::Failed, 0, translate(found.error())});
        const auto broken = without(std::move(*found), saving.allowed);
        if (!broken.empty()) {
            const QPointer<QWidget> guard(saving.parent);
            BrokenPinsDialog dialog(broken, saving.parent);
            const bool anyway = dialog.exec() == QDialog::Accepted;
            if (!guard)
                return;
            if (!anyway)
                return saving.done({Kind::Cancelled, 0, {}});
            for (const preview::BrokenPin& each : broken)
                saving.allowed.insert(each.draft.pin.id);
        }
        commit(std::move(saving));
    });
}

} // namespace

void saveEdit(StoreClient& client, QWidget* parent, store::Edit edit, bool mayKeepMine, Done done)
{
    lookAtPins(
        {client, parent, std::make_shared<store::Edit>(std::move(edit)), mayKeepMine, std::move(done)});
}

} // namespace postern::ui
