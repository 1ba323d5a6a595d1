// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"

#include <QString>

#include <cstdint>
#include <functional>

class QWidget;

namespace postern::ui {

class StoreClient;

struct SaveAnswer {
    enum class Kind : std::uint8_t {
        Saved,
        Reload,    // the user drops the edits for what others saved
        KeepMine,  // the user wants the edits over what others saved: load that, put the edits in, save again
        Cancelled, // nothing is saved, the user edits on
        Failed,    // `message` says why
    };
    Kind kind = Kind::Failed;
    std::int64_t revision = 0; // Saved
    QString message;           // Failed
};

// Commits `edit` as one revision. Where it breaks pinned messages, BrokenPinsDialog asks first. Where
// somebody else saved meanwhile, ConflictDialog asks over `parent`, and merging is tried first; where it was
// the same user, it is tried without asking. `done` runs on the GUI thread, not at all where `parent` is gone
// by then.
void saveEdit(StoreClient& client, QWidget* parent, store::Edit edit, bool mayKeepMine,
              std::function<void(const SaveAnswer&)> done);

} // namespace postern::ui
