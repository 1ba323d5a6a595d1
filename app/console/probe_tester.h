// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/connection_tester.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace postern::console {

struct ProbeJob;

// Tests connections by the probe that `posternctl route test` uses, DNS lists, and the whole server as
// `posternctl health` does. Each test has a thread of its own, since what it works with takes its time to
// come up and to go.
class ProbeTester final : public QObject, public ui::ConnectionTester {
    Q_OBJECT

public:
    // `store`: what is looked at as a whole.
    explicit ProbeTester(std::string store = {}, QObject* parent = nullptr);
    ~ProbeTester() override; // cancels what still runs

    ui::ConnectionTest* testRoute(const model::Route& route, const model::Server& server,
                                  QObject* parent) override;
    ui::ConnectionTest* testService(const model::Service& service, const model::Server& server,
                                    QObject* parent) override;
    ui::ConnectionTest* testScanner(const model::Scanner& scanner, QObject* parent) override;
    ui::ConnectionTest* testDnsList(const model::DnsList& list, const std::string& besides,
                                    const model::Server& server, QObject* parent) override;
    ui::HealthLook* lookAtHealth(QObject* parent) override;

private:
    struct Running {
        std::function<void()> cancel;
        std::function<bool()> ended;
        std::thread thread;
    };

    ui::ConnectionTest* begin(ProbeJob job, QObject* parent);
    template <class Run>
    void start(const std::shared_ptr<Run>& run, std::function<void()> work);
    void joinEnded();

    const std::string m_store;
    std::vector<Running> m_runs;
};

} // namespace postern::console
