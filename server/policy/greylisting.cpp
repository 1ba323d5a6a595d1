// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/greylisting.h"

#include "base/client_network.h"

#include <algorithm>

namespace postern::policy {

std::string greylistNetwork(const IpAddress& client)
{
    if (client.isV4())
        return IpAddress::fromV4(client.v4() & 0xffffff00U).toString() + "/24";
    return clientName(clientKey(client));
}

std::chrono::seconds greylistWait(const model::Greylisting& settings, const Greylisted& known, Time now)
{
    const std::chrono::seconds delay(settings.delaySeconds);
    if (!known.first)
        return delay;
    const auto left = std::chrono::ceil<std::chrono::seconds>(*known.first + delay - now);
    return std::clamp(left, std::chrono::seconds(0), delay); // a clock may be set back
}

} // namespace postern::policy
