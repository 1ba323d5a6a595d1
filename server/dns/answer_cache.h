// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dns/answer.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace postern::dns {

// The answers of the last while, in front of libunbound's own cache: that one costs two changes of threads
// for each question. Holds at most two generations of `generationSize` answers; the older one goes when the
// newer one is full. Failures are never kept. Thread-safe.
class AnswerCache {
public:
    using Clock = std::chrono::steady_clock;

    explicit AnswerCache(std::size_t generationSize);

    std::optional<Answer> find(const Question& question, Clock::time_point now);
    // `ttl` is what the DNS allows; kept for a day at most.
    void put(const Question& question, const Answer& answer, std::chrono::seconds ttl, Clock::time_point now);
    void clear();
    std::size_t size() const;

private:
    struct Entry {
        Answer answer;
        Clock::time_point until;
    };
    struct Hash {
        std::size_t operator()(const Question& question) const;
    };
    using Generation = std::unordered_map<Question, Entry, Hash>;

    void keep(const Question& question, Entry entry);

    const std::size_t m_generationSize;
    mutable std::mutex m_mutex;
    Generation m_new;
    Generation m_old;
};

} // namespace postern::dns
