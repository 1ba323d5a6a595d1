// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"
#include "model/list_entry.h"
#include "ui/shell/page_id.h"

#include <QString>

#include <span>
#include <string_view>

namespace postern::ui {

// What people call a setting besides its label: words, and what is wrong when it is the cure. Parted by
// commas; in the context Find, so that each language has those of its own speakers.
struct Synonyms {
    const char* key;
    const char* words; // QT_TRANSLATE_NOOP
};

// By link, as FormPlace::link; by the object name of the command.
std::span<const Synonyms> serviceSynonyms();
std::span<const Synonyms> serverSynonyms();
std::span<const Synonyms> commandSynonyms();

// "" where there are none.
QString synonymsOf(std::span<const Synonyms> table, const QString& key);
QString synonymsOf(model::Check check);
QString synonymsOf(PageId page);
QString synonymsOf(model::ListColor color);

} // namespace postern::ui
