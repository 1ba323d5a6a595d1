// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/base64.h"

#include <sodium.h>

namespace postern {

namespace {
constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
}

std::string toBase64(std::string_view bytes)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0'); // with a NUL at its end
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), variant);
    text.pop_back();
    return text;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t length = 0;
    const int problem = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                                          text.data(), text.size(), nullptr, &length, nullptr, variant);
    if (problem != 0)
        return std::nullopt;
    bytes.resize(length);
    return bytes;
}

} // namespace postern
