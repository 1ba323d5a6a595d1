// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_table.h"

#include "ui/lists/list_delegate.h"

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

namespace {

constexpr int mostRanges = 1000;

} // namespace

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
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &ListTable::rememberSelection);
    connect(&model, &QAbstractItemModel::modelReset, this, &ListTable::restoreSelection);
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
    std::vector<int> rows;
    for (const int position : positions) {
        const QModelIndex index = m_model.indexOf(position);
        if (index.isValid())
            rows.push_back(index.row());
    }
    if (rows.empty())
        return;
    const int first = rows.front();
    std::sort(rows.begin(), rows.end());
    selectRows(rows, first, int(ListColumn::Pattern));
}

// Only `current` where the rows lie too scattered: the view looks through all ranges for every cell.
void ListTable::selectRows(const std::vector<int>& rows, int current, int column)
{
    QItemSelection selection;
    for (const int row : rows) {
        const QModelIndex end = m_model.index(row, listColumnCount - 1);
        if (!selection.isEmpty() && selection.back().bottom() + 1 == row)
            selection.back() = QItemSelectionRange(selection.back().topLeft(), end);
        else
            selection.append(QItemSelectionRange(m_model.index(row, 0), end));
        if (selection.size() > mostRanges) {
            const int only = current >= 0 ? current : rows.front();
            selection = QItemSelection(m_model.index(only, 0), m_model.index(only, listColumnCount - 1));
            break;
        }
    }
    const QModelIndex place = m_model.index(current >= 0 ? current : rows.front(), column);
    selectionModel()->setCurrentIndex(place, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    scrollTo(place);
}

void ListTable::rememberSelection()
{
    m_remembered = {};
    for (const int position : selectedPositions())
        m_remembered.selected.push_back(m_model.draft().row(position).entry.id);
    std::sort(m_remembered.selected.begin(), m_remembered.selected.end());
    if (!currentIndex().isValid())
        return;
    m_remembered.current = m_model.rowAt(currentIndex()).entry.id;
    m_remembered.column = currentIndex().column();
}

void ListTable::restoreSelection()
{
    if (m_remembered.selected.empty())
        return;
    std::vector<int> rows;
    int current = -1;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const model::Id id = m_model.rowAt(m_model.index(row, 0)).entry.id;
        if (std::binary_search(m_remembered.selected.begin(), m_remembered.selected.end(), id))
            rows.push_back(row);
        if (id == m_remembered.current)
            current = row;
    }
    if (!rows.empty())
        selectRows(rows, current, m_remembered.column);
}

void ListTable::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

void ListTable::copySelected() const
{
    SharedRows rows;
    for (const int position : selectedPositions())
        rows.push_back(m_model.draft().rows()[std::size_t(position)]);
    if (!rows.empty())
        QApplication::clipboard()->setMimeData(toMimeData(m_model.kind(), std::move(rows)));
}

void ListTable::paste()
{
    if (const QMimeData* clip = QApplication::clipboard()->mimeData())
        take(*clip);
}

void ListTable::take(const QMimeData& lines)
{
    if (canTake(lines, m_model.kind()))
        Q_EMIT linesArrived(arrivedIn(lines, m_model.kind()));
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
    ListTableModel::Positions positions = selectedPositions();
    if (positions.empty())
        return;
    SharedRows rows;
    for (const int position : positions)
        rows.push_back(m_model.draft().rows()[std::size_t(position)]);
    const int generation = m_model.generation();
    auto* drag = new QDrag(this);
    drag->setMimeData(toMimeData(m_model.kind(), std::move(rows)));
    const Qt::DropAction action = drag->exec(Qt::MoveAction | Qt::CopyAction, Qt::MoveAction);
    const auto* target =
        drag->target() == nullptr ? nullptr : qobject_cast<ListTable*>(drag->target()->parent());
    // While it was dragged, somebody else's save may have brought other lines.
    if (action != Qt::MoveAction || target == nullptr || target == this || generation != m_model.generation())
        return;
    // In another service's list of the same color lines of all services stand already, and they are the same.
    if (target->list().color() == m_model.color())
        std::erase_if(positions,
                      [this](int position) { return m_model.draft().row(position).entry.service == 0; });
    if (!positions.empty())
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
