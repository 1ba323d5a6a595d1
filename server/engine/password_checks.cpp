// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/password_checks.h"

#include "base/password_hash.h"
#include "base/reference.h"

#include <asio/post.hpp>

#include <utility>

namespace postern::engine {

namespace {
constexpr std::size_t threadCount = 2; // each takes 64 MiB while it works
}

PasswordChecks::PasswordChecks(int mostWaiting)
    : m_mostWaiting(mostWaiting)
    , m_threads(threadCount)
{
}

bool PasswordChecks::check(std::string password, std::string hash, std::function<void(bool right)> done)
{
    if (++m_waiting > m_mostWaiting) {
        --m_waiting;
        return false;
    }
    asio::post(m_threads,
               [this, password = std::move(password), hash = std::move(hash), done = std::move(done)] {
                   const bool right = !m_ending && isRight(password, hash);
                   --m_waiting;
                   done(right);
               });
    return true;
}

void PasswordChecks::stop()
{
    m_ending = true;
    m_threads.join();
}

bool PasswordChecks::isRight(const std::string& password, const std::string& hash)
{
    if (!hash.empty())
        return verifyPassword(password, hash);
    std::call_once(m_decoyMade, [this] { m_decoy = hashPassword(makeReference()).value_or(std::string()); });
    verifyPassword(password, m_decoy);
    return false;
}

} // namespace postern::engine
