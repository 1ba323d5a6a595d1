// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/connection.h"
#include "ui/monitor/live_table_model.h"

#include <QString>

#include <span>

namespace postern::ui {

// One open session.
struct ConnectionLine : LiveRow {
    model::ConnectionEntry entry;
    QString service; // by name

    bool operator==(const ConnectionLine& other) const
    {
        return entry == other.entry && service == other.service;
    }
};

ConnectionLine connectionLineOf(model::ConnectionEntry entry, const QString& service);

std::span<const Column<ConnectionLine>> connectionColumns(); // titles in the context ConnectionWords

} // namespace postern::ui
