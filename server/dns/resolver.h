// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/answer.h"

#include <asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace postern::dns {

class Round;

// Questions that were asked together. Forgetting it changes nothing: the answers come anyway.
class Lookup {
public:
    Lookup() = default;
    explicit Lookup(std::weak_ptr<Round> round);

    // The answers will not be delivered. Only on the thread of the context that they would come to.
    // Idempotent.
    void cancel();

private:
    std::weak_ptr<Round> m_round;
};

// Where everything asks the DNS. Abstract, so that tests answer by a table (tests/support/fake_resolver.h).
// Thread-safe.
class Resolver {
public:
    Resolver() = default;
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;
    virtual ~Resolver() = default;

    // One for each question, in their order.
    using Answers = std::vector<Answer>;

    // Asks all questions at once. `done` runs once, later, in `context`; what has not come within `deadline`
    // is Failure::TimeOut (its answer is still waited for, so that it is in the cache the next time). The
    // context must outlive the resolver or its own last handler.
    Lookup ask(asio::io_context& context, std::vector<Question> questions, std::chrono::milliseconds deadline,
               std::function<void(Answers)> done);

    // Asks one question. Calls `done` once, now or later, from any thread; that call must not block. Never
    // blocks itself.
    virtual void begin(const Question& question, std::function<void(Answer)> done) = 0;
};

} // namespace postern::dns
