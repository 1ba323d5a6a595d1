// SPDX-License-Identifier: GPL-3.0-or-later
// A proxy that sends anything at all. A header is found at the same place however its bytes arrive, and what
// is refused once stays refused.
#include "net/proxy_header.h"
#include "require.h"

#include <cstdint>

using namespace postern::net;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const ProxyHeader whole = parseProxyHeader(bytes);
    require(whole.state != ProxyHeader::State::NeedsMore || size < longestProxyHeader, "headers have an end");
    require(whole.length <= size, "a header is in the bytes");
    for (std::size_t length = 0; length < size && length < 300; ++length) {
        const ProxyHeader part = parseProxyHeader(bytes.substr(0, length));
        if (part.state == ProxyHeader::State::NeedsMore)
            continue;
        require(part.state == whole.state && part.length == whole.length && part.client == whole.client,
                "what is known once stays so");
        return 0;
    }
    return 0;
}
