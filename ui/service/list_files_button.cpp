// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/list_files_button.h"

#include "ui/data/store_client.h"
#include "ui/service/list_files_dialog.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace postern::ui {

using model::Subscription;

namespace {

std::vector<ListFileRow> rowsOf(const std::vector<Subscription>& subscriptions, bool shared)
{
    std::vector<ListFileRow> rows;
    for (const Subscription& each : subscriptions)
        rows.push_back({each, shared});
    return rows;
}

std::vector<Subscription> subscriptionsOf(const std::vector<ListFileRow>& rows, bool shared)
{
    std::vector<Subscription> subscriptions;
    for (const ListFileRow& row : rows) {
        if (row.shared == shared)
            subscriptions.push_back(row);
    }
    return subscriptions;
}

std::vector<ListFileRow> together(std::vector<ListFileRow> own, const std::vector<ListFileRow>& shared)
{
    own.insert(own.end(), shared.begin(), shared.end());
    return own;
}

} // namespace

ListFilesButton::ListFilesButton(StoreClient& store, Prompter& prompter, QWidget* parent)
    : QPushButton(tr("List File&s…"), parent)
    , m_store(store)
    , m_prompter(prompter)
{
    setAutoDefault(false);
    connect(this, &QPushButton::clicked, this, [this] { open(window()); });
    connect(&store, &StoreClient::changed, this, &ListFilesButton::readStates);
    readStates();
}

void ListFilesButton::setService(model::Id service)
{
    if (std::exchange(m_service, service) != service)
        Q_EMIT summaryChanged();
}

void ListFilesButton::setValue(const std::vector<Subscription>& own)
{
    m_own = own;
    m_savedOwn = rowsOf(own, false);
    Q_EMIT summaryChanged();
}

void ListFilesButton::setShared(const std::vector<Subscription>& shared)
{
    m_shared = shared;
    m_savedShared = rowsOf(shared, true);
    Q_EMIT summaryChanged();
}

void ListFilesButton::open(QWidget* over)
{
    ListFilesDialog dialog(m_store, m_prompter, m_service,
                           together(rowsOf(m_own, false), rowsOf(m_shared, true)),
                           together(m_savedOwn, m_savedShared), over);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_own = subscriptionsOf(dialog.value(), false);
    m_shared = subscriptionsOf(dialog.value(), true);
    Q_EMIT summaryChanged();
    Q_EMIT edited();
}

void ListFilesButton::readStates()
{
    m_store.run(
        this, [](store::Store& store) { return store.listFiles(); },
        [this](const Result<std::vector<model::ListFileStatus>>& states) {
            if (!states)
                return;
            m_states = *states;
            Q_EMIT summaryChanged();
        });
}

// English has its singular in the program: no translation of English is needed for it.
QString ListFilesButton::summary() const
{
    int files = 0;
    int bad = 0;
    qlonglong entries = -1; // not known
    for (const ListFileRow& row : together(rowsOf(m_own, false), rowsOf(m_shared, true))) {
        if (!row.enabled)
            continue;
        ++files;
        const auto* state = worstState(m_states, row.shared ? 0 : m_service, row);
        if (state == nullptr)
            continue;
        entries = std::max(entries, 0LL) + state->lines;
        bad += state->state == model::ListFileState::Kept || state->state == model::ListFileState::Failed;
    }
    if (files == 0)
        return tr("none");
    QStringList parts{files == 1 ? tr("1 file") : tr("%n files", nullptr, files)};
    if (entries >= 0)
        parts << (entries == 1 ? tr("1 entry") : tr("%1 entries").arg(QLocale().toString(entries)));
    if (bad > 0)
        parts << (bad == 1 ? tr("1 cannot be read") : tr("%n cannot be read", nullptr, bad));
    return parts.join(QStringLiteral(" · "));
}

} // namespace postern::ui
