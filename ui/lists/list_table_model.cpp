// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_table_model.h"

#include "ui/forms/problems.h"
#include "ui/lists/background.h"
#include "ui/text/translate.h"

#include <QApplication>
#include <QColor>
#include <QFont>
#include <QPalette>
#include <QStyle>

#include <algorithm>

namespace postern::ui {

namespace {

struct ColumnWords {
    const char* title;
    const char* toolTip;
};

constexpr ColumnWords columnWords[listColumnCount] = {
    {QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "Pattern"),
     QT_TRANSLATE_NOOP("postern::ui::ListTableModel",
                       "What is listed. Without its tick a line does not count.")},
    {QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "Meaning"),
     QT_TRANSLATE_NOOP("postern::ui::ListTableModel",
                       "The pattern in words, with an example that it matches. A warning sign says that "
                       "List health finds the line superfluous or doubtful.")},
    {QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "Only when"),
     QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "What must hold besides for the exception to count.")},
    {QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "Hits"),
     QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "How often the line has decided so far.")},
    {QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "Last hit"),
     QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "When it decided last.")},
    {QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "Expires"),
     QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "From this moment on the line no longer counts.")},
    {QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "Applies to"),
     QT_TRANSLATE_NOOP("postern::ui::ListTableModel",
                       "Lines of all services stand in the lists of every service.")},
    {QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "Comment"),
     QT_TRANSLATE_NOOP("postern::ui::ListTableModel", "For whoever reads the list.")},
};

// `value` is a time in microseconds, what was typed and is none, or null for never.
ListRow withExpiry(ListRow row, const QVariant& value)
{
    row.wrongExpiry.reset();
    if (value.userType() == QMetaType::QString)
        row.wrongExpiry = bytes(value.toString().trimmed());
    else
        row.entry.expires = value.isNull() ? std::nullopt : std::optional(fromMicros(value.toLongLong()));
    return row;
}

} // namespace

ListTableModel::ListTableModel(model::ListColor color, model::ListKind kind, model::Id service,
                               QObject* parent)
    : QAbstractTableModel(parent)
    , m_color(color)
    , m_kind(kind)
    , m_service(service)
{
    m_cells.kind = kind;
}

ListTableModel::~ListTableModel()
{
    if (m_arranging)
        *m_arranging = true;
    freeInBackground(std::pair(std::move(m_draft), std::move(m_cells.hits)));
}

model::ListEntry ListTableModel::blank(const std::string& author) const
{
    model::ListEntry entry;
    entry.service = m_service;
    entry.color = m_color;
    entry.kind = m_kind;
    entry.author = author;
    entry.created = SystemClock().now();
    return entry;
}

void ListTableModel::load(ListDraft draft)
{
    ++m_generation;
    beginResetModel();
    freeInBackground(std::exchange(m_draft, std::move(draft)));
    m_typingPosition = -1;
    if (m_order.plain())
        showAll();
    else
        m_visible.clear();
    m_rowByPosition.clear();
    endResetModel();
    if (!m_order.plain())
        arrange();
    Q_EMIT edited();
}

void ListTableModel::setArriving(bool arriving)
{
    if (arriving == m_arriving)
        return;
    m_arriving = arriving;
    Q_EMIT edited();
}

// What is sorted or filtered looks at what is new when it is done with what it has.
void ListTableModel::arrive(const SharedRows& saved)
{
    const int first = m_draft.size();
    const int count = int(saved.size());
    if (!isPlain()) {
        m_draft.arrive(saved);
        if (!m_arranging)
            arrange();
        m_rowByPosition.clear();
    } else if (count > 0) {
        beginInsertRows({}, first, first + count - 1);
        m_draft.arrive(saved);
        showAll();
        endInsertRows();
    }
    Q_EMIT edited();
}

void ListTableModel::takeSaved(const ListDraft& before, const ListDraft& after)
{
    ++m_generation;
    m_draft.rebase(before, after);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, listColumnCount - 1));
    Q_EMIT edited();
}

void ListTableModel::setHits(std::shared_ptr<const ListHits> hits)
{
    freeInBackground(std::exchange(m_cells.hits, std::move(hits)));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, int(ListColumn::Hits)), index(rowCount() - 1, int(ListColumn::LastHit)));
}

void ListTableModel::setMarks(SharedMarks marks)
{
    freeInBackground(std::exchange(m_marks, std::move(marks)));
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, int(ListColumn::Meaning)),
                           index(rowCount() - 1, int(ListColumn::Meaning)));
}

QModelIndex ListTableModel::indexOf(int position, ListColumn column) const
{
    if (m_rowByPosition.empty()) {
        m_rowByPosition.assign(std::size_t(m_draft.size()), -1);
        for (std::size_t row = 0; row < m_visible.size(); ++row)
            m_rowByPosition[std::size_t(m_visible[row])] = int(row);
    }
    const int row = position >= 0 && position < m_draft.size() ? m_rowByPosition[std::size_t(position)] : -1;
    return row < 0 ? QModelIndex() : index(row, int(column));
}

void ListTableModel::setTyping(const QModelIndex& where, std::optional<QString> text)
{
    m_typingPosition = text && where.isValid() ? positionOf(where) : -1;
    m_typing = text.value_or(QString());
    if (where.isValid())
        Q_EMIT dataChanged(where.siblingAtColumn(int(ListColumn::Meaning)),
                           where.siblingAtColumn(int(ListColumn::Meaning)));
}

int ListTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_visible.size());
}

int ListTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : listColumnCount;
}

bool ListTableModel::isTyping(const QModelIndex& index) const
{
    return ListColumn(index.column()) == ListColumn::Meaning && m_typingPosition == positionOf(index);
}

QVariant ListTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ListRow row = rowAt(index);
    const auto column = ListColumn(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return display(index);
    case Qt::EditRole:
        return column == ListColumn::Scope ? QVariant(row.entry.service == 0)
                                           : QVariant(m_cells.text(row, column));
    case Qt::ToolTipRole:
        if (const auto* mark = column == ListColumn::Meaning ? markOf(row) : nullptr)
            return m_cells.text(row, column) + u'\n' + markText(*mark);
        return m_cells.toolTip(row, column);
    case Qt::ForegroundRole:
        return foreground(row, column, isTyping(index));
    case Qt::CheckStateRole:
        return column == ListColumn::Pattern ? QVariant(int(row.entry.enabled ? Qt::Checked : Qt::Unchecked))
                                             : QVariant();
    case Qt::DecorationRole:
        return decoration(row, column);
    case Qt::FontRole:
        if (column == ListColumn::Scope && row.entry.service == 0) {
            QFont marked = QApplication::font();
            marked.setItalic(true);
            return marked;
        }
        break;
    case Qt::TextAlignmentRole:
        if (column == ListColumn::Hits)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        break;
    case Qt::AccessibleTextRole:
        return accessible(row, column);
    }
    return {};
}

QVariant ListTableModel::display(const QModelIndex& index) const
{
    if (!isTyping(index))
        return m_cells.text(rowAt(index), ListColumn(index.column()));
    return m_typing.trimmed().isEmpty() ? QString() : meaningOf(m_kind, bytes(m_typing));
}

QVariant ListTableModel::decoration(const ListRow& row, ListColumn column) const
{
    const bool wrong = (column == ListColumn::Pattern && row.invalid && !row.blank()) ||
                       (column == ListColumn::Expires && row.wrongExpiry);
    if (wrong)
        return problemIcon(model::Severity::Error, QApplication::style());
    const bool marked = column == ListColumn::Meaning && markOf(row) != nullptr;
    return marked ? QVariant(problemIcon(model::Severity::Warning, QApplication::style())) : QVariant();
}

QVariant ListTableModel::accessible(const ListRow& row, ListColumn column) const
{
    if (column == ListColumn::Pattern && row.invalid)
        return tr("%1, invalid").arg(qt(row.text()));
    if (column == ListColumn::Pattern && !row.entry.enabled)
        return tr("%1, switched off").arg(qt(row.text()));
    if (column == ListColumn::Expires && row.wrongExpiry)
        return wrongExpiryText(*row.wrongExpiry);
    if (const auto* mark = column == ListColumn::Meaning ? markOf(row) : nullptr)
        return m_cells.text(row, column) + QStringLiteral("; ") + markText(*mark);
    return {};
}

QVariant ListTableModel::foreground(const ListRow& row, ListColumn column, bool typing) const
{
    const QPalette palette = QApplication::palette();
    const auto severe = [&](model::Severity severity) { return QVariant(problemColor(severity, palette)); };
    if (typing)
        return model::ListPattern::parse(m_kind, bytes(m_typing)) ? QVariant()
                                                                  : severe(model::Severity::Error);
    const bool words = column == ListColumn::Pattern || column == ListColumn::Meaning;
    if ((row.invalid && !row.blank() && words) || (row.wrongExpiry && column == ListColumn::Expires))
        return severe(model::Severity::Error);
    if (column == ListColumn::Expires && isExpired(row.entry))
        return severe(model::Severity::Warning);
    if (column == ListColumn::OnlyWhen && row.entry.condition == model::Condition::SpfPass)
        return severe(model::Severity::Warning);
    if (!row.entry.enabled || isExpired(row.entry))
        return palette.color(QPalette::Disabled, QPalette::Text);
    return {};
}

bool ListTableModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (m_arriving || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    ListRow row = rowAt(index);
    const auto column = ListColumn(index.column());
    if (role == Qt::CheckStateRole && column == ListColumn::Pattern)
        row.entry.enabled = value.toInt() == Qt::Checked;
    else if (role != Qt::EditRole)
        return false;
    else if (column == ListColumn::Pattern)
        row = withText(row, bytes(value.toString().trimmed()));
    else if (column == ListColumn::Comment)
        row.entry.comment = bytes(value.toString().trimmed());
    else if (column == ListColumn::Scope)
        row.entry.service = value.toBool() ? 0 : m_service;
    else if (column == ListColumn::Expires)
        row = withExpiry(row, value);
    else
        return false;
    if (row != rowAt(index))
        Q_EMIT editRequested(positionOf(index), row);
    return true;
}

QVariant ListTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        if (role == Qt::DisplayRole && section < int(m_visible.size()))
            return m_visible[std::size_t(section)] + 1; // as the tester names lines
        return {};
    }
    if (section < 0 || section >= listColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return tr(columnWords[section].title);
    if (role == Qt::ToolTipRole)
        return tr(columnWords[section].toolTip);
    if (role == Qt::TextAlignmentRole)
        return int(ListColumn(section) == ListColumn::Hits ? Qt::AlignRight | Qt::AlignVCenter
                                                           : Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags ListTableModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemIsDropEnabled;
    if (!index.isValid())
        return flags;
    flags |= Qt::ItemIsDragEnabled;
    if (m_arriving)
        return flags;
    switch (ListColumn(index.column())) {
    case ListColumn::Pattern:
        return flags | Qt::ItemIsEditable | Qt::ItemIsUserCheckable;
    case ListColumn::Expires:
    case ListColumn::Scope:
    case ListColumn::Comment:
        return flags | Qt::ItemIsEditable;
    default:
        return flags;
    }
}

} // namespace postern::ui
