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
// So many lines are remembered by their ids; where more are selected, only the current one is.
constexpr std::size_t mostIds = 1000;

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
    // It would look through all lines, for each column, whether all of them are selected, only to draw its
    // edges.
    horizontalHeader()->setSelectionModel(new QItemSelectionModel(&model, this));
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &ListTable::rememberSelection);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        restoreSelection();
        if (!m_model.keepsPositions())
            m_remembered = {};
    });
    connect(&model, &ListTableModel::arranged, this, [this] {
        restoreSelection(); // of what was shown last, too
        m_remembered = {};
    });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_restoring)
            m_remembered = {};
    });
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
    if (!std::is_sorted(positions.begin(), positions.end()))
        std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    return positions;
}

void ListTable::selectPositions(const ListTableModel::Positions& positions)
{
    std::vector<int> rows;
    if (m_model.isPlain()) {
        rows = positions;
    } else {
        for (const int position : positions) {
            const QModelIndex index = m_model.indexOf(position);
            if (index.isValid())
                rows.push_back(index.row());
        }
    }
    if (rows.empty())
        return;
    const int first = rows.front();
    if (!std::is_sorted(rows.begin(), rows.end()))
        std::sort(rows.begin(), rows.end());
    selectRows(rows, first, int(ListColumn::Pattern));
}

// Only `current` where the rows lie too scattered: the view looks through all ranges for every cell.
void ListTable::selectRows(const std::vector<int>& rows, int current, int column)
{
    QItemSelection selection;
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] + 1)
            ++end;
        selection.append(QItemSelectionRange(m_model.index(rows[begin], 0),
                                             m_model.index(rows[end - 1], listColumnCount - 1)));
        begin = end;
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
    if (!selectionModel()->hasSelection()) // or it is remembered from before what was shown meanwhile
        return;
    m_remembered = {};
    m_remembered.generation = m_model.generation();
    if (m_model.keepsPositions()) {
        m_remembered.positions.resize(std::size_t(m_model.draft().size()));
        for (const QItemSelectionRange& range : selectionModel()->selection()) {
            for (int row = range.top(); row <= range.bottom(); ++row)
                m_remembered.positions[std::size_t(m_model.positionOf(m_model.index(row, 0)))] = true;
        }
    } else if (const auto selected = selectedPositions(); selected.size() <= mostIds) {
        for (const int position : selected)
            m_remembered.ids.push_back(m_model.draft().rows()[std::size_t(position)].id());
        std::sort(m_remembered.ids.begin(), m_remembered.ids.end());
    }
    if (!currentIndex().isValid())
        return;
    m_remembered.current = m_model.rowAt(currentIndex()).entry.id;
    m_remembered.column = currentIndex().column();
}

// Positions of the lines that were remembered by their ids.
std::vector<bool> ListTable::rememberedPositions() const
{
    std::vector<bool> positions(std::size_t(m_model.draft().size()));
    std::size_t position = 0;
    for (const SharedRow& row : m_model.draft().rows())
        positions[position++] =
            std::binary_search(m_remembered.ids.begin(), m_remembered.ids.end(), row.id());
    return positions;
}

std::vector<int> ListTable::rowsOf(const std::vector<bool>& positions) const
{
    std::vector<int> rows;
    if (std::size_t(std::count(positions.begin(), positions.end(), true)) <= mostIds) {
        for (auto at = std::find(positions.begin(), positions.end(), true); at != positions.end();
             at = std::find(at + 1, positions.end(), true)) {
            const QModelIndex index = m_model.indexOf(int(at - positions.begin()));
            if (index.isValid())
                rows.push_back(index.row());
        }
        std::sort(rows.begin(), rows.end());
        return rows;
    }
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const auto position = std::size_t(m_model.positionOf(m_model.index(row, 0)));
        if (position < positions.size() && positions[position])
            rows.push_back(row);
    }
    return rows;
}

void ListTable::restoreSelection()
{
    const bool byPosition = m_remembered.ids.empty();
    if (m_remembered.empty() || (byPosition && m_remembered.generation != m_model.generation()))
        return;
    const std::vector<bool> positions = byPosition ? m_remembered.positions : rememberedPositions();
    const auto selected = std::size_t(std::count(positions.begin(), positions.end(), true));
    const std::vector<int> rows = rowsOf(positions);
    if (rows.empty())
        return;
    const QModelIndex current = m_model.indexOf(m_model.draft().positionOf(m_remembered.current));
    m_restoring = true;
    selectRows(rows, current.isValid() ? current.row() : -1, m_remembered.column);
    m_restoring = false;
    if (rows.size() == selected)
        m_remembered = {};
}

void ListTable::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

void ListTable::copySelected() const
{
    SharedRows rows = m_model.draft().rows().pick(selectedPositions());
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
    if (!m_model.isArriving() && canTake(lines, m_model.kind()))
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
    SharedRows rows = m_model.draft().rows().pick(positions);
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
        std::erase_if(positions, [this](int position) {
            return m_model.draft().rows()[std::size_t(position)].service() == 0;
        });
    if (!positions.empty())
        Q_EMIT movedAway(positions);
}

bool ListTable::takes(const QDropEvent& event) const
{
    return event.source() != this && !m_model.isArriving() && canTake(*event.mimeData(), m_model.kind());
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
