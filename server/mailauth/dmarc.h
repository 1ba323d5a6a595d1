// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/spf_result.h"
#include "dns/answer.h"
#include "mailauth/authors.h"
#include "mailauth/dkim.h"
#include "mailauth/dmarc_record.h"
#include "mailauth/public_suffixes.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::mailauth {

// Domains in From: that are judged; a message with more of them is judged as broken. Each costs two look-ups.
inline constexpr std::size_t maxAuthorDomains = 4;

// What SPF says, and of which domain: the envelope sender's, or that of HELO (RFC 7489 3.1.2).
struct SpfOutcome {
    SpfResult result = SpfResult::None;
    std::string domain; // comparable
};

struct DmarcVerdict {
    DmarcResult result = DmarcResult::None;
    std::string author; // domain of From: that was judged
    std::string owner;  // whose record counts: the author's domain, or its organisational one; "": none
    DmarcPolicy policy = DmarcPolicy::None;  // that is published for it
    DmarcPolicy applied = DmarcPolicy::None; // what that asks for of this message, by pct=; only with Fail
    std::string problem;                     // with TempError and PermError: English, safe to show
};

// DMARC (RFC 7489 6.6) for one message, without I/O.
//
//     DmarcCheck check(authorsOf(header), suffixes, chance);
//     check.learn(answers to check.questions());
//     … check.judge(spf, dkim);
class DmarcCheck {
public:
    // `chance` of 0 to 99 says for which percentage of messages this one stands. The suffixes outlive it.
    DmarcCheck(Authors authors, const PublicSuffixes& suffixes, int chance);

    // All at once; none where there is nothing to be judged.
    const std::vector<dns::Question>& questions() const { return m_questions; }
    // One answer for each of the questions, in their order.
    void learn(const std::vector<dns::Answer>& answers);
    // Of several authors, the one that comes off worst.
    DmarcVerdict judge(const SpfOutcome& spf, const std::vector<DkimVerdict>& dkim) const;

private:
    struct Author {
        std::string domain;
        std::string organisation;
        std::size_t question = 0; // the one at the organisation follows, where that is another domain
        std::optional<DmarcRecord> record;
        std::string owner;
        std::string failure; // why it is not known whether there is a record
    };

    static bool findRecord(Author& author, const std::string& owner, const dns::Answer& answer);
    DmarcVerdict judge(const Author& author, const SpfOutcome& spf,
                       const std::vector<DkimVerdict>& dkim) const;
    bool aligned(const std::string& domain, const Author& author, bool strict) const;
    DmarcPolicy appliedTo(const DmarcRecord& record, DmarcPolicy policy) const;

    const PublicSuffixes& m_suffixes;
    const int m_chance;
    std::string m_problem;
    std::vector<Author> m_authors;
    std::vector<dns::Question> m_questions;
};

} // namespace postern::mailauth
