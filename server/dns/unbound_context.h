// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "dns/answer.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

struct ub_ctx;
struct ub_result;

namespace postern::dns {

struct UnboundOptions;

// One context of libunbound, with its cache and its worker thread, for one set of servers.
class UnboundContext {
public:
    // Runs where process() is called.
    using Done = std::function<void(Answer, std::chrono::seconds ttl)>;

    // `strict`: an answer whose signatures are missing is bogus where there should be some (else it is
    // insecure).
    static Result<std::shared_ptr<UnboundContext>> make(const UnboundOptions& options,
                                                        const std::vector<std::string>& servers, bool strict);
    ~UnboundContext(); // look-ups that are under way are never answered

    // From any thread. False where it cannot be asked: `done` is then not called.
    bool begin(const Question& question, Done done);

    int descriptor() const; // readable when there is something to process
    void process();
    std::size_t pending() const;

private:
    struct Pending;
    struct Delete {
        void operator()(ub_ctx* context) const;
    };

    explicit UnboundContext(ub_ctx* context);
    static void onResult(void* pending, int error, ub_result* result);
    std::unique_ptr<Pending> forget(Pending* pending);
    Result<> configure(const UnboundOptions& options, const std::vector<std::string>& servers, bool strict);
    Result<> setServers(const UnboundOptions& options, const std::vector<std::string>& servers);
    Result<> warmUp();

    mutable std::mutex m_mutex;
    std::unordered_map<Pending*, std::unique_ptr<Pending>> m_pending;
    std::unique_ptr<ub_ctx, Delete> m_context;
};

} // namespace postern::dns
