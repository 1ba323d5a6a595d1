// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "base/mail_address.h"
#include "model/document.h"
#include "model/document_keys.h"
#include "model/list_reader.h"
#include "model/object_reader.h"
#include "model/service_reader.h"
#include "model/validate.h"

#include <set>
#include <unordered_map>

namespace postern::model {

namespace {

using Json = nlohmann::json;

// Names that may stand once in one list of the document.
class Names {
public:
    void meet(ObjectReader& reader, std::string_view key, const std::string& name)
    {
        if (!name.empty() && !m_seen.insert(lowerAscii(name)).second)
            reader.wrong(key, '"' + name + "\" stands here twice", "keep one of the two");
    }

private:
    std::set<std::string> m_seen;
};

void readServer(ObjectReader& reader, Server& server)
{
    reader.text("hostname", server.hostname);
    reader.text("postmaster", server.postmaster);
    readRanges(reader, "lan", server.lan);
    readRanges(reader, "trusted_forwarders", server.trustedForwarders);
    reader.texts("dns_servers", server.dnsServers);
    reader.number("event_days", server.eventDays);
    reader.number("event_megabytes", server.eventMegabytes);
    reader.number("queue_hours", server.queueHours);
    reader.number("delay_hours", server.delayHours);
}

// Normalises in place; what cannot be is reported and kept as it was.
void normalizeDomainAt(ObjectReader& reader, std::string path, std::string& name)
{
    auto normalized = normalizeDomain(name);
    if (normalized)
        name = std::move(*normalized);
    else
        reader.wrongAt(std::move(path), normalized.error());
}

void normalizeAddressAt(ObjectReader& reader, std::string path, std::string& text)
{
    const auto address = parseMailAddress(text);
    if (address)
        text = address->toString();
    else
        reader.wrongAt(std::move(path), address.error());
}

Domain readDomain(ObjectReader& reader)
{
    Domain domain;
    reader.requiredText("name", domain.name, "example.com");
    if (!domain.name.empty())
        normalizeDomainAt(reader, reader.pathOf("name"), domain.name);
    reader.texts("aliases", domain.aliases);
    for (std::size_t i = 0; i < domain.aliases.size(); ++i)
        normalizeDomainAt(reader, pathTo(reader.pathOf("aliases"), i), domain.aliases[i]);
    return domain;
}

void readPassword(ObjectReader& reader, const Mailbox& mailbox, std::map<std::string, std::string>& passwords)
{
    if (!reader.has("password"))
        return (void)reader.take("password");
    std::string password;
    reader.anyText("password", password);
    if (reader.has("password_hash"))
        reader.wrong("password", "stands beside password_hash", "keep one of the two");
    else if (!mailbox.address.empty())
        passwords[mailbox.address] = std::move(password);
}

Mailbox readMailbox(ObjectReader& reader, std::map<std::string, std::string>& passwords)
{
    Mailbox mailbox;
    reader.requiredText("address", mailbox.address, "jane@example.com");
    if (!mailbox.address.empty())
        normalizeAddressAt(reader, reader.pathOf("address"), mailbox.address);
    reader.text("password_hash", mailbox.passwordHash);
    if (!mailbox.passwordHash.empty() && !mailbox.passwordHash.starts_with("$argon2id$"))
        reader.wrong("password_hash", "is no Argon2id hash", "give the password itself as \"password\"");
    reader.text("scram_keys", mailbox.scramKeys);
    readPassword(reader, mailbox, passwords);
    reader.text("delivery", mailbox.delivery);
    reader.texts("aliases", mailbox.aliases);
    for (std::size_t i = 0; i < mailbox.aliases.size(); ++i)
        normalizeAddressAt(reader, pathTo(reader.pathOf("aliases"), i), mailbox.aliases[i]);
    reader.texts("forward", mailbox.forward);
    for (std::size_t i = 0; i < mailbox.forward.size(); ++i)
        normalizeAddressAt(reader, pathTo(reader.pathOf("forward"), i), mailbox.forward[i]);
    reader.flag("rewrite_sender", mailbox.rewriteSender);
    return mailbox;
}

Route readRoute(ObjectReader& reader)
{
    Route route;
    reader.requiredText("domain", route.domain, "partner.example");
    if (!route.domain.empty() && route.domain != "*")
        normalizeDomainAt(reader, reader.pathOf("domain"), route.domain);
    reader.requiredText("to", route.to, "smtp:relay.example.com:25");
    reader.text("user", route.user);
    reader.text("password", route.password);
    reader.word(
        "tls", route.tls, [](std::string_view word) { return valueIn(routeTlsWords, word); },
        R"("opportunistic", "none", "required" or "verified")");
    return route;
}

class DocumentReader {
public:
    explicit DocumentReader(Findings& findings)
        : m_findings(findings)
    {
    }

    Document read(const Json& root)
    {
        ObjectReader reader(root, "", m_findings, "an object { \"server\": …, \"services\": … }");
        reader.object("server",
                      [this](ObjectReader& server) { readServer(server, m_document.configuration.server); });
        readNamed(reader, "domains", "name", m_document.configuration.domains, &Domain::name, readDomain);
        readNamed(reader, "mailboxes", "address", m_document.configuration.mailboxes, &Mailbox::address,
                  [this](ObjectReader& mailbox) { return readMailbox(mailbox, m_document.passwords); });
        readNamed(reader, "routes", "domain", m_document.configuration.routes, &Route::domain, readRoute);
        readNamed(reader, "services", "name", m_document.configuration.services, &Service::name,
                  [this](ObjectReader& service) { return readServiceAndLists(service); });
        reader.object("shared_lists", [this](ObjectReader& lists) { keepLists("", readLists(lists)); });
        readSubscriptions(reader, m_document.configuration.subscriptions);
        reader.close();
        return std::move(m_document);
    }

private:
    template <class T, class Read>
    void readNamed(ObjectReader& root, std::string_view key, std::string_view nameKey, std::vector<T>& into,
                   std::string T::*name, Read readOne)
    {
        Names names;
        root.elements(key, [&](const Json& element, const std::string& path) {
            ObjectReader reader(element, path, m_findings);
            T value = readOne(reader);
            names.meet(reader, nameKey, value.*name);
            reader.close();
            into.push_back(std::move(value));
        });
    }

    Service readServiceAndLists(ObjectReader& reader)
    {
        Service service = readService(reader);
        if (service.name.empty())
            reader.wrong("name", "is empty", "each service has a name of its own");
        keepLists(service.name, readLists(reader));
        return service;
    }

    void keepLists(const std::string& service, std::vector<ListEntry> entries)
    {
        if (!entries.empty())
            m_document.lists[service] = std::move(entries);
    }

    Findings& m_findings;
    Document m_document;
};

// validate() knows services and the like by name; the document knows them by place.
class Places {
public:
    explicit Places(const Configuration& configuration)
    {
        add("domains", configuration.domains, &Domain::name);
        add("mailboxes", configuration.mailboxes, &Mailbox::address);
        add("routes", configuration.routes, &Route::domain);
        add("services", configuration.services, &Service::name);
    }

    std::string of(const std::string& field) const
    {
        const std::size_t end = field.rfind(']'); // no key has one
        if (end == field.npos)
            return field;
        const auto place = m_places.find(field.substr(0, end + 1));
        return place == m_places.end() ? field : place->second + field.substr(end + 1);
    }

private:
    template <class T>
    void add(std::string_view table, const std::vector<T>& rows, std::string T::*name)
    {
        for (std::size_t i = 0; i < rows.size(); ++i)
            m_places[std::string(table) + '[' + rows[i].*name + ']'] = pathTo(table, i);
    }

    std::unordered_map<std::string, std::string> m_places;
};

// What has the right form and still cannot be; not where the form was wrong already.
void addProblems(const Configuration& configuration, Findings& findings)
{
    const Places places(configuration);
    for (const Problem& problem : validate(configuration)) {
        const std::string where = places.of(problem.field);
        if (problem.severity == Severity::Error && !findings.has(where))
            findings.add(ErrorKind::Invalid, where, toEnglish(problem.text));
    }
}

} // namespace

tl::expected<Document, std::vector<Error>> readDocument(std::string_view text)
{
    Findings findings;
    Document document;
    if (const auto root = parseJson(text, findings)) {
        document = DocumentReader(findings).read(*root);
        if (root->is_object())
            addProblems(document.configuration, findings);
    }
    if (!findings.empty())
        return tl::unexpected(findings.take());
    return document;
}

} // namespace postern::model
