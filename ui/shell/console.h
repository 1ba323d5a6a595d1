// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/facts.h"
#include "ui/shell/place.h"

#include <string>

namespace postern::ui {

class ConnectionTester;
struct LogFilter;
class LiveStatus;
class Prompter;
class StoreClient;

// What pages and dialogs may ask of the program around them. The main window is one; tests have another.
class Console {
public:
    virtual ~Console() = default;

    virtual StoreClient& store() = 0;
    virtual Prompter& prompter() = 0;
    virtual LiveStatus& live() = 0;
    virtual ConnectionTester& tester() = 0;

    // Opens the very dialog, tab and row. Says so where it is gone meanwhile.
    virtual void open(const Place& place) = 0;
    // Rejected mail of one service; "" for all.
    virtual void showRejections(const std::string& service) = 0;
    // All that the log has of an address, an IP or a reference.
    virtual void showInLog(const std::string& search) = 0;
    // The log, asked for just this.
    virtual void showLog(const LogFilter& filter) = 0;
    // The Explain dialog, with what is known of the session filled in.
    virtual void explain(const std::string& service, const policy::Facts& facts) = 0;
};

} // namespace postern::ui
