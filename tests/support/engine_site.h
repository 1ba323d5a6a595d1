// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "model/preset.h"
#include "store/store.h"
#include "support/free_port.h"
#include "support/smtp_client.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace postern::testing {

// 127.0.0.2 is the LAN; any other loopback address is a stranger.
inline constexpr const char* lan = "127.0.0.2";
inline constexpr const char* outside = "127.0.0.9";

// A store with one service, and what an administrator does to it; the engine only sees what is committed.
class Site {
public:
    Site()
        : port(freePort())
    {
        where = folder.filePath("postern.db").toStdString();
        db = std::move(*store::Store::open(where, store::OpenMode::Create));
        change([&](model::Configuration& c) {
            c.server.hostname = "mail.domain.com";
            c.server.lan = {lan};
            c.domains = {{0, "domain.com", {}}};
            c.mailboxes = {{0, "jsmith@domain.com", "", "maildir:" + box(), {}}};
            model::Service service = model::makeService(model::Preset::Mx);
            service.name = "SMTP";
            service.addresses = {"127.0.0.1"};
            service.port = port;
            c.services = {service};
        });
    }

    // A failed test tells what the engine complained of.
    ~Site()
    {
        if (QTest::currentTestFailed())
            lines->print();
    }
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

    std::string box() const { return folder.filePath("jsmith").toStdString(); }

    // One revision; its number.
    std::int64_t change(const std::function<void(model::Configuration&)>& edit)
    {
        store::Edit made;
        made.base = *db->revision();
        made.author = "test";
        made.before = *db->configuration();
        made.after = made.before;
        edit(*made.after);
        const auto committed = db->commit(made);
        return committed ? *committed : -1;
    }

    std::int64_t change(const store::ListChanges& lists)
    {
        store::Edit edit;
        edit.base = *db->revision();
        edit.author = "test";
        edit.lists = lists;
        const auto committed = db->commit(edit);
        return committed ? *committed : -1;
    }

    std::int64_t list(model::ListColor color, model::ListKind kind, const std::string& pattern)
    {
        model::ListEntry entry;
        entry.color = color;
        entry.kind = kind;
        entry.pattern = pattern;
        return change(store::ListChanges{{entry}, {}});
    }

    void command(const char* verb, model::Id service)
    {
        QVERIFY(db->sendCommand({0, verb, std::to_string(service), "test", SystemClock().now()}));
    }

    model::Id serviceId() { return db->configuration()->services.front().id; }

    std::optional<model::ListenerStatus> listener(model::Id service = 0)
    {
        const auto nodes = db->nodes();
        if (!nodes || nodes->empty())
            return std::nullopt;
        for (const model::ListenerStatus& listener : nodes->front().listeners) {
            if (service == 0 || listener.service == service)
                return listener;
        }
        return std::nullopt;
    }
    bool is(model::ListenerState state, model::Id service = 0)
    {
        const auto status = listener(service);
        return status && status->state == state;
    }

    // Told apart from what a session said of the same message by having no facts.
    static bool isDelivery(const model::Event& event)
    {
        return event.check == model::checkDelivery && event.facts.empty();
    }

    // The newest events of sessions, once there are `count` of them; newest first.
    std::vector<model::Event> events(std::size_t count)
    {
        QElapsedTimer timer;
        timer.start();
        while (true) {
            auto found = db->events({});
            if (found)
                std::erase_if(*found, isDelivery);
            if ((found && found->size() >= count) || timer.elapsed() > 10'000)
                return found ? *found : std::vector<model::Event>();
            QThread::msleep(5);
        }
    }

    Result<std::unique_ptr<engine::Engine>> start(const std::string& node = "main") const
    {
        engine::EngineOptions options;
        options.store = where;
        options.node = node;
        options.reactors = 2;
        options.log = [lines = lines](const std::string& line) { lines->add(line); };
        return engine::Engine::start(options);
    }

    // What the engine complained of.
    class Lines {
    public:
        void add(const std::string& line)
        {
            const std::lock_guard lock(m_mutex);
            m_lines.push_back(line);
        }
        bool contain(const std::string& words) const
        {
            const std::lock_guard lock(m_mutex);
            return std::any_of(m_lines.begin(), m_lines.end(), [&](const std::string& line) {
                return line.find(words) != std::string::npos;
            });
        }
        void print() const
        {
            const std::lock_guard lock(m_mutex);
            for (const std::string& line : m_lines)
                qInfo("engine: %s", line.c_str());
        }

    private:
        mutable std::mutex m_mutex;
        std::vector<std::string> m_lines;
    };

    // Of an sqlite3 that waits while the engine writes.
    QStringList patientShell() const { return {"-cmd", ".timeout 20000", QString::fromStdString(where)}; }

    // By another program than Postern.
    void runSql(const char* sql) const
    {
        QProcess shell;
        shell.start("sqlite3", patientShell() << sql);
        QVERIFY(shell.waitForFinished());
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError());
    }

    // The events that the store did not take, one JSON object each.
    std::vector<QJsonObject> keptEvents() const
    {
        QFile file(QString::fromStdString(where + ".refused-events.jsonl"));
        std::vector<QJsonObject> events;
        if (!file.open(QIODevice::ReadOnly))
            return events;
        while (!file.atEnd())
            events.push_back(QJsonDocument::fromJson(file.readLine()).object());
        return events;
    }

    int mails() const
    {
        return int(QDir(QString::fromStdString(box()) + "/new").entryList(QDir::Files).size());
    }

    const std::shared_ptr<Lines> lines = std::make_shared<Lines>(); // outlives what hangs
    QTemporaryDir folder;
    std::string where;
    int port;
    std::unique_ptr<store::Store> db;
};

} // namespace postern::testing
