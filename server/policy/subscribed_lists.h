// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "policy/list_file.h"
#include "policy/policy.h"

#include <optional>
#include <string>
#include <vector>

// What the files hold that lists subscribe to, and how it becomes a part of a policy. The engine and whoever
// explains its decisions use the same: a file that is well counts as it is, else the copy that the engine
// keeps of what it read last.
namespace postern::policy {

struct SubscribedList {
    model::Id service = 0; // 0: of all services
    model::Subscription subscription;
    CompiledList list;
};
using SubscribedLists = std::vector<SubscribedList>;

// The lists of one service with the lines of the files that they subscribe to, of those that it subscribes to
// still.
ListSet withFiles(ListSet lists, model::ListColor color, const model::Service& service,
                  const std::vector<model::Subscription>& shared, const SubscribedLists& files);
// A policy, or all of them, that were compiled without.
std::shared_ptr<const Policy> withFiles(const Policy& policy, const model::Configuration& configuration,
                                        const SubscribedLists& files);
std::shared_ptr<const Snapshot> withFiles(const Snapshot& snapshot, const model::Configuration& configuration,
                                          const SubscribedLists& files);

// One file, as good as it can be had now.
struct FileReading {
    std::optional<ListFile> content;
    std::optional<Error> error; // what is wrong with the file; the content is the copy's then
    std::string text;           // of the file, where it is well
    Time copied{};              // when the copy was made, where the content is its
};
enum class Copy : std::uint8_t { Use, Ignore };
FileReading readSubscribedFile(const std::string& store, model::ListKind kind, const std::string& file,
                               Copy copy = Copy::Use);

// For those that explain: all files of a configuration, and what could not be read here.
struct SubscribedFiles {
    SubscribedLists lists;
    std::vector<Error> problems;
};
SubscribedFiles readSubscribedFiles(const std::string& store, const model::Configuration& configuration);

} // namespace postern::policy
