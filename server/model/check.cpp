// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/check.h"

#include "model/configuration.h"

#include <algorithm>

namespace postern::model {

namespace {

constexpr auto off = CheckMode::Off;
constexpr auto monitor = CheckMode::Monitor;
constexpr auto enforce = CheckMode::Enforce;

// clang-format off
//                                                                                                                       mx       submission  fixed  exemptable liftable forgeable immediate
constexpr std::array<CheckInfo, checkCount> table{{
    {Check::AccessClient,       "access.client",       Stage::Connect, POSTERN_TEXT("server", "Client may not use the service"), enforce, enforce, false, false, false, false, true},
    {Check::AccessBanned,       "access.banned",       Stage::Connect, POSTERN_TEXT("server", "Client is barred for a time"),    enforce, enforce, false, false, true,  true,  true},
    {Check::IpBlacklist,        "ip.blacklist",        Stage::Connect, POSTERN_TEXT("server", "IP address is black-listed"),     enforce, enforce, false, false, true,  true,  false},
    {Check::IpReverseDns,       "ip.reverse-dns",      Stage::Connect, POSTERN_TEXT("server", "Client has no reverse DNS"),      off,     off,     false, true,  true,  true,  false},
    {Check::IpDnsbl,            "ip.dnsbl",            Stage::Connect, POSTERN_TEXT("server", "Client is on a DNS list"),        enforce, off,     false, true,  true,  true,  false},
    {Check::HeloBlacklist,      "helo.blacklist",      Stage::Helo,    POSTERN_TEXT("server", "HELO host is black-listed"),      enforce, enforce, false, false, true,  true,  false},
    {Check::HeloLocal,          "helo.local",          Stage::Helo,    POSTERN_TEXT("server", "HELO says a local name"),         enforce, enforce, false, true,  true,  false, false},
    {Check::HeloInvalid,        "helo.invalid",        Stage::Helo,    POSTERN_TEXT("server", "HELO is no valid host name"),     off,     off,     false, true,  true,  true,  false},
    {Check::HeloUnresolvable,   "helo.unresolvable",   Stage::Helo,    POSTERN_TEXT("server", "HELO is not in the DNS"),         off,     off,     false, true,  true,  true,  false},
    {Check::SenderBlacklist,    "sender.blacklist",    Stage::Mail,    POSTERN_TEXT("server", "Sender is black-listed"),         enforce, enforce, false, false, true,  true,  false},
    {Check::SenderClaimsLocal,  "sender.claims-local", Stage::Mail,    POSTERN_TEXT("server", "Sender claims to be local"),      enforce, enforce, false, true,  true,  false, false},
    {Check::SenderUnresolvable, "sender.unresolvable", Stage::Mail,    POSTERN_TEXT("server", "Sender's domain takes no mail"), off,     off,     false, true,  true,  true,  false},
    {Check::SenderSpf,          "sender.spf",          Stage::Mail,    POSTERN_TEXT("server", "SPF does not permit the client"), off,     off,     false, true,  true,  true,  false},
    {Check::SenderNotOwned,     "sender.not-owned",    Stage::Mail,    POSTERN_TEXT("server", "Sender is somebody else's"),      off,     enforce, false, false, false, false, false},
    {Check::AuthRequired,       "auth.required",       Stage::Mail,    POSTERN_TEXT("server", "Not logged in"),                  off,     enforce, false, false, false, false, false},
    {Check::RecipientBlacklist, "recipient.blacklist", Stage::Rcpt,    POSTERN_TEXT("server", "Recipient is black-listed"),      enforce, enforce, false, false, true,  true,  false},
    {Check::RecipientRelay,     "recipient.relay",     Stage::Rcpt,    POSTERN_TEXT("server", "May not relay"),                  enforce, enforce, true,  false, false, false, false},
    {Check::RecipientUnknown,   "recipient.unknown",   Stage::Rcpt,    POSTERN_TEXT("server", "No such user here"),              enforce, enforce, false, false, false, false, false},
    {Check::RecipientGreylist,  "recipient.greylist",  Stage::Rcpt,    POSTERN_TEXT("server", "First try of an unknown sender"), off,     off,     false, true,  true,  true,  false},
    {Check::MessageSize,        "message.size",        Stage::Mail,    POSTERN_TEXT("server", "Message is too large"),           enforce, enforce, false, false, false, false, true},
    {Check::FromClaimsLocal,    "message.from-claims-local", Stage::Data, POSTERN_TEXT("server", "From: claims to be local"),  monitor, off,     false, true,  true,  false, false},
    {Check::MessageDmarc,       "message.dmarc",       Stage::Data,    POSTERN_TEXT("server", "DMARC does not permit it"),       off,     off,     false, true,  true,  false, false},
    {Check::MessageLoop,        "message.loop",        Stage::Data,    POSTERN_TEXT("server", "Message goes in circles"),        enforce, enforce, true,  false, false, false, true},
    {Check::MessageSpam,        "message.spam",        Stage::Data,    POSTERN_TEXT("server", "Message looks like spam"),        enforce, enforce, false, true,  true,  true,  false},
}};
// clang-format on

constexpr bool tableIsInEnumOrder()
{
    for (std::size_t i = 0; i < checkCount; ++i) {
        if (table[i].check != Check(i))
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder());

constexpr std::array<std::string_view, 5> stageIds{"connect", "helo", "mail", "rcpt", "data"};
constexpr std::array<std::string_view, 3> modeIds{"off", "monitor", "enforce"};
constexpr std::array<std::string_view, 4> presetIds{"mx", "submission", "submission-tls", "internal-relay"};

template <class Enum, std::size_t N>
std::optional<Enum> byId(const std::array<std::string_view, N>& ids, std::string_view id)
{
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found == ids.end())
        return std::nullopt;
    return Enum(found - ids.begin());
}

} // namespace

std::span<const CheckInfo, checkCount> checks()
{
    return table;
}

const CheckInfo& info(Check check)
{
    return table[std::size_t(check)];
}

std::optional<Check> checkById(std::string_view id)
{
    const auto* found =
        std::find_if(table.begin(), table.end(), [id](const CheckInfo& row) { return row.id == id; });
    if (found == table.end())
        return std::nullopt;
    return found->check;
}

CheckMode defaultMode(Check check, Preset preset)
{
    const bool submission = preset == Preset::Submission || preset == Preset::SubmissionTls;
    return submission ? info(check).submission : info(check).mx;
}

std::string_view toId(Stage stage)
{
    return stageIds[std::size_t(stage)];
}

std::string_view toId(CheckMode mode)
{
    return modeIds[std::size_t(mode)];
}

std::string_view toId(Preset preset)
{
    return presetIds[std::size_t(preset)];
}

std::optional<CheckMode> checkModeById(std::string_view id)
{
    return byId<CheckMode>(modeIds, id);
}

std::optional<Preset> presetById(std::string_view id)
{
    return byId<Preset>(presetIds, id);
}

CheckMode Service::mode(Check check) const
{
    if (info(check).fixed)
        return CheckMode::Enforce;
    const auto setting = checks.find(check);
    if (setting != checks.end() && setting->second.mode)
        return *setting->second.mode;
    return defaultMode(check, preset);
}

} // namespace postern::model
