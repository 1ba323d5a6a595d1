// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/connection_tester.h"

#include <QPointer>

#include <string>
#include <utility>
#include <vector>

namespace postern::test {

// Tests nothing: remembers what it was asked, and the test of the console says what the servers answer.
class FakeTester final : public ui::ConnectionTester {
public:
    ui::ConnectionTest* testRoute(const model::Route& route, const model::Server& server,
                                  QObject* parent) override
    {
        routes.push_back(route);
        servers.push_back(server);
        return running = new ui::ConnectionTest(parent);
    }

    ui::ConnectionTest* testService(const model::Service& service, const model::Server& server,
                                    QObject* parent) override
    {
        services.push_back(service);
        servers.push_back(server);
        return running = new ui::ConnectionTest(parent);
    }

    ui::ConnectionTest* testScanner(const model::Scanner& scanner, QObject* parent) override
    {
        scanners.push_back(scanner);
        return running = new ui::ConnectionTest(parent);
    }

    ui::ConnectionTest* testDnsList(const model::DnsList& list, const std::string& besides,
                                    const model::Server& server, QObject* parent) override
    {
        dnsLists.emplace_back(list.zone, besides);
        servers.push_back(server);
        return running = new ui::ConnectionTest(parent);
    }

    ui::HealthLook* lookAtHealth(QObject* parent) override
    {
        ++looks;
        return looking = new ui::HealthLook(parent);
    }

    // What the look at the server finds.
    void find(const model::HealthFinding& finding)
    {
        if (looking)
            Q_EMIT looking->found(finding);
    }
    void endLook()
    {
        if (looking)
            Q_EMIT looking->done();
    }

    // What the running test tells.
    void step(model::ProbeStep::What what, model::ProbeStep::Verdict verdict, Sentence text, int took = 12)
    {
        if (running)
            Q_EMIT running->stepped({what, verdict, std::move(text), {}, std::chrono::milliseconds(took)});
    }
    void end(bool good)
    {
        if (running)
            Q_EMIT running->done(good);
    }

    std::vector<model::Route> routes;
    std::vector<model::Service> services;
    std::vector<model::Server> servers;
    std::vector<model::Scanner> scanners;
    std::vector<std::pair<std::string, std::string>> dnsLists; // zone, what else is asked
    int looks = 0;
    QPointer<ui::ConnectionTest> running;
    QPointer<ui::HealthLook> looking;
};

} // namespace postern::test
