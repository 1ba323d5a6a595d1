// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mailauth/spf.h"
#include "mailauth/spf_record.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace postern::mailauth {

// One run through the records of a domain with the answers that are known. Where one is missing, it stops,
// and the next run begins anew with more answers: so it needs no memory of where it was. One run an object.
class SpfEvaluation {
public:
    using Answers = std::unordered_map<std::string, dns::Answer>;

    // Both outlive it.
    SpfEvaluation(const SpfRequest& request, const Answers& known);

    // nullopt: missing() must be known first.
    std::optional<SpfVerdict> run();
    const std::vector<dns::Question>& missing() const { return m_missing; }

    static std::string keyOf(const dns::Question& question);

private:
    // What the evaluation of one domain's record says.
    struct Ruling {
        SpfResult result = SpfResult::Neutral;
        std::string domain; // whose record ruled: another one after a redirect
        std::string mechanism;
        std::optional<SpfMacroString> explanation;
        std::string problem;
    };
    using MaybeRuling = std::optional<Ruling>; // nullopt: something is missing
    enum class Match : std::uint8_t { No, Yes, Wait, TempError, PermError };

    MaybeRuling checkHost(const std::string& domain);
    MaybeRuling checkRecord(const std::string& domain, const SpfRecord& record);
    MaybeRuling redirect(const std::string& domain, const SpfMacroString& target);
    std::optional<std::string> explanationOf(const Ruling& ruling); // nullopt: something is missing

    Match match(const std::string& domain, const SpfDirective& directive);
    Match matchInclude(const std::string& target);
    Match matchA(const std::string& target, const SpfDirective& directive);
    Match matchMx(const std::string& target, const SpfDirective& directive);
    Match matchPtr(const std::string& target);
    Match matchExists(const std::string& target);
    Match matchNetwork(const SpfDirective& directive) const;
    bool hasClient(const dns::Answer& answer, const SpfDirective& directive) const;

    // The macros in place; nullopt: something is missing.
    std::optional<std::string> expand(const SpfMacroString& text, const std::string& domain);
    std::optional<std::string> targetOf(const SpfDirective& directive, const std::string& domain);
    // Names of the client that lead back to it, of the first ten (RFC 7208 5.5).
    std::optional<std::vector<std::string>> validatedNames(bool counted);
    std::optional<std::string> validatedNameFor(const std::string& domain);

    const dns::Answer* look(const dns::Question& question); // nullptr: it is missing
    Match note(const dns::Answer& answer, const dns::Question& question);
    bool countTerm();
    Match permanent(std::string problem);
    dns::Type addressType() const { return m_request.client.isV4() ? dns::Type::A : dns::Type::Aaaa; }

    const SpfRequest& m_request;
    const Answers& m_known;
    std::string m_local;
    std::string m_senderDomain;
    std::vector<dns::Question> m_missing;
    std::vector<dns::Question> m_lookups;
    std::string m_problem; // of the newest TempError or PermError
    int m_terms = 0;       // that ask the DNS
    int m_voids = 0;       // answers without anything
};

} // namespace postern::mailauth
