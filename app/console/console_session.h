// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console/in_process_engine.h"
#include "console/probe_tester.h"
#include "console/single_instance.h"
#include "ui/data/store_client.h"
#include "ui/shell/main_window.h"

#include <memory>

namespace postern::console {

// One run of the program `postern` on one store: at most one console of a user for each store, a way back
// from a store that cannot be opened, and an engine of its own only where no other one serves the store.
class ConsoleSession {
public:
    enum class Opening {
        Shown,     // the window is there
        Elsewhere, // this user has a console on this store already; its window is in front now
        NoStore,   // the user gave up on a store that cannot be opened
    };

    // `prompter` outlives the session.
    ConsoleSession(const QString& where, ui::Prompter& prompter);
    ~ConsoleSession();

    Opening open();

    // Once it is shown.
    ui::MainWindow& window() { return m_parts->window; }
    InProcessEngine& engine() { return m_parts->engine; }

private:
    struct Parts {
        Parts(const QString& where, ui::Prompter& prompter);

        ui::StoreClient client;
        InProcessEngine engine;
        ProbeTester tester;
        ui::MainWindow window;
    };

    QString m_where;
    ui::Prompter& m_prompter;
    SingleInstance m_instance;
    std::unique_ptr<Parts> m_parts;
};

// Whether an engine that is alive, in this process or another one, serves the store: a console then only
// attaches.
bool isServed(store::Store& store);

} // namespace postern::console
