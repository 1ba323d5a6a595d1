// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/smtp_carrier.h"
#include "engine/deliveries.h"
#include "engine/dns_facts.h"
#include "engine/services.h"
#include "engine/session_driver.h"
#include "net/self_signed.h"
#include "support/fake_resolver.h"
#include "support/free_port.h"
#include "support/scene.h"
#include "support/smtp_client.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace postern::testing {

using namespace postern::engine;

// Looks SPF up as the test says; may take its time, or for ever.
class FakeSpf final : public FactSource {
public:
    policy::FactId fact() const override { return policy::FactId::Spf; }
    void fetch(asio::io_context&, const policy::Policy&, const policy::Facts&,
               std::function<void(FetchedFact)> done) override
    {
        ++asked;
        if (answers)
            std::thread([this, done] { done({policy::FactId::Spf, result}); }).detach();
    }

    std::atomic<int> asked{0};
    bool answers = true;
    policy::SpfResult result = policy::SpfResult::Pass;
};

// Sessions over real sockets, without a store: the test is the store, and takes the events out of the queue.
class Gatehouse {
public:
    explicit Gatehouse(EventQueue::Bound bound = {}, FakeSpf* spf = nullptr, int reactorCount = 2,
                       const std::string& zone = "far.example SERVFAIL", delivery::CarrierTools outgoing = {})
        : events(bound)
        , resolver(withPort(zone, mxPort))
        , gather(spf != nullptr ? std::vector<FactSource*>{spf} : dnsFacts.sources(),
                 std::chrono::milliseconds(300))
        , carrier(reactors, withResolver(std::move(outgoing)))
        , port(freePort())
    {
        scene.service.port = port;
        scene.service.addresses = {"127.0.0.1"};
        scene.service.name = "SMTP";
        scene.configuration.server.lan = {"127.0.0.2"};
        scene.configuration.mailboxes = {{1, "jane@domain.com", "", "maildir:" + box("jane"), {}},
                                         {2, "bob@domain.com", "", "maildir:" + box("bob"), {}}};
        for (int i = 0; i < reactorCount; ++i) {
            reactors.push_back(std::make_unique<net::Reactor>());
            reactors.back()->start();
        }
        deliveries.start();
    }
    ~Gatehouse()
    {
        services.stopAll();
        for (const auto& reactor : reactors)
            visitSessions(*reactor, [](SessionDriver& session) { session.endNow(); });
        events.liftBound();
        QElapsedTimer timer;
        timer.start();
        while (environment.sessions > 0 && timer.elapsed() < 5000)
            QThread::msleep(2);
        deliveries.stop(std::chrono::seconds(5));
        workers.finish(std::chrono::seconds(30));
        for (const auto& reactor : reactors)
            reactor->stop();
        if (QTest::currentTestFailed()) {
            for (const std::string& line : lines)
                qInfo("engine: %s", line.c_str());
        }
    }

    // Puts the scene in force.
    void enforce()
    {
        policy::Snapshot snapshot;
        const auto policy =
            policy::compilePolicy(++revision, scene.configuration, scene.service, scene.entries);
        snapshot.revision = revision;
        snapshot.server = policy->server;
        snapshot.services = {policy};
        inForce.set(snapshot);
        services.apply(snapshot);
    }

    std::string box(const char* name) const
    {
        return folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    QList<QByteArray> mailOf(const char* name) const
    {
        QList<QByteArray> mails;
        const QDir inbox(QString::fromStdString(box(name)) + "/new");
        for (const QString& entry : inbox.entryList(QDir::Files)) {
            QFile file(inbox.filePath(entry));
            mails.append(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
        }
        return mails;
    }

    // Gives the service a certificate for `names`, the first of which is the host's.
    void encrypt(model::TlsMode mode, const std::vector<std::string>& names = {"mail.domain.com"})
    {
        scene.service.tls.mode = mode;
        std::vector<net::CertificateFiles> files;
        for (const std::string& name : names) {
            const std::string path = box(name.c_str()) + ".pem";
            if (!net::keepSelfSigned(path, name, clock.now()))
                return;
            files.push_back({path, path});
        }
        inForce.setTls({{scene.service.id, *net::TlsContext::load(files, scene.service.tls.only13)}});
    }

    // Waits for `count` files in the Maildir; what is in them.
    QList<QByteArray> waitForMail(const char* name, int count) const
    {
        QElapsedTimer timer;
        timer.start();
        while (mailOf(name).size() < count && timer.elapsed() < 10'000)
            QThread::msleep(2);
        return mailOf(name);
    }

    // Waits for `count` events of sessions; those of deliveries come on the side.
    std::vector<model::Event> takeEvents(std::size_t count)
    {
        std::vector<model::Event> all;
        QElapsedTimer timer;
        timer.start();
        do {
            for (LoggedEvent& item : events.take(1000)) {
                const bool delivered = item.event.check == model::checkDelivery && item.event.facts.empty();
                (delivered ? deliveryEvents : all).push_back(std::move(item.event));
            }
            QThread::msleep(1);
        } while (all.size() < count && timer.elapsed() < 10'000);
        return all;
    }

    // "$PORT" in a zone is that of mail exchangers.
    static std::string withPort(std::string zone, int port)
    {
        for (std::size_t at = 0; (at = zone.find("$PORT")) != zone.npos;)
            zone.replace(at, 5, std::to_string(port));
        return zone;
    }
    delivery::CarrierTools withResolver(delivery::CarrierTools tools)
    {
        if (tools.resolver == nullptr)
            tools.resolver = &resolver;
        return tools;
    }

    QTemporaryDir folder;
    Scene scene;
    SystemClock clock;
    InForce inForce;
    EventQueue events;
    int mxPort = freePort();
    test::FakeResolver resolver;
    DnsFacts dnsFacts{resolver, std::chrono::milliseconds(300)};
    Gather gather;
    std::unique_ptr<spool::Spool> queue =
        std::move(*spool::Spool::open(box("spool"), [](const std::string&) {}));
    delivery::MaildirNames maildirs{"test"};
    net::Workers workers{2};
    mailauth::PublicSuffixes suffixes;
    std::mutex logMutex;
    std::vector<std::string> lines;
    Environment environment{.clock = clock,
                            .inForce = inForce,
                            .events = events,
                            .gather = gather,
                            .spool = *queue,
                            .workers = workers,
                            .node = "main",
                            .log =
                                [this](const std::string& line) {
                                    const std::lock_guard lock(logMutex);
                                    lines.push_back(line);
                                },
                            .messages = {&resolver, std::chrono::milliseconds(300), &suffixes}};
    std::vector<model::Event> deliveryEvents;
    Reactors reactors;
    delivery::SmtpCarrier carrier;
    Deliveries deliveries{environment, maildirs, &carrier, std::uint16_t(mxPort)};
    Services services{reactors, environment};
    std::int64_t revision = 0;
    int port;
};

} // namespace postern::testing
