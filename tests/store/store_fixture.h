// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/preset.h"
#include "store/phrase_text.h"
#include "store/store.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <stdexcept>
#include <string>

namespace postern::store {

template <class T>
T unwrap(Result<T> result)
{
    if (!result)
        throw std::runtime_error(toString(result.error()));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

inline std::int64_t saved(CommitResult result)
{
    if (result)
        return *result;
    if (const Error* error = std::get_if<Error>(&result.error()))
        throw std::runtime_error(toString(*error));
    throw std::runtime_error("conflict");
}

// The conflict or error that a commit must have ended with.
inline Conflict conflictOf(const CommitResult& result)
{
    if (result || !std::holds_alternative<Conflict>(result.error()))
        throw std::runtime_error("no conflict");
    return std::get<Conflict>(result.error());
}

inline Error errorOf(const CommitResult& result)
{
    if (result || !std::holds_alternative<Error>(result.error()))
        throw std::runtime_error("no error");
    return std::get<Error>(result.error());
}

inline model::Configuration sample()
{
    model::Configuration configuration;
    configuration.server.hostname = "mail.example.test";
    configuration.server.lan = {"127.0.0.1", "192.168.1.0/24"};
    configuration.server.trustedForwarders = {"203.0.113.7"};
    configuration.server.dnsServers = {"127.0.0.1@5353"};
    configuration.domains = {{0, "example.test", {"example.net", "example.org"}}};
    configuration.mailboxes = {{0, "jane@example.test", "", "maildir:/srv/mail/jane", {"info@example.test"}}};
    configuration.routes = {{0, "*", "smtp:relay.example.com:587"}};
    model::Service service = model::makeService(model::Preset::Mx);
    service.addresses = {"127.0.0.1"};
    service.accessRanges = {"198.51.100.0/24"};
    service.relay.ranges = {"10.0.0.0/8"};
    service.relay.recipients = {"partner.example"};
    service.checks[model::Check::SenderClaimsLocal] = {model::CheckMode::Monitor, ""};
    service.checks[model::Check::HeloInvalid] = {std::nullopt, "550 {helo} is no name"};
    configuration.services = {service};
    return configuration;
}

inline model::ListEntry entry(const std::string& pattern, model::ListKind kind = model::ListKind::Sender,
                              model::Id service = 0)
{
    model::ListEntry one;
    one.kind = kind;
    one.pattern = pattern;
    one.service = service;
    return one;
}

// A store in a folder of its own, with a second connection for whoever else is at it.
class StoreFixture {
public:
    StoreFixture()
        : m_store(unwrap(Store::open(file(), OpenMode::Create)))
    {
    }

    Store& store() { return *m_store; }
    Store& other()
    {
        if (!m_other)
            m_other = unwrap(Store::open(file(), OpenMode::Existing));
        return *m_other;
    }
    void close()
    {
        m_other.reset();
        m_store.reset();
    }
    void reopen()
    {
        close();
        m_store = unwrap(Store::open(file(), OpenMode::Existing));
    }

    std::string file() const { return path("postern.db"); }
    std::string path(const char* name) const
    {
        return m_folder.filePath(QString::fromUtf8(name)).toStdString();
    }

    // An edit of what is stored now.
    template <class Change>
    Edit edit(Change change, const std::string& author = "jane")
    {
        Edit edit;
        edit.base = unwrap(m_store->revision());
        edit.author = author;
        edit.before = unwrap(m_store->configuration());
        edit.after = edit.before;
        change(*edit.after);
        return edit;
    }
    Edit editOfLists(std::vector<model::ListEntry> added, std::vector<model::Id> removed = {})
    {
        Edit edit;
        edit.base = unwrap(m_store->revision());
        edit.author = "jane";
        edit.lists = {std::move(added), std::move(removed)};
        return edit;
    }
    void fill()
    {
        saved(m_store->commit(edit([](model::Configuration& c) { c = sample(); })));
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<Store> m_other;
};

// The real sqlite3 shell, as an administrator would use it. What it printed.
inline QString sqliteShell(const std::string& file, const QString& sql)
{
    QProcess shell;
    shell.start(QStringLiteral("sqlite3"), {QStringLiteral("-bail"), QString::fromStdString(file), sql});
    if (!shell.waitForFinished() || shell.exitCode() != 0)
        throw std::runtime_error("sqlite3: " + shell.readAllStandardError().toStdString());
    return QString::fromUtf8(shell.readAllStandardOutput()).trimmed();
}

} // namespace postern::store
