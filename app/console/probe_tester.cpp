// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/probe_tester.h"

#include "console/health_run.h"
#include "console/probe_run.h"
#include "console/scanner_test.h"
#include "ui/data/service_address.h"

#include <QMetaObject>
#include <QPointer>

#include <algorithm>

namespace postern::console {

namespace {

// What the user holds; it cancels when it goes.
template <class Shown, class Run>
class Held final : public Shown {
public:
    Held(std::shared_ptr<Run> run, QObject* parent)
        : Shown(parent)
        , m_run(std::move(run))
    {
    }
    ~Held() override { m_run->cancel(); }

private:
    std::shared_ptr<Run> m_run;
};

// Hands on what a thread tells, through `through`'s queue, as `shown` may be gone by then.
template <class Shown>
class Teller {
public:
    Teller(QObject* through, Shown* shown)
        : m_through(through)
        , m_shown(shown)
    {
    }
    template <class Signal, class... What>
    void operator()(Signal signal, const What&... what) const
    {
        QMetaObject::invokeMethod(
            m_through,
            [shown = m_shown, signal, what...] {
                if (shown)
                    Q_EMIT(shown.data()->*signal)(what...);
            },
            Qt::QueuedConnection);
    }

private:
    QObject* m_through;
    QPointer<Shown> m_shown;
};

} // namespace

ProbeTester::ProbeTester(std::string store, QObject* parent)
    : QObject(parent)
    , m_store(std::move(store))
{
}

ProbeTester::~ProbeTester()
{
    for (Running& each : m_runs)
        each.cancel();
    for (Running& each : m_runs)
        each.thread.join();
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

ui::ConnectionTest* ProbeTester::testScanner(const model::Scanner& scanner, QObject* parent)
{
    return new ScannerTest(scanner, parent);
}

ui::ConnectionTest* ProbeTester::begin(ProbeJob job, QObject* parent)
{
    auto run = std::make_shared<ProbeRun>();
    auto* test = new Held<ui::ConnectionTest, ProbeRun>(run, parent);
    const Teller<ui::ConnectionTest> tell(this, test);
    ProbeRun::Callbacks callbacks{
        .step =
            [tell, logsIn = job.logsIn](const auto& step) {
                if (logsIn || step.what != model::ProbeStep::What::LogIn)
                    tell(&ui::ConnectionTest::stepped, step);
            },
        .done = [tell](bool good) { tell(&ui::ConnectionTest::done, good); },
        .failed = [tell](const Error& why) { tell(&ui::ConnectionTest::failed, why); }};
    start(run, [run, job = std::move(job), callbacks = std::move(callbacks)] { run->work(job, callbacks); });
    return test;
}

ui::ConnectionTest* ProbeTester::testDnsList(const model::DnsList& list, const std::string& besides,
                                             const model::Server& server, QObject* parent)
{
    auto run = std::make_shared<DnsListRun>(list, besides, server.dnsServers);
    auto* test = new Held<ui::ConnectionTest, DnsListRun>(run, parent);
    const Teller<ui::ConnectionTest> tell(this, test);
    start(run, [run, tell] {
        run->work({.step = [tell](const auto& step) { tell(&ui::ConnectionTest::stepped, step); },
                   .done = [tell](bool good) { tell(&ui::ConnectionTest::done, good); },
                   .failed = [tell](const Error& why) { tell(&ui::ConnectionTest::failed, why); }});
    });
    return test;
}

ui::HealthLook* ProbeTester::lookAtHealth(QObject* parent)
{
    auto run = std::make_shared<HealthRun>(m_store);
    auto* look = new Held<ui::HealthLook, HealthRun>(run, parent);
    const Teller<ui::HealthLook> tell(this, look);
    start(run, [run, tell] {
        run->work({.found = [tell](const auto& finding) { tell(&ui::HealthLook::found, finding); },
                   .done = [tell] { tell(&ui::HealthLook::done); },
                   .failed = [tell](const Error& why) { tell(&ui::HealthLook::failed, why); }});
    });
    return look;
}

template <class Run>
void ProbeTester::start(const std::shared_ptr<Run>& run, std::function<void()> work)
{
    joinEnded();
    m_runs.push_back(
        {[run] { run->cancel(); }, [run] { return run->ended(); }, std::thread(std::move(work))});
}

void ProbeTester::joinEnded()
{
    std::erase_if(m_runs, [](Running& each) {
        if (!each.ended())
            return false;
        each.thread.join();
        return true;
    });
}

} // namespace postern::console
