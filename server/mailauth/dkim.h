// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/dkim_result.h"
#include "base/time.h"
#include "dns/answer.h"
#include "mailauth/canonical.h"
#include "mailauth/dkim_signature.h"
#include "mailauth/header_fields.h"
#include "mailauth/sha256.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::mailauth {

// Signatures of one message that are verified, from the top; those below are left alone. Each costs a
// look-up.
inline constexpr std::size_t maxDkimSignatures = 8;

struct DkimVerdict {
    DkimResult result = DkimResult::None;
    std::string domain;   // d=, comparable; "" where it could not be read
    std::string selector; // s=
    std::string identity; // i=
    std::string algorithm;
    std::string start;       // of b=, eight characters
    std::string explanation; // of anything but Pass: English, safe to show
    bool testing = false;    // the domain only tries it out (t=y)
};

// Verifies the DKIM signatures of one message (RFC 6376 6, RFC 8463) without I/O. The message goes by in
// pieces of any size and is never kept, but for its header, which is bounded; then the keys are asked for,
// all at once.
//
//     for (…) verifier.scan(piece);
//     verifier.finish();
//     verifier.learn(answers to verifier.questions());
//     … verifier.verdicts();
class DkimVerifier {
public:
    explicit DkimVerifier(Time now);
    DkimVerifier(const DkimVerifier&) = delete;
    DkimVerifier& operator=(const DkimVerifier&) = delete;

    void scan(std::string_view content);
    void finish();

    // One for each key that is needed; none where no signature can be good.
    const std::vector<dns::Question>& questions() const { return m_questions; }
    // One answer for each of the questions, in their order.
    void learn(const std::vector<dns::Answer>& answers);
    // From the top of the message. Empty: it is not signed.
    const std::vector<DkimVerdict>& verdicts() const { return m_verdicts; }

    const HeaderFields& header() const { return m_header; }

private:
    // One way in which the body was hashed; signatures may share it.
    struct Hash {
        Canonical canonical{};
        std::optional<std::int64_t> limit; // l=
        std::int64_t octets = 0;           // of the canonical body
        Sha256 hash;
        std::string digest;
    };
    struct Candidate {
        DkimSignature signature;
        std::size_t field = 0; // its place in the header
        Hash* body = nullptr;
        std::size_t question = 0; // where its key is asked for
        bool open = false;        // nothing speaks against it yet
    };

    void begin(); // the header is over
    void add(std::size_t field);
    Hash& hashFor(const DkimSignature& signature);
    void addToHashes(Canonical canonical, std::string_view bytes);
    void judgeBody(std::size_t index);
    void ask(Candidate& candidate);
    void judge(std::size_t index, const dns::Answer& answer);
    void close(std::size_t index, DkimResult result, std::string explanation);
    std::string headerDigest(const Candidate& candidate) const;

    const Time m_now;
    HeaderFields m_header{HeaderFields::Keep::All};
    bool m_begun = false;
    std::vector<Candidate> m_candidates;
    std::vector<std::unique_ptr<Hash>> m_hashes;
    std::vector<CanonicalBody> m_bodies;
    std::vector<dns::Question> m_questions;
    std::vector<DkimVerdict> m_verdicts; // one for each candidate
};

} // namespace postern::mailauth
