// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/scanner_test.h"

#include <QMetaObject>

namespace postern::console {

ScannerTest::ScannerTest(const model::Scanner& scanner, QObject* parent)
    : ConnectionTest(parent)
{
    // What comes goes through this object's queue; its thread ends before it does.
    scan::ScannerProbe::Callbacks callbacks{
        .step =
            [this](const model::ProbeStep& step) {
                QMetaObject::invokeMethod(
                    this, [this, step] { Q_EMIT stepped(step); }, Qt::QueuedConnection);
            },
        .done =
            [this](bool good) {
                QMetaObject::invokeMethod(
                    this, [this, good] { Q_EMIT done(good); }, Qt::QueuedConnection);
            }};
    m_reactor.start();
    m_reactor.runAndWait([&] { m_probe.emplace(m_reactor, scanner, std::move(callbacks)); });
}

ScannerTest::~ScannerTest()
{
    m_reactor.runAndWait([this] { m_probe.reset(); });
    m_reactor.stop();
}

} // namespace postern::console
