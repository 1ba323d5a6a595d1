// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/setting_link.h"

#include <algorithm>
#include <string_view>

namespace postern::ui {

namespace {

struct SettingLink {
    std::string_view column; // of the table of services; else a table
    const char* link;
};

constexpr SettingLink columnLinks[] = {
    {"enabled", "service/enabled"},
    {"port", "service/port"},
    {"greeting", "service/greeting"},
    {"access", "access"},
    {"relay_lan", "relaying/relay.lan"},
    {"relay_authenticated", "relaying/relay.authenticated"},
    {"relay_sender_local", "relaying/relay.sender_must_be_local"},
    {"exempt_lan", "black-lists/exempt_lan"},
    {"exempt_authenticated", "black-lists/exempt_authenticated"},
    {"answer_at_rcpt", "black-lists/answer_at_rcpt"},
    {"size_limit", "limits/size_limit"},
    {"hop_limit", "limits/hop_limit"},
    {"recipient_limit", "limits/recipient_limit"},
    {"connection_limit", "limits/connection_limit"},
    {"connection_limit_per_client", "limits/connection_limit_per_client"},
    {"timeout_seconds", "limits/timeout_seconds"},
    {"error_limit", "limits/error_limit"},
    {"tls_mode", "security/tls.mode"},
    {"tls_only_13", "security/tls.minimum"},
    {"auth_without_tls", "authentication/authentication.without_tls"},
    {"auth_backend", "authentication/authentication.backend"},
    {"connections_per_minute", "limits/rates.connections_per_minute"},
    {"messages_per_hour", "limits/rates.messages_per_hour"},
    {"recipients_per_hour", "limits/rates.recipients_per_hour"},
    {"user_messages_per_hour", "limits/rates.user_messages_per_hour"},
    {"user_recipients_per_hour", "limits/rates.user_recipients_per_hour"},
    {"login_failures", "limits/rates.login_failures"},
    {"ban_minutes", "limits/rates.ban_minutes"},
    {"tarpit_seconds", "limits/rates.tarpit_seconds"},
    {"commands_per_minute", "limits/rates.commands_per_minute"},
    {"megabytes_per_hour", "limits/rates.megabytes_per_hour"},
    {"greylist_delay_seconds", "abuse/greylisting.delay_seconds"},
    {"greylist_retry_hours", "abuse/greylisting.retry_hours"},
    {"greylist_keep_days", "abuse/greylisting.keep_days"},
    {"greylist_passes", "abuse/greylisting.passes"},
};

constexpr SettingLink tableLinks[] = {
    {"service_address", "service/addresses"},
    {"service_certificate", "security/tls.certificates"},
    {"auth_mechanism", "authentication/authentication.mechanisms"},
    {"proxy_peer", "security/proxy_peers"},
    {"access_range", "access/access_ranges"},
    {"relay_range", "relaying/relay.ranges"},
    {"relay_recipient", "relaying/relay.recipients"},
    {"dns_list", "black-lists/dns_lists"},
    {"dns_list_response", "black-lists/dns_lists"},
    {"scanner", "content/scanners"},
    {"scanner_exception", "content/scanners"},
    {"subscription", "black-lists/subscriptions"},
};

template <std::size_t Count>
const char* linkIn(const SettingLink (&links)[Count], std::string_view name)
{
    const auto* found = std::find_if(std::begin(links), std::end(links),
                                     [name](const SettingLink& each) { return each.column == name; });
    return found == std::end(links) ? "" : found->link;
}

} // namespace

const char* linkOfSetting(const std::string& table, const std::string& column)
{
    return table == "service" ? linkIn(columnLinks, column) : linkIn(tableLinks, table);
}

Place placeOf(const store::SettingDifference& difference, const std::string& service)
{
    Place place{.service = service, .check = {}};
    if (difference.table == "service_check")
        place.check = model::checkById(difference.field.column);
    else
        place.tab = linkOfSetting(difference.table, difference.field.column);
    return place;
}

} // namespace postern::ui
