// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/preset.h"
#include "store/store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace postern;
using namespace postern::store;

namespace {

template <class T>
T unwrap(Result<T> result)
{
    if (!result)
        throw std::runtime_error(toString(result.error()));
    return std::move(*result);
}

std::int64_t saved(CommitResult result)
{
    if (result)
        return *result;
    if (const Error* error = std::get_if<Error>(&result.error()))
        throw std::runtime_error(toString(*error));
    throw std::runtime_error("conflict");
}

model::Configuration sample()
{
    model::Configuration configuration;
    configuration.server.hostname = "mail.example.test";
    configuration.server.lan = {"127.0.0.1", "192.168.1.0/24"};
    configuration.domains = {{0, "example.test", {"example.net", "example.org"}}};
    configuration.mailboxes = {
        {0, "jane@example.test", "hash", "maildir:/srv/mail/jane", {"info@example.test"}}};
    configuration.routes = {{0, "*", "smtp:relay.example.test:587"}};
    model::Service service = model::makeService(model::Preset::Mx);
    service.addresses = {"127.0.0.1"};
    service.relay.ranges = {"10.0.0.0/8"};
    service.checks[model::Check::SenderClaimsLocal] = {model::CheckMode::Monitor, ""};
    configuration.services = {service};
    return configuration;
}

model::ListEntry entry(model::ListKind kind, const std::string& pattern)
{
    model::ListEntry one;
    one.kind = kind;
    one.pattern = pattern;
    return one;
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_store = unwrap(Store::open(file(), OpenMode::Create)); }

    void cleanup()
    {
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void aNewStoreHasTheDefaultsAndNoRevision()
    {
        QCOMPARE(unwrap(m_store->revision()), std::int64_t(0));
        QVERIFY(unwrap(m_store->configuration()) == model::Configuration());
        QVERIFY(unwrap(m_store->history()).empty());
    }

    void aConfigurationComesBackAsItWasSaved()
    {
        const model::Configuration before = unwrap(m_store->configuration());
        QCOMPARE(saved(m_store->commit({0, "jane", "", before, sample(), {}, false})), std::int64_t(1));
        model::Configuration stored = unwrap(m_store->configuration());
        QVERIFY(stored.services.at(0).id > 0);
        stored.domains.at(0).id = stored.mailboxes.at(0).id = stored.routes.at(0).id =
            stored.services.at(0).id = 0;
        QVERIFY(stored == sample());
    }

    void aDocumentIsAppliedAndComesBack()
    {
        model::Document document;
        document.configuration = sample();
        document.lists["SMTP"] = {entry(model::ListKind::Sender, "*@spam.example"),
                                  entry(model::ListKind::Ip, "192.0.2.0/24")};
        document.lists[""] = {entry(model::ListKind::Helo, "localhost")};
        Edit edit = unwrap(m_store->editFor(document));
        edit.author = "jane";
        saved(m_store->commit(edit));
        QVERIFY(unwrap(m_store->editFor(document)).empty());
        model::Document back = unwrap(m_store->document());
        for (auto& [service, entries] : back.lists)
            for (model::ListEntry& one : entries) {
                QCOMPARE(one.author, std::string("jane"));
                QVERIFY(one.created != Time());
                one.author.clear();
                one.created = Time();
            }
        QVERIFY(back == document);
    }

    void aRestoreBringsBackWhatWasRemoved()
    {
        model::Document document;
        document.configuration = sample();
        document.lists["SMTP"] = {entry(model::ListKind::Sender, "*@spam.example")};
        document.lists[""] = {entry(model::ListKind::Helo, "localhost")};
        saved(m_store->commit(unwrap(m_store->editFor(document))));
        const model::Document first = unwrap(m_store->document());
        model::Document little;
        little.configuration.server.hostname = "mail.example.test";
        saved(m_store->commit(unwrap(m_store->editFor(little))));
        QVERIFY(unwrap(m_store->document()) == little);
        saved(m_store->commit(unwrap(m_store->editForRestore(1))));
        QVERIFY(unwrap(m_store->document()) == first);
    }

private:
    std::string file() const { return m_folder->filePath("postern.db").toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder = std::make_unique<QTemporaryDir>();
    std::unique_ptr<Store> m_store;
};

QTEST_GUILESS_MAIN(TestStore)
#include "test_store.moc"
