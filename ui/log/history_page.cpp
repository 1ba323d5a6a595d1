// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/history_page.h"

#include "store/change_words.h"
#include "store/phrase_text.h"
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/forms/save_edit.h"
#include "ui/shell/console.h"
#include "ui/text/phrase.h"
#include "ui/text/translate.h"
#include "ui/widgets/row_table.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStringListModel>
#include <QTableView>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

using store::Revision;

constexpr int pageSize = 200;

constexpr Column<Revision> revisionColumns[] = {
    {.title = QT_TRANSLATE_NOOP("HistoryPage", "Revision"),
     .text = [](const Revision& revision) { return QString::number(revision.id); },
     .sortValue = [](const Revision& revision) { return QVariant(qlonglong(revision.id)); },
     .alignment = Qt::AlignRight | Qt::AlignVCenter},
    {.title = QT_TRANSLATE_NOOP("HistoryPage", "Time"),
     .text = [](const Revision& revision) { return clockTime(revision.time); },
     .toolTip = [](const Revision& revision) { return fullTime(revision.time); }},
    {.title = QT_TRANSLATE_NOOP("HistoryPage", "Author"),
     .text = [](const Revision& revision) { return qt(revision.author); }},
    {.title = QT_TRANSLATE_NOOP("HistoryPage", "What changed"),
     .text = [](const Revision& revision) { return translate(store::phraseFrom(revision.summary)); },
     .toolTip = [](const Revision& revision) { return translate(store::phraseFrom(revision.summary)); }},
};

bool sameRevision(const Revision& a, const Revision& b)
{
    return a.id == b.id;
}

Result<QStringList> changesInWords(store::Store& store, std::int64_t revision)
{
    const auto changes = store.changes(revision);
    if (!changes)
        return failFrom(changes);
    QStringList words;
    for (const store::Change& change : *changes)
        words << translate(store::describeInParts(change));
    return words;
}

} // namespace

HistoryPage::HistoryPage(Console& console, QWidget* parent)
    : ConsolePage(parent)
    , m_console(console)
    , m_model("HistoryPage", revisionColumns, sameRevision)
    , m_stack(new QStackedWidget)
    , m_message(new QLabel)
    , m_table(new QTableView)
    , m_heading(new QLabel)
    , m_list(new QListView)
    , m_changes(new QStringListModel(this))
    , m_restore(new QPushButton(tr("&Restore…")))
    , m_restoreAction(new QAction(tr("&Restore This Revision…"), this))
{
    setObjectName(QStringLiteral("historyPage"));
    makeTable();
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_restore->setObjectName(QStringLiteral("restore"));
    m_restoreAction->setObjectName(QStringLiteral("restoreRevision"));
    m_list->setObjectName(QStringLiteral("changes"));
    m_list->setAccessibleName(tr("What this revision changed"));
    m_list->setModel(m_changes);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);

    auto* top = new QHBoxLayout;
    top->addWidget(m_heading, 1);
    top->addWidget(m_restore);
    auto* detail = new QWidget;
    auto* detailLayout = new QVBoxLayout(detail);
    detailLayout->addLayout(top);
    detailLayout->addWidget(m_list, 1);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(detail);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_message);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_restore, &QPushButton::clicked, this, &HistoryPage::restore);
    connect(m_restoreAction, &QAction::triggered, this, &HistoryPage::restore);
    connect(&console.store(), &StoreClient::revisionChanged, this, &HistoryPage::readNewest);
    showMessage(tr("Reading the history…"));
    readNewest();
}

void HistoryPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("revisions"));
    m_table->setAccessibleName(tr("Revisions, newest first"));
    m_table->setModel(&m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addAction(m_restoreAction);
    static constexpr int letters[] = {10, 20, 16};
    layOutRows(*m_table, letters);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HistoryPage::showCurrent);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == m_table->verticalScrollBar()->maximum())
            readOlder();
    });
}

QString HistoryPage::title() const
{
    return tr("History");
}

QList<QAction*> HistoryPage::commands() const
{
    return {m_restoreAction};
}

void HistoryPage::readNewest()
{
    m_console.store().run(
        this, [](store::Store& store) { return store.history(0, pageSize); },
        [this](Result<std::vector<Revision>> newest) {
            if (!newest)
                showMessage(translate(newest.error()));
            else if (newest->empty())
                showMessage(
                    tr("Nothing has been saved yet. Each Apply in this console leaves a revision here, and "
                       "each can be restored."));
            else
                take(std::move(*newest));
        });
}

// What was read before and is older stays.
void HistoryPage::take(std::vector<Revision> newest)
{
    const bool first = m_model.records().empty();
    if (first)
        m_complete = int(newest.size()) < pageSize;
    const std::int64_t oldest = newest.back().id;
    for (const Revision& known : m_model.records()) {
        if (known.id < oldest)
            newest.push_back(known);
    }
    m_model.setRecords(std::move(newest));
    m_stack->setCurrentIndex(0);
    const bool restored = m_restored != 0 && m_model.records().front().id >= m_restored;
    if (restored)
        m_restored = 0;
    if (first || restored)
        m_table->selectRow(0);
    else
        showCurrent(); // the one selected may be the newest no longer
}

void HistoryPage::readOlder()
{
    if (m_complete || m_reading || m_model.records().empty())
        return;
    m_reading = true;
    m_console.store().run(
        this,
        [before = m_model.records().back().id](store::Store& store) {
            return store.history(before, pageSize);
        },
        [this](Result<std::vector<Revision>> older) {
            m_reading = false;
            if (!older)
                return; // the next scroll asks again
            m_complete = int(older->size()) < pageSize;
            for (Revision& revision : *older)
                m_model.append(std::move(revision));
        });
}

void HistoryPage::showMessage(const QString& text)
{
    m_message->setText(text);
    m_stack->setCurrentIndex(1);
    enableRestore();
}

const Revision* HistoryPage::current() const
{
    return m_stack->currentIndex() == 0 ? m_model.record(m_table->currentIndex()) : nullptr;
}

void HistoryPage::showCurrent()
{
    enableRestore();
    const Revision* revision = current();
    if (revision == nullptr)
        return;
    const bool newest = revision->id == m_model.records().front().id;
    m_heading->setText(
        (newest ? tr("Revision %1, the newest, by %2, %3") : tr("Revision %1 by %2, %3"))
            .arg(QString::number(revision->id), qt(revision->author), fullTime(revision->time)));
    if (std::exchange(m_shown, revision->id) == revision->id)
        return;
    m_console.store().run(
        this, [id = revision->id](store::Store& store) { return changesInWords(store, id); },
        [this, id = revision->id](const Result<QStringList>& changes) {
            if (id == m_shown)
                showChanges(changes);
        });
}

void HistoryPage::showChanges(const Result<QStringList>& changes)
{
    m_changes->setStringList(changes ? *changes : QStringList{translate(changes.error())});
}

void HistoryPage::enableRestore()
{
    const Revision* revision = current();
    const bool older = revision != nullptr && revision->id != m_model.records().front().id;
    m_restore->setEnabled(older);
    m_restoreAction->setEnabled(older);
    m_restore->setToolTip(older ? QString() : tr("This is how it is now"));
}

void HistoryPage::restore()
{
    const Revision* revision = current();
    if (revision == nullptr)
        return;
    const std::int64_t id = revision->id;
    const bool wanted = m_console.prompter().confirm(this, tr("Restore a Revision"),
                                                     tr("Set everything as it was in revision %1?").arg(id),
                                                     tr("What was saved since is undone, in all services and "
                                                        "lists. This makes a new revision, so it can be "
                                                        "undone the same way. The log is not touched."),
                                                     tr("&Restore"));
    if (!wanted)
        return;
    m_console.store().run(
        this, [id](store::Store& store) { return store.editForRestore(id); },
        [this](Result<store::Edit> edit) {
            if (!edit)
                return tellFailure(translate(edit.error()));
            edit->author = bytes(m_console.store().author());
            saveEdit(m_console.store(), this, std::move(*edit), false, [this](const SaveAnswer& answer) {
                if (answer.kind == SaveAnswer::Kind::Saved)
                    m_restored = answer.revision; // it comes by revisionChanged
                else if (answer.kind == SaveAnswer::Kind::Failed)
                    tellFailure(answer.message);
            });
        });
}

void HistoryPage::tellFailure(const QString& why)
{
    m_console.prompter().tell(this, tr("Restore a Revision"), tr("The revision cannot be restored."), why);
}

} // namespace postern::ui
