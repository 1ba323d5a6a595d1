// SPDX-License-Identifier: GPL-3.0-or-later
// The first byte chooses a type, the rest is the data of one record.
#include "dns/mail_hosts.h"
#include "dns/records.h"
#include "require.h"

#include <array>
#include <cstdint>
#include <string_view>

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::array types{dns::Type::A,   dns::Type::Ptr,  dns::Type::Mx,
                               dns::Type::Txt, dns::Type::Aaaa, dns::Type::Tlsa};
    if (size == 0)
        return 0;
    const std::string_view rdata(reinterpret_cast<const char*>(data + 1), size - 1);
    dns::Answer answer;
    if (!dns::addRecord(answer, types[data[0] % types.size()], rdata)) {
        require(answer == dns::Answer(), "a malformed record leaves nothing");
        return 0;
    }
    for (const std::string& name : answer.names) {
        for (const char c : name)
            require(c > ' ' && c < 0x7f, "a name is plain ASCII");
    }
    require(dns::inOrder(answer.mx).size() <= answer.mx.size(), "no host is made up");
    require(answer.addresses.size() + answer.names.size() + answer.mx.size() + answer.texts.size() +
                    answer.tlsa.size() ==
                1,
            "one record is one entry");
    return 0;
}
