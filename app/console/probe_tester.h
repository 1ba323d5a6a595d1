// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/connection_tester.h"

#include <QObject>

#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace postern::console {

class ProbeRun;
struct ProbeJob;

// Tests connections by the probe that `posternctl route test` uses. Each test has a thread of its own, since
// what it works with takes its time to come up and to go.
class ProbeTester final : public QObject, public ui::ConnectionTester {
    Q_OBJECT

public:
    explicit ProbeTester(QObject* parent = nullptr);
    ~ProbeTester() override; // cancels what still runs

    ui::ConnectionTest* testRoute(const model::Route& route, const model::Server& server,
                                  QObject* parent) override;
    ui::ConnectionTest* testService(const model::Service& service, const model::Server& server,
                                    QObject* parent) override;

private:
    ui::ConnectionTest* begin(ProbeJob job, QObject* parent);
    void joinEnded();

    std::vector<std::pair<std::shared_ptr<ProbeRun>, std::thread>> m_runs;
};

} // namespace postern::console
