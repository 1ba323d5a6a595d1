// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/preset.h"

namespace postern::model {

namespace {

// For people's mail programs: over TLS only (RFC 8314 3.3), logged in.
void makeSubmission(Service& service, TlsMode tls)
{
    service.tls.mode = tls;
    service.authentication.mechanisms = {"PLAIN", "LOGIN", "SCRAM-SHA-256"};
}

} // namespace

Service makeService(Preset preset)
{
    Service service;
    service.preset = preset;
    service.tls.mode = TlsMode::StartTls;
    switch (preset) {
    case Preset::Mx:
        service.name = "SMTP";
        break;
    case Preset::Submission:
        service.name = "Submission";
        service.port = 587; // RFC 6409
        makeSubmission(service, TlsMode::Required);
        break;
    case Preset::SubmissionTls:
        service.name = "Submission TLS";
        service.port = 465; // RFC 8314 3.3
        makeSubmission(service, TlsMode::Implicit);
        break;
    case Preset::InternalRelay:
        service.name = "Internal relay";
        service.access = Access::Lan;
        break;
    }
    return service;
}

const char* title(Preset preset)
{
    switch (preset) {
    case Preset::Mx:
        return POSTERN_TEXT("server", "Mail exchange (25)");
    case Preset::Submission:
        return POSTERN_TEXT("server", "Submission (587)");
    case Preset::SubmissionTls:
        return POSTERN_TEXT("server", "Submission TLS (465)");
    case Preset::InternalRelay:
        return POSTERN_TEXT("server", "Internal relay (25, LAN only)");
    }
    return "";
}

} // namespace postern::model
