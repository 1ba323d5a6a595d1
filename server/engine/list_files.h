// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "model/list_file_status.h"
#include "policy/subscribed_lists.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace postern::engine {

// Follows the files that lists subscribe to, on a thread of its own, since a file server may hang: looks at
// them every two seconds, reads what has changed and has then stayed as it is for one look (nobody is still
// writing it), and keeps a copy of what it read well. A file that is gone or damaged leaves what was read
// last. Used on the store's thread.
class ListFiles {
public:
    using Wake = std::function<void()>; // there is something new to take(); from the thread of the files

    // `clock` and `wake` are not used any more once the destructor is through, which waits for a thread that
    // hangs for two seconds at most.
    ListFiles(std::string store, const Clock& clock, Wake wake,
              std::chrono::milliseconds interval = std::chrono::seconds(2));
    ~ListFiles();
    ListFiles(const ListFiles&) = delete;
    ListFiles& operator=(const ListFiles&) = delete;

    // Whose files these are from now on. Returns at once; what is new among them is read at once.
    void follow(const model::Configuration& configuration);
    // Waits until each file was looked at once, or for so long: false.
    bool waitForAll(std::chrono::milliseconds patience);

    // The content of all files, where it is another one than at the last call.
    std::optional<policy::SubscribedLists> take();
    // What is to be told of them, where it is another thing than at the last call; without the node.
    std::optional<std::vector<model::ListFileStatus>> takeStatus();

private:
    class Follower; // what the thread has, also after it was given up
    std::shared_ptr<Follower> m_follower;
    std::thread m_thread;
};

} // namespace postern::engine
