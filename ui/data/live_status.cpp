// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/live_status.h"

#include "ui/data/configuration_at.h"
#include "ui/data/store_client.h"
#include "ui/text/translate.h"

#include <algorithm>
#include <optional>

namespace postern::ui {

using namespace std::chrono_literals;

struct LiveStatus::Reading {
    std::int64_t revision = 0;
    std::optional<model::Configuration> configuration; // where the revision is another one than before
    std::vector<model::NodeStatus> nodes;
};

namespace {

template <class Services, class Matches>
const model::Service* findService(const Services& services, Matches matches)
{
    const auto found = std::find_if(services.begin(), services.end(), matches);
    return found == services.end() ? nullptr : &*found;
}

} // namespace

const model::Service* Overview::service(model::Id id) const
{
    return findService(configuration.services, [id](const model::Service& each) { return each.id == id; });
}

const model::Service* Overview::service(const std::string& name) const
{
    return findService(configuration.services, [&](const model::Service& each) { return each.name == name; });
}

int Overview::nodesInForce() const
{
    return int(std::count_if(nodes.begin(), nodes.end(),
                             [this](const model::NodeStatus& node) { return node.revision == revision; }));
}

LiveStatus::LiveStatus(StoreClient& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
{
    connect(&store, &StoreClient::changed, this, &LiveStatus::refresh);
    connect(&store, &StoreClient::troubleChanged, this, &LiveStatus::setTrouble);
    connect(&m_timer, &QTimer::timeout, this, &LiveStatus::refresh);
    connect(&m_usualTimer, &QTimer::timeout, this, &LiveStatus::refreshUsual);
    m_timer.start(2s);
    m_usualTimer.start(5min);
    refresh();
    refreshUsual();
}

void LiveStatus::refresh()
{
    if (m_reading) {
        m_readAgain = true;
        return;
    }
    m_reading = true;
    m_readAgain = false;
    const auto look = [known = m_overview.revision](store::Store& store) -> Result<Reading> {
        Reading reading;
        auto revision = store.revision();
        if (!revision)
            return failFrom(revision);
        reading.revision = *revision;
        if (*revision != known) {
            auto read = readConfiguration(store);
            if (!read)
                return failFrom(read);
            reading.revision = read->revision;
            reading.configuration = std::move(read->configuration);
        }
        auto nodes = store.nodes();
        if (!nodes)
            return failFrom(nodes);
        const Time now = SystemClock().now();
        std::erase_if(*nodes, [now](const model::NodeStatus& node) { return !node.alive(now); });
        reading.nodes = std::move(*nodes);
        return reading;
    };
    m_store.run(this, look, [this](Result<Reading> reading) {
        m_reading = false;
        if (reading)
            take(std::move(*reading));
        else
            setTrouble(translate(reading.error()));
        if (m_readAgain)
            refresh();
    });
    readCounts();
}

void LiveStatus::take(Reading reading)
{
    m_trouble.clear();
    m_overview.revision = reading.revision;
    m_overview.nodes = std::move(reading.nodes);
    const bool reconfigured = reading.configuration.has_value();
    if (reconfigured)
        m_overview.configuration = std::move(*reading.configuration);
    if (reconfigured)
        Q_EMIT configurationChanged();
    Q_EMIT changed();
}

// By the lane of the log: counting may take longer than a status may wait.
void LiveStatus::readCounts()
{
    if (m_counting)
        return;
    m_counting = true;
    m_store.run(
        StoreClient::Lane::Log, this,
        [](store::Store& store) { return store.eventCounts(SystemClock().now() - 1h); },
        [this](Result<store::EventCounts> counts) {
            m_counting = false;
            if (!counts)
                return; // the other lane tells what is wrong
            m_overview.lastHour = *counts;
            judgeSpike();
            Q_EMIT changed();
        });
}

// What is usual changes slowly.
void LiveStatus::refreshUsual()
{
    const auto read = [](store::Store& store) -> Result<UsualRefusals> {
        constexpr int hours = 7 * 24;
        const auto begin = store.countedSince();
        if (!begin)
            return failFrom(begin);
        const Time hour =
            std::chrono::floor<std::chrono::hours>(SystemClock().now()) - 1h; // the one before is whole
        store::StatisticsQuery query;
        query.by = store::StatisticsBy::Service;
        query.series = query.top = 0;
        for (Time edge = hour - hours * 1h; edge <= hour; edge += 1h) {
            if (*begin && edge >= **begin)
                query.edges.push_back(edge);
        }
        const auto statistics = store.statistics(query);
        if (!statistics)
            return failFrom(statistics);
        std::vector<std::int64_t> refusals;
        for (const store::EventCounts& counts : statistics->spans)
            refusals.push_back(refused(counts));
        return usualRefusals(refusals);
    };
    m_store.run(StoreClient::Lane::Log, this, read, [this](const Result<UsualRefusals>& usual) {
        if (!usual)
            return; // the other lane tells what is wrong
        m_overview.usual = *usual;
        judgeSpike();
        Q_EMIT changed();
    });
}

void LiveStatus::judgeSpike()
{
    m_overview.spike = isSpike(m_overview.usual, refused(m_overview.lastHour), m_overview.spike);
}

void LiveStatus::setTrouble(const QString& trouble)
{
    if (trouble == m_trouble)
        return;
    m_trouble = trouble;
    Q_EMIT changed();
}

} // namespace postern::ui
