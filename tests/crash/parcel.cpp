// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/parcel.h"

#include <functional>
#include <random>
#include <utility>

namespace postern::testing {

namespace {

constexpr std::string_view nameField = "X-Parcel: ";

using Random = std::mt19937_64;

std::size_t upTo(Random& random, std::size_t most)
{
    return std::uniform_int_distribution<std::size_t>(0, most)(random);
}

// Small ones; ones that lie in a file of the spool; ones that go to a file while they come in.
std::size_t sizeOf(Random& random)
{
    const std::size_t kind = upTo(random, 99);
    if (kind < 80)
        return 200 + upTo(random, 8'000);
    return kind < 94 ? 70'000 + upTo(random, 60'000) : 270'000 + upTo(random, 100'000);
}

std::string textOf(Random& random, std::size_t size)
{
    std::string text;
    while (text.size() < size) {
        if (upTo(random, 9) == 0)
            text += '.'; // to be doubled in DATA, and not in BDAT
        for (std::size_t i = upTo(random, 76); i > 0; --i)
            text += char('!' + upTo(random, 90));
        text += "\r\n";
    }
    return text;
}

} // namespace

Parcel::Parcel(std::uint64_t seed, std::string itsName)
    : name(std::move(itsName))
{
    Random random(seed ^ std::hash<std::string>()(name));
    for (const char* box : boxes) {
        if (upTo(random, 1) == 0)
            recipients.push_back(std::string(box) + '@' + domain);
    }
    if (upTo(random, 49) == 0)
        recipients.emplace_back(farAway);
    if (recipients.empty())
        recipients.push_back(std::string(boxes[0]) + '@' + domain);
    inChunks = upTo(random, 1) == 0;
    const std::size_t size = sizeOf(random);
    body = std::string(nameField) + name + "\r\nSubject: crash\r\n\r\n" + textOf(random, size);
}

std::string nameIn(std::string_view message)
{
    const std::size_t field = message.find(nameField);
    if (field == message.npos)
        return {};
    const std::string_view rest = message.substr(field + nameField.size());
    return std::string(rest.substr(0, rest.find("\r\n")));
}

} // namespace postern::testing
