// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/place_route.h"

namespace postern::ui {

QString tabOf(model::Check check)
{
    using model::Check;
    switch (check) {
    case Check::AccessClient:
        return QStringLiteral("access");
    case Check::RecipientRelay:
        return QStringLiteral("relaying");
    case Check::SenderNotOwned:
    case Check::AuthRequired:
        return QStringLiteral("authentication");
    case Check::SenderUnresolvable:
    case Check::SenderSpf:
    case Check::FromClaimsLocal:
    case Check::MessageDmarc:
    case Check::RecipientGreylist:
        return QStringLiteral("abuse");
    case Check::AccessBanned:
        return QStringLiteral("limits/rates.login_failures");
    case Check::MessageSize:
        return QStringLiteral("limits/size_limit");
    case Check::MessageLoop:
        return QStringLiteral("limits/hop_limit");
    case Check::MessageSpam:
        return QStringLiteral("content");
    case Check::IpBlacklist:
    case Check::IpReverseDns:
    case Check::IpDnsbl:
    case Check::HeloUnresolvable:
    case Check::HeloBlacklist:
    case Check::HeloLocal:
    case Check::HeloInvalid:
    case Check::SenderBlacklist:
    case Check::SenderClaimsLocal:
    case Check::RecipientBlacklist:
    case Check::RecipientUnknown:
        return QStringLiteral("black-lists");
    }
    return {};
}

std::optional<model::ListKind> listOf(model::Check check)
{
    using model::Check;
    switch (check) {
    case Check::IpBlacklist:
    case Check::IpReverseDns:
        return model::ListKind::Ip;
    case Check::HeloBlacklist:
    case Check::HeloLocal:
    case Check::HeloInvalid:
    case Check::HeloUnresolvable:
        return model::ListKind::Helo;
    case Check::SenderBlacklist:
    case Check::SenderClaimsLocal:
        return model::ListKind::Sender;
    case Check::RecipientBlacklist:
        return model::ListKind::Recipient;
    default:
        return std::nullopt;
    }
}

} // namespace postern::ui
