// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "model/configuration.h"
#include "model/health.h"
#include "model/probe_step.h"

#include <QObject>

namespace postern::ui {

// A test that runs. Whoever began it owns it; it is cancelled by deleting it.
class ConnectionTest : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void stepped(const postern::model::ProbeStep& step);
    // Either of them comes last, and once: whether mail would have been taken, or why nothing could be tried.
    void done(bool good);
    void failed(const postern::Error& why);
};

// A look at the whole server that is under way. Whoever began it owns it; it is cancelled by deleting it.
class HealthLook : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void found(const postern::model::HealthFinding& finding);
    // Either of them comes last, and once.
    void done();
    void failed(const postern::Error& why);
};

// Speaks with mail servers as the engine would: the program makes it and passes it in, since the console
// itself knows no network.
class ConnectionTester {
public:
    ConnectionTester() = default;
    ConnectionTester(const ConnectionTester&) = delete;
    ConnectionTester& operator=(const ConnectionTester&) = delete;
    virtual ~ConnectionTester() = default;

    // Comes back at once; the steps follow from the event loop. Tries the route as a delivery would, with the
    // DNS servers of `server`, and sends nothing.
    virtual ConnectionTest* testRoute(const model::Route& route, const model::Server& server,
                                      QObject* parent) = 0;
    // Connects to a service of this machine as a mail program would that knows it by the host name of
    // `server`.
    virtual ConnectionTest* testService(const model::Service& service, const model::Server& server,
                                        QObject* parent) = 0;
    // Hands a scanner a clean message, and one that every scanner takes for spam (GTUBE).
    virtual ConnectionTest* testScanner(const model::Scanner& scanner, QObject* parent) = 0;
    // Asks a DNS list for the entries that tell whether it is alive, and for `besides`, an address or a
    // domain, where that is not empty; by the DNS servers of `server`.
    virtual ConnectionTest* testDnsList(const model::DnsList& list, const std::string& besides,
                                        const model::Server& server, QObject* parent) = 0;
    // Looks at everything (server/health) as it is saved and as it runs.
    virtual HealthLook* lookAtHealth(QObject* parent) = 0;
};

} // namespace postern::ui
