// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/certificate_file.h"
#include "base/sentence.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace postern::model {

// One thing that a test of a mail server or of a DNS list has tried, and what came of it.
struct ProbeStep {
    enum class What : std::uint8_t {
        Resolve, // where the server is
        Connect, // one address; what follows is about this one
        Greeting,
        Hello,   // EHLO or LHLO: what the server can
        Encrypt, // the handshake
        Verify,  // whether its certificate is good
        LogIn,
        Clean,    // a scanner looks at a message that is clean
        Gtube,    // and at one that is spam to every scanner
        Listed,   // of a DNS list: what every list must have
        Unlisted, // what none may have
        Address,  // what somebody wants to know
    };
    enum class Verdict : std::uint8_t {
        Passed,
        Noted,   // something an administrator should look at; mail goes all the same
        Failed,  // mail waits because of this
        Skipped, // not asked for
    };
    What what{};
    Verdict verdict{};
    Sentence text;                                 // in words
    std::optional<CertificateReading> certificate; // with Verify, where one was shown
    std::chrono::milliseconds took{0};
};

const char* nameOf(ProbeStep::What what);       // "resolve"; English, for posternctl
const char* nameOf(ProbeStep::Verdict verdict); // "ok", "note", "failed", "skipped"

} // namespace postern::model
