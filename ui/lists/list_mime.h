// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/list_row.h"

#include <optional>
#include <vector>

class QMimeData;

namespace postern::ui {

// Lines on their way to another list, by drag or clipboard: as whole entries for lists of the same kind, and
// as text for everything else.
QMimeData* toMimeData(model::ListKind kind, const std::vector<ListRow>& rows);

// Whether a list of this kind can take it.
bool canTake(const QMimeData& data, model::ListKind kind);
// `like` gives color, service and author; what stands in the data otherwise comes along: pattern, comment,
// expiry, enabled. Text from elsewhere is taken a line each.
std::vector<ListRow> fromMimeData(const QMimeData& data, const model::ListEntry& like);

} // namespace postern::ui
