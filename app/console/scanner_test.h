// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "net/reactor.h"
#include "scan/scanner_probe.h"
#include "ui/data/connection_tester.h"

#include <optional>

namespace postern::console {

// Tries a scanner on a thread of its own. Nothing there blocks, so deleting it ends it at once.
class ScannerTest final : public ui::ConnectionTest {
    Q_OBJECT

public:
    ScannerTest(const model::Scanner& scanner, QObject* parent);
    ~ScannerTest() override;

private:
    net::Reactor m_reactor;
    std::optional<scan::ScannerProbe> m_probe; // on the reactor's thread
};

} // namespace postern::console
