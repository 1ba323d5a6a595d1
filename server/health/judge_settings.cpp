// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/judge_settings.h"

#include "health/judge_names.h"
#include "health/saying.h"

#include <algorithm>

namespace postern::health {

namespace {

using model::CheckMode;
using model::HealthFinding;
using model::HealthPlace;
using model::HealthState;
using model::HealthTopic;
using model::Service;

constexpr int mxPort = 25;

HealthFinding weak(HealthState state, const std::string& subject, Phrase text, Phrase advice,
                   HealthPlace place)
{
    return {HealthTopic::Settings, subject, state, std::move(text), std::move(advice), std::move(place)};
}

// So many that nobody knows them all: more than a /20, or an IPv6 network wider than a /48.
bool isVast(const IpRange& range)
{
    const int bits = range.first.bits();
    const int known = range.first.isV4() ? 20 : 48;
    const auto prefix = range.prefixLength();
    if (prefix)
        return *prefix < known;
    return range.first.isV4() ? range.last.v4() - range.first.v4() >= 1U << (bits - known) : true;
}

void judgeRanges(std::vector<HealthFinding>& findings, const std::vector<std::string>& texts,
                 const char* vast, const char* open, const std::string& subject, const HealthPlace& place)
{
    for (const std::string& text : texts) {
        const auto range = IpRange::parse(text);
        if (!range || !isPublic(*range) || range->single())
            continue;
        const bool many = isVast(*range);
        findings.push_back(
            weak(many ? HealthState::Wrong : HealthState::Warning, subject,
                 say(many ? vast : open, {subject, text}),
                 say(POSTERN_TEXT("server", "Name single machines that are yours, or let people log in.")),
                 place));
    }
}

void judgeRelaying(std::vector<HealthFinding>& findings, const Service& service)
{
    judgeRanges(
        findings, service.relay.ranges,
        POSTERN_TEXT("server", "%1 relays for %2: a good part of the Internet may send by this server."),
        POSTERN_TEXT("server", "%1 relays for the public addresses %2."), service.name,
        serviceTab(service.name, "relaying"));
}

void judgeChecks(std::vector<HealthFinding>& findings, const Service& service)
{
    std::vector<Phrase> titles;
    for (const model::CheckInfo& info : model::checks()) {
        if (defaultMode(info.check, service.preset) == CheckMode::Enforce &&
            service.mode(info.check) != CheckMode::Enforce)
            titles.push_back({info.title, false, {}});
    }
    const bool forStrangers = service.port == mxPort || service.access == model::Access::Any;
    if (titles.empty() || !forStrangers)
        return;
    Phrase all = joined(std::move(titles), ", ");
    findings.push_back(weak(HealthState::Warning, service.name,
                            {POSTERN_TEXT("server", "%1 does not enforce what it would by default: %2"),
                             false,
                             {Phrase::name(service.name), std::move(all)}},
                            say(POSTERN_TEXT("server", "Enforce these checks, unless that is meant.")),
                            serviceTab(service.name, "abuse")));
}

void judgeLogIn(std::vector<HealthFinding>& findings, const Service& service)
{
    if (service.authentication.mechanisms.empty())
        return;
    const bool readable = service.authentication.withoutTls && (service.tls.mode == model::TlsMode::None ||
                                                                service.tls.mode == model::TlsMode::StartTls);
    const bool inside = service.access == model::Access::Lan || service.access == model::Access::LanAndListed;
    if (readable)
        findings.push_back(
            weak(inside ? HealthState::Warning : HealthState::Wrong, service.name,
                 say(POSTERN_TEXT("server", "%1 lets people log in without encryption: passwords can be "
                                            "read on the way."),
                     {service.name}),
                 say(POSTERN_TEXT("server", "Demand TLS for log-ins.")),
                 serviceTab(service.name, "authentication")));
    if (service.rates.loginFailures == 0 && !inside)
        findings.push_back(
            weak(HealthState::Warning, service.name,
                 say(POSTERN_TEXT("server", "%1 lets a client guess passwords as often as it likes."),
                     {service.name}),
                 say(POSTERN_TEXT("server", "Bar clients after some failures.")),
                 serviceTab(service.name, "limits")));
}

void judgeSubmission(std::vector<HealthFinding>& findings, const Service& service)
{
    const bool submission =
        service.preset == model::Preset::Submission || service.preset == model::Preset::SubmissionTls;
    if (submission && service.mode(model::Check::AuthRequired) != CheckMode::Enforce)
        findings.push_back(
            weak(HealthState::Wrong, service.name,
                 say(POSTERN_TEXT("server", "%1 is for people's mail programs, but takes mail from clients "
                                            "that have not logged in."),
                     {service.name}),
                 say(POSTERN_TEXT("server", "Require a log-in for all mail.")),
                 serviceTab(service.name, "authentication")));
}

void judgeEncryption(std::vector<HealthFinding>& findings, const Service& service)
{
    if (service.tls.mode == model::TlsMode::None && service.authentication.mechanisms.empty() &&
        service.access != model::Access::Lan)
        findings.push_back(
            weak(HealthState::Warning, service.name,
                 say(POSTERN_TEXT("server", "%1 does not encrypt: mail can be read on its way here."),
                     {service.name}),
                 say(POSTERN_TEXT("server", "Offer STARTTLS; without a certificate the engine makes one.")),
                 serviceTab(service.name, "security")));
}

void judgeServer(std::vector<HealthFinding>& findings, const model::Configuration& configuration)
{
    judgeRanges(
        findings, configuration.server.lan,
        POSTERN_TEXT("server", "The LAN has %2: a good part of the Internet counts as inside and may relay."),
        POSTERN_TEXT("server", "The LAN has the public addresses %2, which may relay and skip checks."), {},
        serverTab("lan"));
    if (!configuration.domains.empty() && configuration.mailboxes.empty())
        findings.push_back(
            weak(HealthState::Warning, {},
                 say(POSTERN_TEXT("server", "There is no mailbox: nobody reads what is sent to postmaster.")),
                 say(POSTERN_TEXT("server", "Add one (RFC 5321 wants every domain to have a postmaster).")),
                 view(HealthPlace::View::Mailboxes)));
}

} // namespace

std::vector<HealthFinding> judgeSettings(const model::Configuration& configuration)
{
    std::vector<HealthFinding> findings;
    judgeServer(findings, configuration);
    for (const Service& service : configuration.services) {
        if (!service.enabled)
            continue;
        for (const auto judge : {judgeRelaying, judgeChecks, judgeLogIn, judgeSubmission, judgeEncryption})
            judge(findings, service);
    }
    if (findings.empty())
        findings.push_back(weak(
            HealthState::Ok, {},
            say(POSTERN_TEXT("server", "No setting makes the gate weaker than it is by default.")), {}, {}));
    return findings;
}

} // namespace postern::health
