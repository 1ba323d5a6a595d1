// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/sts_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

namespace postern::delivery {

namespace {

namespace fs = std::filesystem;

// Names come from recipients: only what is plainly one file's name becomes one.
bool isFileName(std::string_view domain)
{
    constexpr std::size_t longest = 240;
    return !domain.empty() && domain.size() <= longest && domain.front() != '.' &&
           std::all_of(domain.begin(), domain.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
           });
}

std::optional<StsFolder::Item> readFile(const fs::path& path)
{
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error || size > StsFolder::largestFile)
        return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    StsFolder::Item item{.domain = path.filename().string(), .id = {}, .policy = {}, .until = {}};
    std::string until;
    if (!std::getline(file, item.id) || !std::getline(file, until))
        return std::nullopt;
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const auto time = parseIso8601(until);
    auto policy = parseStsPolicy(text);
    if (!time || !policy || !isFileName(item.domain))
        return std::nullopt;
    item.until = *time;
    item.policy = std::move(*policy);
    return item;
}

} // namespace

StsFolder::StsFolder(std::string folder)
    : m_folder(std::move(folder))
{
}

std::vector<StsFolder::Item> StsFolder::read(Time now, std::size_t most) const
{
    std::vector<Item> items;
    std::vector<fs::path> over;
    std::error_code error;
    for (fs::directory_iterator each(m_folder, error), end; !error && each != end; each.increment(error)) {
        auto item = readFile(each->path());
        if (!item || item->until <= now || items.size() == most)
            over.push_back(each->path());
        else
            items.push_back(std::move(*item));
    }
    for (const fs::path& path : over)
        fs::remove(path, error);
    return items;
}

void StsFolder::write(const Item& item) const
{
    if (m_folder.empty() || !isFileName(item.domain))
        return;
    std::error_code error;
    fs::create_directories(m_folder, error);
    const fs::path path = fs::path(m_folder) / item.domain;
    const fs::path part = fs::path(m_folder) / ".part"; // no domain's name, so read() drops it
    {
        std::ofstream file(part, std::ios::binary | std::ios::trunc);
        file << item.id << '\n' << toIso8601(item.until) << '\n' << toText(item.policy);
        if (!file.flush())
            return;
    }
    fs::rename(part, path, error);
}

} // namespace postern::delivery
