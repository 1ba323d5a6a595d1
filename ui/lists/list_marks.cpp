// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_marks.h"

#include "ui/data/store_client.h"
#include "ui/lists/background.h"
#include "ui/text/translate.h"

#include <algorithm>

namespace postern::ui {

using policy::HealthFinding;

namespace {

constexpr int unhitDays = 90; // as the page begins with

// What the columns say already needs no mark: that it has expired, and what a forgeable exception is not for.
bool isMarked(const HealthFinding& finding)
{
    return finding.kind != HealthFinding::Kind::Expired && finding.kind != HealthFinding::Kind::Forgeable;
}

} // namespace

ListMarks::ListMarks(const HealthData& data)
{
    for (const HealthFinding& finding : data.health.findings) {
        if (!isMarked(finding))
            continue;
        const model::ListEntry& entry = data.entries[finding.entry];
        m_marks.push_back({entry.id, entry.displayPattern(), finding.kind,
                           translate(policy::healthReason(finding, data.entries))});
    }
    // Of several findings about one entry the first kind says most.
    const auto before = [](const Mark& a, const Mark& b) { return a.entry < b.entry; };
    std::stable_sort(m_marks.begin(), m_marks.end(), before);
    m_marks.erase(std::unique(m_marks.begin(), m_marks.end(),
                              [](const Mark& a, const Mark& b) { return a.entry == b.entry; }),
                  m_marks.end());
}

const ListMarks::Mark* ListMarks::find(const ListRow& row) const
{
    const auto found =
        std::lower_bound(m_marks.begin(), m_marks.end(), row.entry.id,
                         [](const Mark& mark, model::Id wanted) { return mark.entry < wanted; });
    const bool same = found != m_marks.end() && found->entry == row.entry.id && row.entry.enabled &&
                      found->pattern == row.text();
    return same ? &*found : nullptr;
}

QString markText(const ListMarks::Mark& mark)
{
    const QString kind = healthKindText(mark.kind);
    return mark.words.isEmpty() ? kind : QStringLiteral("%1: %2").arg(kind, mark.words);
}

ListMarker::ListMarker(StoreClient& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
{
}

ListMarker::~ListMarker()
{
    m_stop.request_stop();
}

void ListMarker::look()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_store.run(
        StoreClient::Lane::Log, this, [](store::Store& store) { return readHealth(store, ListMarks::most); },
        [this, run = ++m_run](const Result<std::shared_ptr<HealthData>>& read) {
            if (!read || !*read || run != m_run)
                return; // the page says what is wrong
            inBackground(
                this,
                [lists = *read, token = m_stop.get_token()]() -> SharedMarks {
                    return examine(*lists, unhitDays, SystemClock().now(), token)
                               ? std::make_shared<const ListMarks>(*lists)
                               : nullptr;
                },
                [this, run](const SharedMarks& marks) {
                    if (run == m_run && marks)
                        Q_EMIT found(marks);
                });
        });
}

} // namespace postern::ui
