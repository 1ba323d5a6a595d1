// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_set.h"
#include "base/mail_address.h"
#include "model/configuration.h"
#include "policy/compiled_list.h"

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace postern::policy {

// Lets sets of strings be asked with a string_view.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept
    {
        return std::hash<std::string_view>()(text);
    }
};

// The server-wide half of a policy, compiled. Immutable once it is shared.
class ServerPolicy {
public:
    // Never fails: what does not parse is left out, since validate() has said so already and mail must go on.
    explicit ServerPolicy(const model::Configuration& configuration);

    const std::string& hostname() const { return m_hostname; }
    bool inside(const IpAddress& client) const { return m_lan.contains(client); }
    bool isTrustedForwarder(const IpAddress& client) const { return m_forwarders.contains(client); }
    bool isLocalDomain(std::string_view comparable) const;
    // Has a route of its own for incoming mail; '*' does not count.
    bool isRouted(std::string_view comparableDomain) const;
    // Whether an outside client must not say it in HELO (policy.md, section 2, 'local name'): the name that
    // it hits, or "".
    std::string localName(std::string_view helo) const;
    // The mailbox that a recipient's mail goes to: address, alias, domain alias, postmaster (RFC 5321 4.5.1:
    // in every local domain, and without a domain). nullptr: no such user here.
    const model::Mailbox* mailboxFor(const MailAddress& recipient) const;
    // The mailbox that has `name` as its address or one of its aliases: who logs in by that name. nullptr:
    // none.
    const model::Mailbox* loginMailbox(std::string_view name) const;
    // Gets mail for postmaster, and what is accepted for nobody where recipient.unknown is not enforced.
    // nullptr: there is no mailbox at all.
    const model::Mailbox* postmasterMailbox() const;

    // Where mail for a domain that is not local goes on to: its own route, or that of '*'; nullptr: none.
    const model::Route* routeFor(std::string_view comparableDomain) const;
    const model::Server& settings() const { return m_settings; }

    // Adds this machine's own addresses to the names that helo.local knows. Before the object is shared.
    void setOwnAddresses(std::span<const IpAddress> addresses);

private:
    void addDomains(const model::Configuration& configuration);
    void addMailboxes(const model::Configuration& configuration);
    // The address with the domain's own name in place of an alias; "" where the domain is not local.
    std::string canonical(const MailAddress& address) const;

    model::Server m_settings;
    std::vector<model::Route> m_routes;
    std::string m_hostname;
    std::string m_comparableHostname;
    IpSet m_lan;
    IpSet m_forwarders;
    // every local name → the domain's own name
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> m_domains;
    std::unordered_set<std::string, TextHash, std::equal_to<>> m_routed;
    std::vector<model::Mailbox> m_mailboxes;
    // canonical address → index in m_mailboxes
    std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> m_addresses;
    std::size_t m_postmaster = 0;
    std::unordered_set<IpAddress> m_ownAddresses;
};

// Black List or Exceptions of one service: its own entries and the shared ones together.
struct ListSet {
    std::array<CompiledList, 4> byKind; // index: ListKind
    const CompiledList& of(model::ListKind kind) const { return byKind[std::size_t(kind)]; }
};

// A DNS list that is in use, compiled.
struct DnsListPolicy {
    struct Response {
        IpSet answers;
        int points = 0;
        std::string text;
    };
    std::string zone;
    model::DnsListKind kind = model::DnsListKind::Client;
    int points = 0;
    std::vector<Response> responses;
};

// A scanner that is in use, compiled.
struct ScannerPolicy {
    model::ScannerKind kind{};
    std::string address;
    int points = 0;
    int timeoutSeconds = 0;
    model::ScannerFailure onFailure{};
    std::int64_t sizeLimit = 0; // 0: none
    std::string header;         // the field that says what it said; "": none
    std::string rejectText;
    CompiledList senderExceptions;
};

// What decide() works on: one service's settings plus the server-wide ones. Immutable.
struct Policy {
    std::int64_t revision = 0;
    std::shared_ptr<const ServerPolicy> server;
    model::Service service;
    std::array<model::CheckMode, model::checkCount> modes{}; // presets and overrides resolved
    IpSet access;
    IpSet proxyPeers;
    IpSet relayRanges;
    CompiledList relayRecipients;
    std::vector<DnsListPolicy> dnsLists;
    std::vector<ScannerPolicy> scanners;
    ListSet black;
    ListSet white;

    model::CheckMode mode(model::Check check) const { return modes[std::size_t(check)]; }
};

std::shared_ptr<const Policy> compilePolicy(std::int64_t revision, std::shared_ptr<const ServerPolicy> server,
                                            const model::Service& service, ListSet black, ListSet white);
// For Explain, previews and tests: `entries` of all services; the service's and shared ones are taken.
std::shared_ptr<const Policy> compilePolicy(std::int64_t revision, std::shared_ptr<const ServerPolicy> server,
                                            const model::Service& service,
                                            std::span<const model::ListEntry> entries);
// The same with everything from plain structs.
std::shared_ptr<const Policy> compilePolicy(std::int64_t revision, const model::Configuration& configuration,
                                            const model::Service& service,
                                            std::span<const model::ListEntry> entries);

// All services at one revision. What the engine swaps in; a session holds one per message.
struct Snapshot {
    std::int64_t revision = 0;
    std::shared_ptr<const ServerPolicy> server;
    std::vector<std::shared_ptr<const Policy>> services;

    std::shared_ptr<const Policy> find(model::Id service) const; // nullptr: removed
};

// All services from plain structs, in the order of the configuration. `ownAddresses`: of this machine, for
// helo.local.
std::shared_ptr<const Snapshot> compileSnapshot(std::int64_t revision,
                                                const model::Configuration& configuration,
                                                std::span<const model::ListEntry> entries,
                                                std::span<const IpAddress> ownAddresses);

} // namespace postern::policy
