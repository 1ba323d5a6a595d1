// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/shared_rows.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

class QMimeData;

namespace postern::ui {

// Lines on their way to another list, by drag or clipboard: as whole entries for lists of the same kind, and
// as text for everything else. Neither is written before somebody asks for it.
QMimeData* toMimeData(model::ListKind kind, SharedRows rows);

// Whether a list of this kind can take it.
bool canTake(const QMimeData& data, model::ListKind kind);

// What came, not read yet: that takes its time for many lines, and any thread can do it.
struct ArrivedLines {
    SharedRows rows;   // from a list of this console
    QByteArray packed; // from one of another console
    QString text;      // from elsewhere
};
ArrivedLines arrivedIn(const QMimeData& data, model::ListKind kind);

// `like` gives color, service and author; what stands in the data otherwise comes along: pattern, comment,
// expiry, whether the line counts, and for which clients and services. An exception's condition does not come
// along into a black list, which has none. Text from elsewhere is taken a line each.
std::vector<ListRow> read(const ArrivedLines& arrived, const model::ListEntry& like);

} // namespace postern::ui
