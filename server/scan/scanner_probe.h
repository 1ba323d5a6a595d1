// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "model/probe_step.h"
#include "net/reactor.h"

#include <functional>
#include <memory>

namespace postern::scan {

// Tries a scanner as a message would: connects, hands it a message that is clean, and one that every scanner
// takes for spam (GTUBE, https://spamassassin.apache.org/gtube/). Neither is anybody's mail. A milter is
// shown them in a session; it need not look for spam, so what it makes of them is told and not judged.
class ScannerProbe {
public:
    struct Callbacks {
        std::function<void(const model::ProbeStep&)> step;
        std::function<void(bool good)> done; // once, at the end
    };

    // On the reactor's thread, as all that is called; later, each step within the scanner's time-out. What it
    // has begun ends with it, without a word.
    ScannerProbe(net::Reactor& reactor, const model::Scanner& scanner, Callbacks callbacks);
    ~ScannerProbe();
    ScannerProbe(const ScannerProbe&) = delete;
    ScannerProbe& operator=(const ScannerProbe&) = delete;

private:
    class Trial;
    std::shared_ptr<Trial> m_trial;
};

} // namespace postern::scan
