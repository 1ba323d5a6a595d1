// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/store_client.h"

#include "ui/text/translate.h"

#include <QMetaObject>

#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include <pwd.h>
#include <unistd.h>

namespace postern::ui {

namespace {

constexpr auto pollInterval = std::chrono::milliseconds(100); // PRAGMA data_version costs microseconds

// One thread with one connection, which works off its jobs in order and looks for foreign commits between
// them.
class Worker {
public:
    using Job = std::function<void(Result<store::Store*>)>;
    using Idle = std::function<void(Result<store::Store*>)>;

    Worker(std::string where, Idle idle)
        : m_where(std::move(where))
        , m_idle(std::move(idle))
        , m_thread([this] { loop(); })
    {
    }

    ~Worker()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stop = true;
            m_jobs.clear();
        }
        m_wake.notify_all();
        m_thread.join();
    }

    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void post(Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_wake.notify_all();
    }

private:
    void loop()
    {
        std::unique_lock lock(m_mutex);
        while (!m_stop) {
            if (m_jobs.empty()) {
                m_wake.wait_for(lock, pollInterval, [this] { return m_stop || !m_jobs.empty(); });
                if (m_stop)
                    break;
            }
            Job job;
            if (!m_jobs.empty()) {
                job = std::move(m_jobs.front());
                m_jobs.pop_front();
            }
            lock.unlock();
            if (job)
                job(connection());
            if (m_idle)
                m_idle(connection());
            lock.lock();
        }
        m_store.reset(); // the connection ends on the thread that opened it
    }

    Result<store::Store*> connection()
    {
        if (!m_store) {
            auto opened = store::Store::open(m_where, store::OpenMode::Existing);
            if (!opened)
                return failFrom(opened);
            m_store = std::move(*opened);
        }
        return m_store.get();
    }

    std::string m_where;
    Idle m_idle;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_stop = false;
    std::unique_ptr<store::Store> m_store;
    std::thread m_thread; // last: it starts when all else is there
};

QString userName()
{
    const passwd* user = getpwuid(getuid());
    return user != nullptr ? QString::fromLocal8Bit(user->pw_name) : QString::number(getuid());
}

} // namespace

struct StoreClient::Parts {
    QString where;
    QString author = userName();
    // Seen by the Settings lane only.
    std::int64_t revision = -1;
    std::string trouble;
    std::unique_ptr<Worker> settings;
    std::unique_ptr<Worker> log;
};

StoreClient::StoreClient(const QString& where, QObject* parent)
    : QObject(parent)
    , m_parts(std::make_unique<Parts>())
{
    m_parts->where = where;
    const auto noticeChanges = [this](Result<store::Store*> opened) {
        const std::string trouble = opened ? std::string() : toString(opened.error());
        if (trouble != m_parts->trouble) {
            m_parts->trouble = trouble;
            const QString text = opened ? QString() : translate(opened.error());
            deliver([this, text] { Q_EMIT troubleChanged(text); });
        }
        if (!opened)
            return;
        const bool first = m_parts->revision < 0;
        const bool foreign = (*opened)->changedByOthers();
        const auto revision = (*opened)->revision();
        const bool newRevision = revision && *revision != m_parts->revision;
        if (newRevision)
            m_parts->revision = *revision;
        if ((foreign || newRevision) && !first)
            deliver([this] { Q_EMIT changed(); });
        if (newRevision && !first)
            deliver([this, number = *revision] { Q_EMIT revisionChanged(number); });
    };
    m_parts->settings = std::make_unique<Worker>(bytes(where), noticeChanges);
    m_parts->log = std::make_unique<Worker>(bytes(where), nullptr);
}

StoreClient::~StoreClient()
{
    m_parts->log.reset();
    m_parts->settings.reset();
}

QString StoreClient::where() const
{
    return m_parts->where;
}

QString StoreClient::author() const
{
    return m_parts->author;
}

void StoreClient::post(Lane lane, Job job)
{
    (lane == Lane::Log ? m_parts->log : m_parts->settings)->post(std::move(job));
}

void StoreClient::deliver(std::function<void()> function)
{
    QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
}

} // namespace postern::ui
