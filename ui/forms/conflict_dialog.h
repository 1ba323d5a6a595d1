// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"

#include <QDialog>

#include <cstdint>

namespace postern::ui {

// Somebody else saved while these edits were made: says who changed what and when, and asks what to do. The
// same for every dialog that saves to the store.
class ConflictDialog : public QDialog {
    Q_OBJECT

public:
    enum class Kind : std::uint8_t {
        Changed, // others saved; whether their changes touch the same things is not known yet
        Clash,   // merging was tried: these changes are of the same things as the edits at hand
    };
    enum class Choice : std::uint8_t {
        Cancel,   // back to the dialog; nothing is saved
        Merge,    // keep both; Kind::Changed only
        KeepMine, // mine where both changed the same; Kind::Clash only
        Discard,  // drop the edits at hand and load what is there now
    };

    // `mayKeepMine` where the caller can put its own edits over the others' version.
    ConflictDialog(const store::Conflict& conflict, Kind kind, bool mayKeepMine, QWidget* parent);

    Choice choice() const { return m_choice; } // after exec()

private:
    void choose(Choice choice);

    Choice m_choice = Choice::Cancel;
};

} // namespace postern::ui
