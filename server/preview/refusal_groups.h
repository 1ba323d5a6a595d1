// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "model/check.h"
#include "model/event.h"
#include "policy/facts.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace postern::preview {

// By what refused messages belong together.
enum class RefusalKey : std::uint8_t {
    Client, // the network of the client: /24 of IPv4, /64 of IPv6
    Name,   // what the check is about: the HELO name, or the domain of the sender
    Spf,    // the result of SPF, where it was looked up
};
inline constexpr std::array allRefusalKeys{RefusalKey::Client, RefusalKey::Name, RefusalKey::Spf};

// Messages that have the key in common.
struct RefusalGroup {
    // Client: "203.0.113.0/24", or the address where it is always the same. Name: in lower case, escaped for
    // display; "<>" for the null sender. Spf: the id of the SpfResult, "unknown" where the look-up failed, ""
    // where there was none.
    std::string key;
    std::int64_t count = 0;
    std::optional<IpRange> clients;             // the smallest block with all of them; nullopt: IPv4 and IPv6
    std::shared_ptr<const model::Event> newest; // without its trace
};

struct RefusalGroups {
    std::vector<RefusalGroup> groups; // the largest first, then the newest
    std::int64_t others = 0;          // messages of groups beyond maxRefusalGroups
};

// Each of the groups that turn up first is counted exactly; what belongs to none of them once there are so
// many is counted as 'others', without a key, so that a flood of made-up names costs a bounded amount of
// memory. Events come with the newest first: these are the groups that were active last.
inline constexpr std::size_t maxRefusalGroups = 500;

// Gathers the groups of one key. Not thread-safe.
class RefusalGrouping {
public:
    RefusalGrouping(RefusalKey key, model::Check check)
        : m_key(key)
        , m_check(check)
    {
    }
    // The newest first.
    void add(const policy::Facts& facts, const std::shared_ptr<const model::Event>& event);
    RefusalGroups take(); // nothing is left

private:
    RefusalKey m_key;
    model::Check m_check;
    RefusalGroups m_found;
    std::unordered_map<std::string, std::size_t> m_places; // key → index of its group
};

// The key of one message, as a RefusalGroup has it; of a client always its network.
std::string keyOf(RefusalKey key, model::Check check, const policy::Facts& facts);

// Whether the check is about the HELO name, or the client that says it; else it is about the sender.
bool isAboutHelo(model::Check check);

// The block with this many leading bits in common with the address.
IpRange blockOf(const IpAddress& address, int prefixLength);

// The smallest block that holds the range, a block itself, and the address; nullopt where one is IPv4 and the
// other IPv6.
std::optional<IpRange> blockWith(const IpRange& range, const IpAddress& address);

// Addresses that no network in the Internet has: RFC 1918, RFC 4193, loopback.
bool isPrivate(const IpAddress& address);

} // namespace postern::preview
