// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/place.h"

#include <QAction>
#include <QPointer>
#include <QString>

#include <string>
#include <variant>

namespace postern::ui {

// All that the log has of an address, an IP address or a reference.
struct LogSearch {
    std::string text;

    bool operator==(const LogSearch&) const = default;
};

// Something that was found, as a line of the list below the search field.
struct FindHit {
    QString title; // "Port — SMTP (25)"
    QString where; // "Service"
    const char* icon = "";
    std::variant<Place, LogSearch, QPointer<QAction>> target{}; // what Enter does
};

} // namespace postern::ui
