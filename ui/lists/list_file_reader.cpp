// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_file_reader.h"

#include "ui/lists/background.h"
#include "ui/text/translate.h"

namespace postern::ui {

namespace {

constexpr int interval = 2000; // ms

// What of a configuration says which files there are.
model::Configuration subscriptionsOf(const model::Configuration& configuration)
{
    model::Configuration wanted;
    wanted.subscriptions = configuration.subscriptions;
    for (const model::Service& service : configuration.services) {
        if (service.subscriptions.empty())
            continue;
        wanted.services.emplace_back();
        wanted.services.back().id = service.id;
        wanted.services.back().subscriptions = service.subscriptions;
    }
    return wanted;
}

// Of the files and of the copies that the engine keeps of them.
std::vector<model::FileStamp> stampsOf(const std::string& store, const model::Configuration& wanted)
{
    std::vector<model::FileStamp> stamps;
    const auto add = [&](const std::vector<model::Subscription>& subscriptions) {
        for (const model::Subscription& each : subscriptions) {
            const std::string path = model::pathOf(each.file, store);
            stamps.push_back(model::FileStamp::of(path));
            stamps.push_back(model::FileStamp::of(model::copyPath(store, each.kind, path)));
        }
    };
    add(wanted.subscriptions);
    for (const model::Service& service : wanted.services)
        add(service.subscriptions);
    return stamps;
}

} // namespace

ListFileReader::ListFileReader(const QString& store, QObject* parent)
    : QObject(parent)
    , m_store(bytes(store))
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &ListFileReader::lookAgain);
}

ListFileReader::~ListFileReader()
{
    freeInBackground(std::move(m_files));
}

void ListFileReader::follow(const model::Configuration& configuration)
{
    auto wanted = subscriptionsOf(configuration);
    if (m_wanted && *m_wanted == wanted) {
        if (m_files)
            Q_EMIT changed();
        return;
    }
    const bool any = !wanted.subscriptions.empty() || !wanted.services.empty();
    m_wanted = std::make_shared<const model::Configuration>(std::move(wanted));
    freeInBackground(std::exchange(m_files, nullptr));
    m_stamps.clear();
    m_again = m_busy;
    if (any) {
        m_timer.start();
        return lookAgain();
    }
    m_timer.stop();
    m_files = std::make_shared<const policy::SubscribedFiles>();
    Q_EMIT changed();
}

ListFileReader::Reading ListFileReader::look(const std::string& store, const model::Configuration& wanted,
                                             const Stamps& before)
{
    Reading reading{stampsOf(store, wanted), nullptr};
    if (reading.stamps != before)
        reading.files =
            std::make_shared<const policy::SubscribedFiles>(policy::readSubscribedFiles(store, wanted));
    return reading;
}

void ListFileReader::lookAgain()
{
    if (m_busy)
        return;
    m_busy = true;
    inBackground(
        this,
        [store = m_store, wanted = m_wanted, before = m_stamps] { return look(store, *wanted, before); },
        [this](Reading reading) { take(std::move(reading)); });
}

void ListFileReader::take(Reading reading)
{
    m_busy = false;
    if (std::exchange(m_again, false)) {
        freeInBackground(std::move(reading.files));
        if (m_timer.isActive())
            lookAgain();
        return;
    }
    if (!reading.files)
        return;
    m_stamps = std::move(reading.stamps);
    freeInBackground(std::exchange(m_files, std::move(reading.files)));
    Q_EMIT changed();
}

QString ListFileReader::problems() const
{
    QStringList lines;
    if (m_files) {
        for (const Error& problem : m_files->problems)
            lines << translate(problem);
    }
    return lines.join(u'\n');
}

} // namespace postern::ui
