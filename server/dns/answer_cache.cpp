// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/answer_cache.h"

#include "base/domain_name.h"

#include <algorithm>
#include <utility>

namespace postern::dns {

namespace {

constexpr std::chrono::seconds longest = std::chrono::hours(24);

Question comparable(const Question& question)
{
    return {lowerAscii(question.name), question.type};
}

} // namespace

AnswerCache::AnswerCache(std::size_t generationSize)
    : m_generationSize(generationSize)
{
}

std::size_t AnswerCache::Hash::operator()(const Question& question) const
{
    return std::hash<std::string>()(question.name) * 31 + std::size_t(question.type);
}

std::optional<Answer> AnswerCache::find(const Question& question, Clock::time_point now)
{
    const Question key = comparable(question);
    const std::lock_guard lock(m_mutex);
    for (Generation* generation : {&m_new, &m_old}) {
        const auto found = generation->find(key);
        if (found != generation->end() && now < found->second.until)
            return found->second.answer;
    }
    return std::nullopt;
}

void AnswerCache::put(const Question& question, const Answer& answer, std::chrono::seconds ttl,
                      Clock::time_point now)
{
    if (answer.failed() || ttl.count() <= 0)
        return;
    keep(comparable(question), {answer, now + std::min(ttl, longest)});
}

void AnswerCache::keep(const Question& question, Entry entry)
{
    const std::lock_guard lock(m_mutex);
    if (m_new.size() >= m_generationSize) {
        m_old = std::move(m_new);
        m_new = {};
    }
    m_new.insert_or_assign(question, std::move(entry));
}

void AnswerCache::clear()
{
    const std::lock_guard lock(m_mutex);
    m_new = {};
    m_old = {};
}

std::size_t AnswerCache::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_new.size() + m_old.size();
}

} // namespace postern::dns
