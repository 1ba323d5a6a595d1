// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/queue.h"
#include "ui/monitor/live_table_model.h"

#include <QString>

#include <span>

namespace postern::ui {

// One recipient that waits for its message.
struct QueueLine : LiveRow {
    model::QueueEntry entry;

    bool operator==(const QueueLine& other) const { return entry == other.entry; }
};

// What the state filter of the queue offers.
enum class QueueFilter : std::uint8_t { All, Waiting, Failed, Active, Held };

QueueLine queueLineOf(model::QueueEntry entry);
bool isIn(const model::QueueEntry& entry, QueueFilter filter);

QString queueStateText(const model::QueueEntry& entry);       // "waiting", "being delivered", "held"
QString queueDestinationText(const std::string& destination); // "mailbox jane@domain.com"

std::span<const Column<QueueLine>> queueColumns(); // titles in the context QueueWords

} // namespace postern::ui
