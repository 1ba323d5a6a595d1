// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/probe_tester.h"

#include "console/probe_run.h"
#include "ui/data/service_address.h"

#include <QMetaObject>
#include <QPointer>

#include <algorithm>

namespace postern::console {

namespace {

class RunningTest final : public ui::ConnectionTest {
public:
    RunningTest(std::shared_ptr<ProbeRun> run, QObject* parent)
        : ConnectionTest(parent)
        , m_run(std::move(run))
    {
    }
    ~RunningTest() override { m_run->cancel(); }

private:
    std::shared_ptr<ProbeRun> m_run;
};

} // namespace

ProbeTester::ProbeTester(QObject* parent)
    : QObject(parent)
{
}

ProbeTester::~ProbeTester()
{
    for (auto& [run, thread] : m_runs)
        run->cancel();
    for (auto& [run, thread] : m_runs)
        thread.join();
}

ui::ConnectionTest* ProbeTester::testRoute(const model::Route& route, const model::Server& server,
                                           QObject* parent)
{
    return begin({.hop = delivery::hopOf(route),
                  .hostname = server.hostname,
                  .dnsServers = server.dnsServers,
                  .at = {}},
                 parent);
}

ui::ConnectionTest* ProbeTester::testService(const model::Service& service, const model::Server& server,
                                             QObject* parent)
{
    const std::string near = ui::nearAddress(service);
    const auto address = IpAddress::parse(near);
    delivery::NextHop hop;
    hop.kind = delivery::NextHop::Kind::Smtp;
    hop.host = server.hostname.empty() ? near : server.hostname;
    hop.port = std::uint16_t(service.port);
    hop.implicitTls = service.tls.mode == model::TlsMode::Implicit;
    // A name that no check takes for one of the server's own.
    return begin({.hop = std::move(hop),
                  .hostname = "test-connection.invalid",
                  .dnsServers = {},
                  .at = address ? std::optional(*address) : std::nullopt,
                  .logsIn = false},
                 parent);
}

ui::ConnectionTest* ProbeTester::begin(ProbeJob job, QObject* parent)
{
    joinEnded();
    auto run = std::make_shared<ProbeRun>();
    auto* test = new RunningTest(run, parent);
    // What comes goes through this object's queue, as the test may be gone by then.
    const auto tell = [this, guard = QPointer<ui::ConnectionTest>(test)](auto signal, const auto& what) {
        const auto forward = [guard, signal, what] {
            if (guard)
                Q_EMIT(guard.data()->*signal)(what);
        };
        QMetaObject::invokeMethod(this, forward, Qt::QueuedConnection);
    };
    ProbeRun::Callbacks callbacks{
        .step =
            [tell, logsIn = job.logsIn](const auto& step) {
                if (logsIn || step.what != model::ProbeStep::What::LogIn)
                    tell(&ui::ConnectionTest::stepped, step);
            },
        .done = [tell](bool good) { tell(&ui::ConnectionTest::done, good); },
        .failed = [tell](const Error& why) { tell(&ui::ConnectionTest::failed, why); }};
    m_runs.emplace_back(run, std::thread([run, job = std::move(job), callbacks = std::move(callbacks)] {
                            run->work(job, callbacks);
                        }));
    return test;
}

void ProbeTester::joinEnded()
{
    std::erase_if(m_runs, [](auto& item) {
        if (!item.first->ended())
            return false;
        item.second.join();
        return true;
    });
}

} // namespace postern::console
