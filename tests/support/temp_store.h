// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/preset.h"
#include "store/store.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>
#include <string>

namespace postern::test {

// A real store in a folder of its own, filled as an administrator would after the first hour: a host, a LAN,
// a domain, two mailboxes, an SMTP and a Submission service, some list entries. Its connection here is the
// test's own, beside the StoreClient that the console under test opens on where(): it stands for somebody
// else.
class TempStore {
public:
    TempStore()
    {
        auto opened = store::Store::open(file(), store::OpenMode::Create);
        if (!opened)
            qFatal("%s", toString(opened.error()).c_str());
        m_store = std::move(*opened);
        fill();
    }

    std::string file() const { return m_folder.filePath(QStringLiteral("postern.db")).toStdString(); }
    QString where() const { return QString::fromStdString(file()); }
    store::Store& store() { return *m_store; }

    model::Configuration configuration()
    {
        auto configuration = m_store->configuration();
        return configuration ? *configuration : model::Configuration();
    }
    // By name; a service without id where there is none.
    model::Service service(const std::string& name)
    {
        for (const model::Service& service : configuration().services) {
            if (service.name == name)
                return service;
        }
        return {};
    }
    std::int64_t revision() { return m_store->revision().value_or(-1); }

    // What `change(Configuration&)` does, saved by another administrator. The new revision.
    template <class Change>
    std::int64_t saveAs(const std::string& author, Change change)
    {
        store::Edit edit;
        edit.base = revision();
        edit.author = author;
        edit.before = configuration();
        edit.after = edit.before;
        change(*edit.after);
        return commit(edit);
    }
    std::int64_t addEntries(std::vector<model::ListEntry> entries)
    {
        store::Edit edit;
        edit.base = revision();
        edit.author = "anna";
        edit.lists.saved = std::move(entries);
        return commit(edit);
    }
    static model::ListEntry entry(model::Id service, model::ListColor color, model::ListKind kind,
                                  const std::string& pattern)
    {
        model::ListEntry entry;
        entry.service = service;
        entry.color = color;
        entry.kind = kind;
        entry.pattern = pattern;
        return entry;
    }

private:
    std::int64_t commit(const store::Edit& edit)
    {
        const auto committed = m_store->commit(edit);
        if (committed)
            return *committed;
        const auto* error = std::get_if<Error>(&committed.error());
        QTest::qFail(error != nullptr ? toString(*error).c_str() : "somebody saved meanwhile", __FILE__,
                     __LINE__);
        return -1;
    }

    void fill()
    {
        saveAs("anna", [](model::Configuration& all) {
            all.server.hostname = "mail.example.com";
            all.server.lan = {"127.0.0.1", "192.168.1.0/24"};
            all.domains.push_back({0, "example.com", {}});
            all.mailboxes.push_back({0, "jane@example.com", {}, "maildir:/srv/mail/jane", {}});
            all.mailboxes.push_back({0, "joe@example.com", {}, "maildir:/srv/mail/joe", {}});
            all.services.push_back(model::makeService(model::Preset::Mx));
            all.services.push_back(model::makeService(model::Preset::Submission));
        });
        using model::ListColor;
        using model::ListKind;
        const model::Id smtp = service("SMTP").id;
        addEntries({entry(smtp, ListColor::Black, ListKind::Ip, "192.0.2.0/24"),
                    entry(smtp, ListColor::Black, ListKind::Sender, "*@spam.example"),
                    entry(smtp, ListColor::Black, ListKind::Sender, "joe@spam.example"),
                    entry(0, ListColor::Black, ListKind::Helo, "friend"),
                    entry(smtp, ListColor::White, ListKind::Sender, "news@partner.example")});
    }

    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_store;
};

} // namespace postern::test
