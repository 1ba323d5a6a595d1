// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_table.h"

#include "ui/lists/list_delegate.h"
#include "ui/lists/list_mime.h"

#include <QApplication>
#include <QClipboard>
#include <QDrag>
#include <QDropEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

#include <algorithm>
#include <array>

namespace postern::ui {

ListTable::ListTable(ListTableModel& model, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
{
    setObjectName(QStringLiteral("lines"));
    setModel(&model);
    setItemDelegate(new ListDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(false);
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setUpColumns();
}

void ListTable::setUpColumns()
{
    const QFontMetrics metrics = fontMetrics();
    const int width = metrics.horizontalAdvance(u'0');
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(metrics.height() + 8);
    verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setSortIndicatorClearable(true);
    setSortingEnabled(true);
    constexpr std::array<int, listColumnCount> widths{25, 30, 25, 7, 12, 16, 11, 14}; // digits
    for (int column = 0; column < listColumnCount; ++column)
        setColumnWidth(column, widths[std::size_t(column)] * width);
    // The meaning takes what is left: all columns are in view without scrolling.
    horizontalHeader()->setSectionResizeMode(int(ListColumn::Meaning), QHeaderView::Stretch);
    setColumnHidden(int(ListColumn::OnlyWhen), m_model.color() == model::ListColor::Black);
}

ListTableModel::Positions ListTable::selectedPositions() const
{
    ListTableModel::Positions positions;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            positions.push_back(m_model.positionOf(m_model.index(row, 0)));
    }
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    return positions;
}

void ListTable::selectPositions(const ListTableModel::Positions& positions)
{
    QItemSelection selection;
    QModelIndex first;
    for (const int position : positions) {
        const QModelIndex index = m_model.indexOf(position);
        if (!index.isValid())
            continue;
        if (!first.isValid())
            first = index;
        if (!selection.isEmpty() && selection.back().bottom() + 1 == index.row())
            selection.back() =
                QItemSelectionRange(selection.back().topLeft(), index.siblingAtColumn(listColumnCount - 1));
        else
            selection.append(QItemSelectionRange(index, index.siblingAtColumn(listColumnCount - 1)));
    }
    if (!first.isValid())
        return;
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    scrollTo(first);
}

void ListTable::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

void ListTable::copySelected() const
{
    std::vector<ListRow> rows;
    for (const int position : selectedPositions())
        rows.push_back(m_model.draft().row(position));
    if (!rows.empty())
        QApplication::clipboard()->setMimeData(toMimeData(m_model.kind(), rows));
}

void ListTable::paste()
{
    if (const QMimeData* clip = QApplication::clipboard()->mimeData())
        take(*clip);
}

void ListTable::take(const QMimeData& lines)
{
    if (canTake(lines, m_model.kind()))
        Q_EMIT linesArrived(fromMimeData(lines, m_model.blank({})));
}

void ListTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
    } else if (event->matches(QKeySequence::Paste)) {
        paste();
    } else if (event->matches(QKeySequence::Delete)) {
        Q_EMIT removeRequested();
    } else if (event->key() == Qt::Key_Insert && event->modifiers() == Qt::NoModifier) {
        Q_EMIT addRequested();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        // Never the dialog's OK; and the Enter that ends an edit comes by here too.
        if (state() != EditingState)
            Q_EMIT editRequested();
    } else {
        QTableView::keyPressEvent(event);
    }
}

// The view's own would take the lines out of the model by itself, where nothing could undo it.
void ListTable::startDrag(Qt::DropActions)
{
    const ListTableModel::Positions positions = selectedPositions();
    if (positions.empty())
        return;
    auto* drag = new QDrag(this);
    drag->setMimeData(m_model.mimeData(selectionModel()->selectedRows()));
    if (drag->exec(Qt::MoveAction | Qt::CopyAction, Qt::MoveAction) == Qt::MoveAction &&
        drag->target() != viewport())
        Q_EMIT movedAway(positions);
}

bool ListTable::takes(const QDropEvent& event) const
{
    return event.source() != this && canTake(*event.mimeData(), m_model.kind());
}

void ListTable::dragEnterEvent(QDragEnterEvent* event)
{
    if (takes(*event))
        event->acceptProposedAction();
    else
        event->ignore();
}

void ListTable::dragMoveEvent(QDragMoveEvent* event)
{
    dragEnterEvent(static_cast<QDragEnterEvent*>(event));
}

void ListTable::dropEvent(QDropEvent* event)
{
    if (!takes(*event)) {
        event->ignore();
        return;
    }
    // Text from other programs is copied: it is not ours to take away.
    if (qobject_cast<ListTable*>(event->source()) == nullptr)
        event->setDropAction(Qt::CopyAction);
    event->accept();
    take(*event->mimeData());
}

void ListTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (m_model.rowCount() != 0 || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap,
                     m_emptyText);
}

void ListTable::closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableView::closeEditor(editor, hint);
    Q_EMIT editorClosed();
}

} // namespace postern::ui
