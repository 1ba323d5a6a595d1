// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "ctl/output.h"
#include "model/configuration.h"
#include "store/store.h"

#include <chrono>
#include <istream>
#include <memory>
#include <string>

namespace postern::ctl {

// What the shell gets to see (architecture.md, section 7).
inline constexpr int exitDone = 0;
inline constexpr int exitRefused = 1; // or a problem was found
inline constexpr int exitUsage = 2;

// What a command works with.
struct Context {
    std::string where; // --store
    std::string author;
    std::istream& in;
    Output out;
    Output err;
    const Clock& clock;

    // The store that must be there, and whose configuration this is about.
    Result<std::unique_ptr<store::Store>> openStore() const;
    void report(const Error& error); // "posternctl: where: what. hint"
};

// $XDG_DATA_HOME/postern/postern.db, as the console has it.
std::string defaultStore();
// Who is at the keyboard, also behind sudo.
std::string currentUser();

// A service by its name, in any case, or by its number where none is called so.
Result<model::Service> findService(const model::Configuration& configuration, const std::string& name);

// Whether an engine runs on this store.
Result<bool> anyEngine(store::Store& store, Time now);
// So long a command waits for what it asked of an engine, which hears of it within 250 ms and shows what
// became of it every 2 s at most.
inline constexpr std::chrono::seconds patience{8};

} // namespace postern::ctl
