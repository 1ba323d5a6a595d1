// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/place_route.h"

namespace postern::ui {

namespace {

// A check by its id: FormPage::reveal() of the tab knows where it is.
QString lineOf(const char* tab, model::Check check)
{
    const std::string_view id = model::info(check).id;
    return QLatin1String(tab) + QLatin1String(id.data(), qsizetype(id.size()));
}

} // namespace

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
    case Check::SenderUnresolvable:
    case Check::SenderSpf:
    case Check::FromClaimsLocal:
    case Check::MessageDmarc:
    case Check::RecipientGreylist:
        return lineOf("abuse/checks.", check);
    case Check::AccessBanned:
        return QStringLiteral("limits/rates.login_failures");
    case Check::MessageSize:
        return QStringLiteral("limits/size_limit");
    case Check::MessageLoop:
        return QStringLiteral("limits/hop_limit");
    case Check::MessageSpam:
        return lineOf("content/checks.", check);
    case Check::IpDnsbl:
        return lineOf("black-lists/checks.", check);
    case Check::IpBlacklist:
    case Check::IpReverseDns:
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
