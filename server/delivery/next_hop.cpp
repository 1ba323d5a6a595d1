// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/next_hop.h"

#include "base/domain_name.h"
#include "delivery/maildir.h"

#include <charconv>

namespace postern::delivery {

namespace {

NextHop nowhere(const std::string& text)
{
    NextHop hop;
    hop.why = "'" + text + "' is no place for mail";
    return hop;
}

NextHop parseHost(NextHop::Kind kind, std::string_view place, const std::string& text)
{
    const std::size_t colon = place.rfind(':');
    if (colon == place.npos || colon == 0)
        return nowhere(text);
    NextHop hop;
    hop.kind = kind;
    const std::string_view port = place.substr(colon + 1);
    const auto parsed = std::from_chars(port.data(), port.data() + port.size(), hop.port);
    if (parsed.ec != std::errc() || parsed.ptr != port.data() + port.size() || hop.port == 0)
        return nowhere(text);
    std::string_view host = place.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    hop.host = host;
    return hop;
}

} // namespace

std::string NextHop::key() const
{
    static constexpr const char* names[] = {"maildir:", "lmtp:", "smtp:", "mx:", "nowhere:"};
    std::string key = names[std::size_t(kind)];
    if (kind == Kind::Nowhere)
        return key + why;
    if (!place.empty())
        key += place;
    else
        key += host.find(':') == host.npos ? host : '[' + host + ']';
    if (port != 0)
        key += ':' + std::to_string(port);
    if (implicitTls)
        key.insert(4, "s");
    if (!user.empty())
        key += " as " + user;
    static constexpr const char* encryption[] = {"", ", not encrypted", ", encrypted", ", verified"};
    return kind == Kind::Maildir ? key : key + encryption[std::size_t(tls)];
}

NextHop parseNextHop(const std::string& text)
{
    const std::string_view view = text;
    NextHop hop;
    if (const std::string folder = maildirOf(text); !folder.empty()) {
        hop.kind = NextHop::Kind::Maildir;
        hop.place = folder;
        return hop;
    }
    if (view.starts_with("lmtp:/")) {
        hop.kind = NextHop::Kind::Lmtp;
        hop.place = view.substr(5);
        return hop;
    }
    if (view.starts_with("lmtp:"))
        return parseHost(NextHop::Kind::Lmtp, view.substr(5), text);
    if (view.starts_with("smtp:"))
        return parseHost(NextHop::Kind::Smtp, view.substr(5), text);
    if (view.starts_with("smtps:")) {
        hop = parseHost(NextHop::Kind::Smtp, view.substr(6), text);
        hop.implicitTls = true;
        return hop;
    }
    return nowhere(text);
}

NextHop hopOf(const model::Route& route)
{
    NextHop hop = parseNextHop(route.to);
    hop.user = route.user;
    hop.password = route.password;
    hop.tls = route.tls;
    return hop;
}

NextHop hopByDns(const std::string& domain, std::uint16_t port)
{
    NextHop hop;
    const auto literal = parseAddressLiteral(domain);
    hop.kind = literal ? NextHop::Kind::Smtp : NextHop::Kind::Mx;
    hop.host = literal ? literal->toString() : domain;
    hop.port = port;
    return hop;
}

} // namespace postern::delivery
