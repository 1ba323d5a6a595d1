// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/resolver.h"
#include "engine/gather.h"
#include "mailauth/authentication_results.h"
#include "mailauth/spf.h"
#include "scan/field_filter.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::engine {

// What the facts about messages need; outlives every look-up. Without a resolver they stay unknown.
struct MessageTools {
    dns::Resolver* resolver = nullptr;
    std::chrono::milliseconds deadline{}; // of each round of questions
    const mailauth::PublicSuffixes* suffixes = nullptr;
};

// Looks at one message while it comes in, and finds out who vouches for it: its authors always, DKIM
// and DMARC where they are wanted. The message is not kept; the DNS is asked once it is complete, and only if
// decide() asks for the fact. Used by one session, on its reactor's thread.
class MessageFacts final : public FactSource, public std::enable_shared_from_this<MessageFacts> {
public:
    struct Wanted {
        bool signatures = false; // DKIM and DMARC
        std::string server; // whose Authentication-Results are taken out, as nobody else may write them; "":
                            // of nobody
        std::vector<std::string> fields; // names of those that only this server may write
    };

    MessageFacts(MessageTools tools, const Wanted& wanted, Time now);

    using Sink = mailauth::ResultsFilter::Sink;
    // A piece of the message as it comes; to the sink goes what is to be kept of it.
    void scan(std::string_view content, const Sink& sink);
    // It is complete. Once; calling it again changes nothing.
    void finish(const Sink& sink);

    // Domains of From:, with blanks between (policy::Facts::authors).
    std::string authors() const;
    // What was found out, for the field that says so.
    const mailauth::AuthenticationResults& results() const { return m_results; }

    policy::FactId fact() const override { return policy::FactId::Dmarc; }
    void fetch(asio::io_context& context, const policy::Policy& policy, const policy::Facts& facts,
               std::function<void(FetchedFact)> done) override;

private:
    using Done = std::function<void(FetchedFact)>;

    void begin(const policy::Facts& facts);
    void ask(asio::io_context& context, bool first, const Done& done);
    void learn(bool first, const dns::Resolver::Answers& answers);
    policy::Dmarc conclude();

    void keep(std::string_view content, const Sink& sink);

    const MessageTools m_tools;
    const Time m_now;
    mailauth::HeaderFields m_header{mailauth::HeaderFields::Keep::Authors}; // where DKIM is not wanted
    std::unique_ptr<mailauth::DkimVerifier> m_dkim;
    std::optional<mailauth::ResultsFilter> m_filter;
    std::optional<scan::FieldFilter> m_fields; // behind it
    std::optional<mailauth::DmarcCheck> m_dmarc;
    std::optional<mailauth::SpfCheck> m_spf; // where nobody has asked before
    mailauth::SpfOutcome m_spfOutcome;
    mailauth::Authors m_authors;
    mailauth::AuthenticationResults m_results;
    bool m_finished = false;
};

// Whom SPF judges (RFC 7208 2.4): the envelope sender's domain, or that of HELO. Comparable.
std::string spfDomain(const policy::Facts& facts);

} // namespace postern::engine
