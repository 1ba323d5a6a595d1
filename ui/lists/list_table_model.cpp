// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_table_model.h"

#include "ui/forms/problems.h"
#include "ui/text/translate.h"

#include <QApplication>
#include <QColor>
#include <QFont>
#include <QLocale>
#include <QPalette>
#include <QStyle>
#include <QTimer>

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
                       "The pattern in words, with an example that it matches.")},
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

Time now()
{
    return SystemClock().now();
}

bool isExpired(const model::ListEntry& entry)
{
    return entry.expires && *entry.expires <= now();
}

} // namespace

ListTableModel::ListTableModel(model::ListColor color, model::ListKind kind, model::Id service,
                               QObject* parent)
    : QAbstractTableModel(parent)
    , m_color(color)
    , m_kind(kind)
    , m_service(service)
    , m_turn(new QTimer(this))
{
    m_turn->setInterval(0);
    connect(m_turn, &QTimer::timeout, this, &ListTableModel::arrangeSome);
}

model::ListEntry ListTableModel::blank(const std::string& author) const
{
    model::ListEntry entry;
    entry.service = m_service;
    entry.color = m_color;
    entry.kind = m_kind;
    entry.author = author;
    entry.created = now();
    return entry;
}

void ListTableModel::load(std::vector<ListRow> rows, std::unordered_map<model::Id, store::ListHit> hits)
{
    beginResetModel();
    m_draft.load(std::move(rows));
    m_hits = std::move(hits);
    m_typingPosition = -1;
    m_visible.clear();
    if (m_filter.isEmpty() && inOwnOrder()) {
        m_visible.resize(std::size_t(m_draft.size()));
        for (std::size_t i = 0; i < m_visible.size(); ++i)
            m_visible[i] = int(i);
    }
    endResetModel();
    if (!m_filter.isEmpty() || !inOwnOrder())
        arrange();
    Q_EMIT edited();
}

void ListTableModel::setHits(const std::vector<store::ListHit>& hits)
{
    for (const store::ListHit& each : hits)
        m_hits[each.entry] = each;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, int(ListColumn::Hits)), index(rowCount() - 1, int(ListColumn::LastHit)));
}

QModelIndex ListTableModel::indexOf(int position, ListColumn column) const
{
    const auto found = inOwnOrder() ? std::lower_bound(m_visible.begin(), m_visible.end(), position)
                                    : std::find(m_visible.begin(), m_visible.end(), position);
    if (found == m_visible.end() || *found != position)
        return {};
    return index(int(found - m_visible.begin()), int(column));
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

const store::ListHit* ListTableModel::hit(const ListRow& row) const
{
    const auto found = m_hits.find(row.entry.id);
    return found == m_hits.end() ? nullptr : &found->second;
}

QVariant ListTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ListRow& row = rowAt(index);
    const auto column = ListColumn(index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (column == ListColumn::Meaning && m_typingPosition == positionOf(index))
            return m_typing.trimmed().isEmpty() ? QString() : meaningOf(m_kind, bytes(m_typing));
        return text(row, column);
    case Qt::EditRole:
        return editValue(row, column);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::ForegroundRole:
        if (column == ListColumn::Meaning && m_typingPosition == positionOf(index))
            return model::ListPattern::parse(m_kind, bytes(m_typing))
                       ? QVariant()
                       : problemColor(model::Severity::Error, QApplication::palette());
        return foreground(row, column);
    case Qt::CheckStateRole:
        if (column == ListColumn::Pattern)
            return int(row.entry.enabled ? Qt::Checked : Qt::Unchecked);
        break;
    case Qt::DecorationRole:
        if (column == ListColumn::Pattern && row.invalid && !row.blank())
            return problemIcon(model::Severity::Error, QApplication::style());
        break;
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
        if (column == ListColumn::Pattern && row.invalid)
            return tr("%1, invalid").arg(qt(row.text()));
        if (column == ListColumn::Pattern && !row.entry.enabled)
            return tr("%1, switched off").arg(qt(row.text()));
        break;
    }
    return {};
}

QVariant ListTableModel::text(const ListRow& row, ListColumn column) const
{
    const store::ListHit* hits = hit(row);
    switch (column) {
    case ListColumn::Pattern:
        return qt(row.text());
    case ListColumn::Meaning:
        return row.blank() ? QString() : meaningOf(m_kind, row.text());
    case ListColumn::OnlyWhen:
        return conditionText(row.entry);
    case ListColumn::Hits:
        return QLocale().toString(qlonglong(hits == nullptr ? 0 : hits->hits));
    case ListColumn::LastHit:
        return hits == nullptr || !hits->lastHit ? tr("never") : relativeTime(*hits->lastHit, now());
    case ListColumn::Expires:
        if (isExpired(row.entry))
            return tr("expired");
        return row.entry.expires ? expiryText(row.entry) : QStringLiteral("—");
    case ListColumn::Scope:
        return scopeText(row.entry);
    case ListColumn::Comment:
        return qt(row.entry.comment);
    }
    return {};
}

QVariant ListTableModel::editValue(const ListRow& row, ListColumn column) const
{
    if (column == ListColumn::Expires)
        return expiryText(row.entry);
    if (column == ListColumn::Scope)
        return row.entry.service == 0;
    return text(row, column);
}

QVariant ListTableModel::toolTip(const ListRow& row, ListColumn column) const
{
    switch (column) {
    case ListColumn::Pattern:
        if (row.entry.author.empty())
            return qt(row.text());
        return tr("%1\nAdded by %2 on %3")
            .arg(qt(row.text()), qt(row.entry.author), fullTime(row.entry.created));
    case ListColumn::LastHit: {
        const store::ListHit* hits = hit(row);
        return hits == nullptr || !hits->lastHit ? QVariant() : fullTime(*hits->lastHit);
    }
    case ListColumn::Expires:
        return row.entry.expires ? fullTime(*row.entry.expires) : tr("Counts until it is removed.");
    case ListColumn::OnlyWhen:
        if (row.entry.condition == model::Condition::SpfPass)
            return tr("Postern does not verify SPF yet, so this exception never counts for now.");
        if (isForgeable(row.entry))
            return tr(
                "Anyone can claim to be this sender or host. So this exception does not let in clients from "
                "outside that claim to be local, unless it counts only from an IP range.");
        break;
    default:
        break;
    }
    return text(row, column);
}

QVariant ListTableModel::foreground(const ListRow& row, ListColumn column) const
{
    const QPalette palette = QApplication::palette();
    const bool words = column == ListColumn::Pattern || column == ListColumn::Meaning;
    if (row.invalid && !row.blank() && words)
        return problemColor(model::Severity::Error, palette);
    if (column == ListColumn::Expires && isExpired(row.entry))
        return problemColor(model::Severity::Warning, palette);
    if (column == ListColumn::OnlyWhen && row.entry.condition == model::Condition::SpfPass)
        return problemColor(model::Severity::Warning, palette);
    if (!row.entry.enabled || isExpired(row.entry))
        return palette.color(QPalette::Disabled, QPalette::Text);
    return {};
}

bool ListTableModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
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
        row.entry.expires = value.isNull() ? std::nullopt : std::optional(fromMicros(value.toLongLong()));
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
