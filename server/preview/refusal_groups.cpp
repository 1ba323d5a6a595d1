// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/refusal_groups.h"

#include "base/domain_name.h"
#include "base/escape.h"
#include "base/mail_address.h"

#include <algorithm>

namespace postern::preview {

namespace {

constexpr int v4Network = 24;
constexpr int v6Network = 64;
constexpr std::size_t longestName = 255; // bytes; a domain has no more

// IPv4 addresses stand in the last bits of their mapped form.
int bitsBefore(const IpAddress& address)
{
    return 128 - address.bits();
}

int bitsInCommon(const IpAddress& a, const IpAddress& b)
{
    for (std::size_t i = 0; i < a.bytes().size(); ++i) {
        const unsigned differ = unsigned(a.bytes().at(i)) ^ b.bytes().at(i);
        for (int bit = 0; differ != 0 && bit < 8; ++bit) {
            if ((differ & (0x80U >> bit)) != 0)
                return int(i) * 8 + bit - bitsBefore(a);
        }
    }
    return a.bits();
}

std::string networkOf(const IpAddress& client)
{
    return blockOf(client, client.isV4() ? v4Network : v6Network).toString();
}

std::string nameOf(model::Check check, const policy::Facts& facts)
{
    if (isAboutHelo(check))
        return escapeForDisplay(comparableDomain(facts.helo), longestName);
    if (!facts.sender || facts.sender->empty())
        return "<>";
    const MailAddress sender = comparableAddress(*facts.sender);
    return escapeForDisplay(sender.domain.empty() ? sender.local : sender.domain, longestName);
}

std::string spfOf(const policy::Facts& facts)
{
    if (!facts.spf)
        return {};
    const auto* result = std::get_if<SpfResult>(&*facts.spf);
    return result == nullptr ? "unknown" : std::string(toId(*result));
}

bool comesBefore(const RefusalGroup& a, const RefusalGroup& b)
{
    return a.count != b.count ? a.count > b.count : a.newest->time > b.newest->time;
}

} // namespace

IpRange blockOf(const IpAddress& address, int prefixLength)
{
    IpAddress::Bytes first = address.bytes();
    IpAddress::Bytes last = first;
    for (int bit = bitsBefore(address) + prefixLength; bit < 128; ++bit) {
        const auto mask = std::uint8_t(0x80U >> (bit % 8));
        first.at(std::size_t(bit / 8)) &= std::uint8_t(~mask);
        last.at(std::size_t(bit / 8)) |= mask;
    }
    return {IpAddress::fromBytes(first), IpAddress::fromBytes(last)};
}

std::optional<IpRange> blockWith(const IpRange& range, const IpAddress& address)
{
    if (range.first.isV4() != address.isV4())
        return std::nullopt;
    return blockOf(address,
                   std::min(bitsInCommon(range.first, range.last), bitsInCommon(range.first, address)));
}

bool isPrivate(const IpAddress& address)
{
    if (address.isLoopback())
        return true;
    if (!address.isV4())
        return (address.bytes()[0] & 0xfeU) == 0xfcU; // RFC 4193 3.1
    const std::uint32_t v4 = address.v4();
    return v4 >> 24 == 10 || v4 >> 20 == 0xac1 || v4 >> 16 == 0xc0a8; // RFC 1918 3
}

bool isAboutHelo(model::Check check)
{
    const model::Stage stage = model::info(check).stage;
    return stage == model::Stage::Connect || stage == model::Stage::Helo;
}

std::string keyOf(RefusalKey key, model::Check check, const policy::Facts& facts)
{
    switch (key) {
    case RefusalKey::Client:
        return networkOf(facts.client);
    case RefusalKey::Name:
        return nameOf(check, facts);
    case RefusalKey::Spf:
        break;
    }
    return spfOf(facts);
}

void RefusalGrouping::add(const policy::Facts& facts, const std::shared_ptr<const model::Event>& event)
{
    std::string key = keyOf(m_key, m_check, facts);
    const auto known = m_places.find(key);
    if (known != m_places.end()) {
        RefusalGroup& group = m_found.groups[known->second];
        ++group.count;
        if (group.clients)
            group.clients = blockWith(*group.clients, facts.client);
        return;
    }
    if (m_places.size() >= maxRefusalGroups) {
        ++m_found.others;
        return;
    }
    m_places.emplace(key, m_found.groups.size());
    m_found.groups.push_back({std::move(key), 1, IpRange{facts.client, facts.client}, event});
}

RefusalGroups RefusalGrouping::take()
{
    m_places.clear();
    RefusalGroups found = std::exchange(m_found, {});
    std::stable_sort(found.groups.begin(), found.groups.end(), comesBefore);
    if (m_key == RefusalKey::Client) {
        for (RefusalGroup& group : found.groups) {
            if (group.clients && group.clients->single())
                group.key = group.clients->toString();
        }
    }
    return found;
}

} // namespace postern::preview
