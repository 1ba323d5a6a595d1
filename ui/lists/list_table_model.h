// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"
#include "ui/lists/list_draft.h"

#include <QAbstractTableModel>
#include <QString>

#include <optional>
#include <unordered_map>
#include <vector>

class QTimer;

namespace postern::ui {

enum class ListColumn { Pattern, Meaning, OnlyWhen, Hits, LastHit, Expires, Scope, Comment };
inline constexpr int listColumnCount = 8;

// One list as a table: the lines of a draft, of which the filter lets some through, in their own order or
// sorted by a column. Positions are lines of the draft (0 based); rows are what the view shows. Filtering and
// sorting take several short turns of the event loop, so a million lines never hold the console up. Changes
// go through insert(), remove() and replace() only (list_commands.h makes them undoable).
class ListTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr auto mimeType = "application/x-postern-list-entries";

    using Positions = ListDraft::Positions;

    // `service` is whose list it is; lines of all services (0) are marked.
    ListTableModel(model::ListColor color, model::ListKind kind, model::Id service,
                   QObject* parent = nullptr);

    model::ListColor color() const { return m_color; }
    model::ListKind kind() const { return m_kind; }
    const ListDraft& draft() const { return m_draft; }

    void load(std::vector<ListRow> rows, std::unordered_map<model::Id, store::ListHit> hits);
    void setHits(const std::vector<store::ListHit>& hits);

    // A new line's entry: this service's, always, by this author.
    model::ListEntry blank(const std::string& author) const;
    model::Id newId() { return m_draft.newId(); }

    void insert(const Positions& positions, std::vector<ListRow> rows);
    std::vector<ListRow> remove(const Positions& positions);
    void replace(const Positions& positions, const std::vector<ListRow>& rows);

    void setFilter(const QString& text);
    bool arranging() const { return m_job.has_value(); }
    int positionOf(const QModelIndex& index) const { return m_visible.at(std::size_t(index.row())); }
    QModelIndex indexOf(int position, ListColumn column = ListColumn::Pattern) const; // invalid: filtered out
    const ListRow& rowAt(const QModelIndex& index) const { return m_draft.row(positionOf(index)); }

    // While somebody types in a line, its meaning follows. nullopt: nobody does.
    void setTyping(const QModelIndex& index, std::optional<QString> text);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    // Dragging carries whole entries to another list of the same kind, and text to everywhere else.
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction | Qt::CopyAction; }

Q_SIGNALS:
    // Somebody edited a line in place: `row` is what it is to become. Answered by replace() or not at all.
    void editRequested(int position, const postern::ui::ListRow& row);
    void edited();   // the draft is another one now
    void arranged(); // filter and order are done

private:
    // What a filter and sort in turns has done so far.
    struct Job {
        std::size_t next = 0;
        std::vector<int> positions;
        std::vector<QString> keys; // beside positions, where the order needs text
    };

    QVariant text(const ListRow& row, ListColumn column) const;
    QVariant editValue(const ListRow& row, ListColumn column) const;
    QVariant toolTip(const ListRow& row, ListColumn column) const;
    QVariant foreground(const ListRow& row, ListColumn column) const;
    const store::ListHit* hit(const ListRow& row) const;
    bool passes(const ListRow& row) const;
    QString sortKey(const ListRow& row) const;
    void arrange();
    void arrangeSome();
    void finish(std::vector<int> visible);
    bool inOwnOrder() const { return m_sortColumn < 0; }
    void insertRun(int position, std::vector<ListRow> rows);
    void removeRun(int first, int last, std::vector<ListRow>& removed);

    model::ListColor m_color;
    model::ListKind m_kind;
    model::Id m_service;
    ListDraft m_draft;
    std::unordered_map<model::Id, store::ListHit> m_hits;
    std::vector<int> m_visible; // positions, by row
    QString m_filter;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::optional<Job> m_job;
    QTimer* m_turn;
    int m_generation = 0; // of arrangements: what comes late from a sort is dropped
    int m_typingPosition = -1;
    QString m_typing;
};

// "applies to all services", "from 192.0.2.0/24", …: the cells that are words made from an entry.
QString scopeText(const model::ListEntry& entry);
QString conditionText(const model::ListEntry& entry);
QString expiryText(const model::ListEntry& entry);

} // namespace postern::ui
