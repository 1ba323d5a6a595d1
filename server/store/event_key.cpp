// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/event_key.h"

#include "base/mail_address.h"

#include <algorithm>

namespace postern::store {

namespace {

// In the upper 3 bits of a key. Kept for ever: they are in stores.
enum class Kind : std::uint8_t { ClientV4, ClientV6, Address, Domain, Reference, Service, Check, Outcome };

constexpr int payloadBits = 37;
constexpr std::uint64_t payloadMask = (std::uint64_t(1) << payloadBits) - 1;
constexpr std::uint64_t monitoredPayload = 3; // beside the three outcomes

std::int64_t key(Kind kind, std::uint64_t payload)
{
    return std::int64_t(std::uint64_t(kind) << payloadBits | (payload & payloadMask));
}

KeyRange single(Kind kind, std::uint64_t payload)
{
    return {key(kind, payload), key(kind, payload)};
}

// FNV-1a (not std::hash: it is kept in stores). What collides is sorted out when the events are read.
std::uint64_t hash(std::string_view text)
{
    std::uint64_t value = 0xcbf29ce484222325;
    for (const char c : text)
        value = (value ^ std::uint8_t(c)) * 0x100000001b3;
    return value ^ value >> payloadBits;
}

// The first bits of an IPv6 address, so that keys are in the order of addresses.
std::uint64_t leadingBits(const IpAddress& address)
{
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i)
        bits = bits << 8 | address.bytes().at(std::size_t(i));
    return bits >> (64 - payloadBits);
}

std::int64_t orderedKey(const IpAddress& address)
{
    return address.isV4() ? key(Kind::ClientV4, address.v4()) : key(Kind::ClientV6, leadingBits(address));
}

template <class Function>
void forEachWord(std::string_view words, Function function)
{
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (end > 0)
            function(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

void addMailAddress(std::vector<std::int64_t>& keys, const std::string& text)
{
    if (text.empty())
        return;
    const MailAddress address = comparableAddress(text);
    keys.push_back(addressKey(address.toString()).first);
    if (!address.domain.empty())
        keys.push_back(domainKey(address.domain).first);
}

} // namespace

KeyRange addressKey(std::string_view comparable)
{
    return single(Kind::Address, hash(comparable));
}

KeyRange domainKey(std::string_view comparable)
{
    return single(Kind::Domain, hash(comparable));
}

KeyRange clientKeys(const IpRange& range)
{
    // one IPv6 client shares its leading bits with a whole provider
    if (range.single() && !range.first.isV4())
        return single(Kind::Address, hash(range.first.toString()));
    return {orderedKey(range.first), orderedKey(range.last)};
}

KeyRange referenceKey(std::string_view reference)
{
    return single(Kind::Reference, hash(reference));
}

KeyRange serviceKey(std::string_view name)
{
    return single(Kind::Service, hash(name));
}

KeyRange checkKey(std::string_view id)
{
    return single(Kind::Check, hash(id));
}

KeyRange outcomeKey(model::Outcome outcome)
{
    return single(Kind::Outcome, std::uint64_t(outcome));
}

KeyRange monitoredKey()
{
    return single(Kind::Outcome, monitoredPayload);
}

void addKeys(std::vector<std::int64_t>& keys, const model::Event& event)
{
    if (const auto client = IpAddress::parse(event.client)) {
        keys.push_back(orderedKey(*client));
        if (!client->isV4())
            keys.push_back(clientKeys({*client, *client}).first);
    }
    addMailAddress(keys, event.sender);
    addMailAddress(keys, event.recipient);
    if (!event.reference.empty())
        keys.push_back(referenceKey(event.reference).first);
    keys.push_back(serviceKey(event.service).first);
    if (!event.check.empty())
        keys.push_back(checkKey(event.check).first);
    forEachWord(event.monitored, [&](std::string_view id) { keys.push_back(checkKey(id).first); });
    keys.push_back(outcomeKey(event.outcome).first);
    if (!event.monitored.empty())
        keys.push_back(monitoredKey().first);
}

} // namespace postern::store
