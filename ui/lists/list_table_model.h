// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/list_draft.h"
#include "ui/lists/list_marks.h"
#include "ui/lists/list_order.h"

#include <QAbstractTableModel>
#include <QString>

#include <atomic>
#include <optional>
#include <vector>

namespace postern::ui {

// One list as a table: the lines of a draft, of which the filter lets some through, in their own order or
// sorted by a column. Positions are lines of the draft (0 based); rows are what the view shows. Filtering and
// sorting happen in the background, so a million lines never hold the console up. Changes go through
// insert(), remove() and replace() only (list_commands.h makes them undoable).
class ListTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr auto mimeType = "application/x-postern-list-entries";

    using Positions = ListDraft::Positions;

    // `service` is whose list it is; lines of all services (0) are marked.
    ListTableModel(model::ListColor color, model::ListKind kind, model::Id service,
                   QObject* parent = nullptr);
    ~ListTableModel() override;

    model::ListColor color() const { return m_color; }
    model::ListKind kind() const { return m_kind; }
    const ListDraft& draft() const { return m_draft; }

    void load(ListDraft draft);
    // `before`, a copy of the draft, was saved and has become `after`. The lines stay where they are.
    void takeSaved(const ListDraft& before, const ListDraft& after);
    void setHits(std::shared_ptr<const ListHits> hits);
    void setMarks(SharedMarks marks);
    // What List health says of it; nullptr: nothing, or it is not known yet.
    const ListMarks::Mark* markOf(const ListRow& row) const { return m_marks ? m_marks->find(row) : nullptr; }

    // A new line's entry: this service's, always, by this author.
    model::ListEntry blank(const std::string& author) const;
    model::Id newId() { return m_draft.newId(); }
    model::Id newIds(int count) { return m_draft.newIds(count); } // this one and those below it

    // The whole list is on its way, and comes piece by piece: until the last one it can be looked at only.
    void setArriving(bool arriving);
    bool isArriving() const { return m_arriving; }
    void arrive(const SharedRows& saved);

    void insert(const Positions& positions, const SharedRows& rows);
    SharedRows remove(const Positions& positions);
    void replace(const Positions& positions, const SharedRows& rows);
    // `draft` is what becomes of the list by such a change, worked out elsewhere from what it is now.
    enum class Change { Insert, Remove, Replace };
    void take(ListDraft draft, const Positions& positions, Change change);
    // Goes up with each of these: what was worked out from a copy of the draft may be out of date.
    int generation() const { return m_generation; }

    void setFilter(const QString& text);
    bool arranging() const { return m_arranging != nullptr; }
    bool isSorted() const { return m_order.column >= 0; } // or will be
    int positionOf(const QModelIndex& index) const { return m_visible.at(std::size_t(index.row())); }
    QModelIndex indexOf(int position, ListColumn column = ListColumn::Pattern) const; // invalid: filtered out
    ListRow rowAt(const QModelIndex& index) const { return m_draft.row(positionOf(index)); }
    // All lines, in their own order: a row is a position.
    bool isPlain() const { return m_order.plain() && !m_arranging; }
    // During a reset: whether lines have the positions that they had before.
    bool keepsPositions() const { return m_keepsPositions; }

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
    void edited();       // the draft is another one now
    void arrangedSome(); // it has begun, or there is something of what is to be shown, and more will be
    void arranged();     // filter and order are done

private:
    QVariant display(const QModelIndex& index) const;
    QVariant foreground(const ListRow& row, ListColumn column, bool typing) const;
    QVariant decoration(const ListRow& row, ListColumn column) const;
    QVariant accessible(const ListRow& row, ListColumn column) const;
    bool isTyping(const QModelIndex& index) const;
    void changeOrder(ListOrder order);
    void arrange();
    void showFound(std::vector<int> visible);
    void finish(std::vector<int> visible);
    void resetRows(std::vector<int> visible);
    void appendRows(const std::vector<int>& visible);
    void showAll();
    void dropVisible(const Positions& positions);
    bool inOwnOrder() const { return m_order.column < 0; }
    void insertRun(int position, const SharedRows& rows);
    SharedRows removeRun(int first, int last);

    model::ListColor m_color;
    model::ListKind m_kind;
    model::Id m_service;
    ListDraft m_draft;
    ListCells m_cells;
    SharedMarks m_marks;                      // nullptr: not known yet
    std::vector<int> m_visible;               // positions, by row
    mutable std::vector<int> m_rowByPosition; // its inverse, -1 for what is hidden; made when it is asked for
    ListOrder m_order;
    std::shared_ptr<std::atomic<bool>> m_arranging; // set to give up what is arranged; nullptr: nothing
    bool m_foundSome = false;                       // of what is arranged now, and shows it
    int m_lookedAt = 0;                             // lines that were there when it began
    bool m_arriving = false;
    bool m_keepsPositions = false;
    int m_generation = 0;
    int m_typingPosition = -1;
    QString m_typing;
};

} // namespace postern::ui
