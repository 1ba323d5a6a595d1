// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/setting_place.h"

#include "policy/reason.h"
#include "ui/shell/place_route.h"

#include <QCoreApplication>

namespace postern::ui {

namespace {

struct SettingPlace {
    Q_DECLARE_TR_FUNCTIONS(SettingPlace)
};

using model::Check;
using policy::Reason;

QString exceptionPlace(Reason remark)
{
    switch (remark) {
    case Reason::ExceptionByIp:
        return SettingPlace::tr("Exceptions › IP Addresses");
    case Reason::ExceptionBySender:
        return SettingPlace::tr("Exceptions › Senders");
    case Reason::ExceptionByRecipient:
        return SettingPlace::tr("Exceptions › Recipients");
    case Reason::ExceptionByHelo:
        return SettingPlace::tr("Exceptions › HELO Hosts");
    default:
        return {};
    }
}

QString checkPlace(Check check)
{
    switch (check) {
    case Check::AccessClient:
        return SettingPlace::tr("Access Control");
    case Check::IpBlacklist:
    case Check::IpReverseDns:
        return SettingPlace::tr("Black List › IP Addresses");
    case Check::IpDnsbl:
        return SettingPlace::tr("Black Lists › DNS lists");
    case Check::HeloBlacklist:
    case Check::HeloLocal:
    case Check::HeloInvalid:
    case Check::HeloUnresolvable:
        return SettingPlace::tr("Black List › HELO Hosts");
    case Check::SenderBlacklist:
    case Check::SenderClaimsLocal:
        return SettingPlace::tr("Black List › Senders");
    case Check::RecipientBlacklist:
        return SettingPlace::tr("Black List › Recipients");
    case Check::RecipientRelay:
        return SettingPlace::tr("Relaying");
    case Check::AccessBanned:
    case Check::MessageSize:
    case Check::MessageLoop:
        return SettingPlace::tr("Limits");
    case Check::MessageSpam:
        return SettingPlace::tr("Content");
    case Check::SenderNotOwned:
    case Check::AuthRequired:
    case Check::RecipientUnknown:
    case Check::RecipientGreylist:
    case Check::SenderUnresolvable:
    case Check::SenderSpf:
    case Check::FromClaimsLocal:
    case Check::MessageDmarc:
        break;
    }
    return SettingPlace::tr("Abuse");
}

// A line of a file that the list subscribes to is no entry of the store.
bool isOfFile(const policy::TraceRow& row)
{
    return row.entry == 0 && !row.pattern.empty();
}

} // namespace

Place placeOf(const std::string& service, const policy::TraceRow& row)
{
    if (isOfFile(row))
        return {service, {}, 0, listFilesLink};
    return {service, row.check, row.entry};
}

QString placeText(const policy::TraceRow& row)
{
    if (isOfFile(row))
        return SettingPlace::tr("Black Lists › List files");
    const QString exception = exceptionPlace(row.remark);
    return exception.isEmpty() ? checkPlace(row.check) : exception;
}

} // namespace postern::ui
