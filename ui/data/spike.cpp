// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/spike.h"

#include <algorithm>

namespace postern::ui {

namespace {

constexpr int leastHours = 24;
constexpr std::int64_t leastRefused = 100;
constexpr std::int64_t times = 4;

} // namespace

UsualRefusals usualRefusals(const std::vector<std::int64_t>& refused)
{
    if (refused.empty())
        return {};
    std::vector<std::int64_t> sorted = refused;
    const std::size_t place = (sorted.size() - 1) * 9 / 10;
    std::nth_element(sorted.begin(), sorted.begin() + std::ptrdiff_t(place), sorted.end());
    return {sorted[place], int(sorted.size())};
}

bool isSpike(const UsualRefusals& usual, std::int64_t refused, bool wasSpike)
{
    if (usual.hours < leastHours)
        return false;
    const std::int64_t begins = std::max(leastRefused, times * usual.most);
    return wasSpike ? refused >= begins / 2 : refused >= begins;
}

} // namespace postern::ui
