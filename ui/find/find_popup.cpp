// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/find_popup.h"

#include "ui/widgets/icons.h"

#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

namespace {

constexpr int mostLines = 12;
constexpr int widthInLetters = 108;

bool sameHit(const FindHit& a, const FindHit& b)
{
    return a.title == b.title && a.where == b.where && a.target == b.target;
}

// Where it is stands dim at the end of the line, and gives way first. The line at hand looks like one with
// the focus, for the keys go to it.
class FindDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem line = option;
        initStyleOption(&line, index);
        const QStyle* style = line.widget->style();
        const QString where = index.data(FindModel::whereRole).toString();
        QRect room = style->subElementRect(QStyle::SE_ItemViewItemText, &line, line.widget);
        room.setRight(line.rect.right() - gap(line));
        const int title = std::min(line.fontMetrics.horizontalAdvance(line.text), room.width());
        const QString text = line.fontMetrics.elidedText(line.text, Qt::ElideRight, room.width());
        line.text.clear();
        style->drawControl(QStyle::CE_ItemViewItem, &line, painter, line.widget);
        const bool selected = line.state.testFlag(QStyle::State_Selected);
        const auto role = selected ? QPalette::HighlightedText : QPalette::Text;
        painter->save();
        painter->setPen(line.palette.color(QPalette::Active, role));
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, text);
        room.setLeft(room.left() + title + gap(line) * 2);
        if (!selected)
            painter->setPen(line.palette.color(QPalette::Active, QPalette::PlaceholderText));
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter,
                          line.fontMetrics.elidedText(where, Qt::ElideLeft, std::max(room.width(), 0)));
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() * 7 / 4};
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state |= QStyle::State_Active;
        option->state &= ~QStyle::State_HasFocus;
        if (option->state.testFlag(QStyle::State_Selected))
            option->icon = inColor(option->icon, option->decorationSize, option->widget->devicePixelRatioF(),
                                   option->palette.color(QPalette::Active, QPalette::HighlightedText));
    }

private:
    static int gap(const QStyleOptionViewItem& option) { return option.fontMetrics.averageCharWidth(); }
};

} // namespace

void FindModel::setHits(std::vector<FindHit> hits)
{
    beginResetModel();
    m_hits = std::move(hits);
    endResetModel();
}

int FindModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_hits.size());
}

QVariant FindModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const FindHit& hit = m_hits[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return hit.title;
    case Qt::DecorationRole:
        return icon(hit.icon);
    case Qt::AccessibleTextRole:
        return tr("%1, %2", "what was found, where it is").arg(hit.title, hit.where);
    case Qt::ToolTipRole:
        return tr("%1: %2", "where it is, what was found").arg(hit.where, hit.title);
    case whereRole:
        return hit.where;
    default:
        return {};
    }
}

FindPopup::FindPopup(QWidget* window)
    : QWidget(window)
    , m_model(new FindModel(this))
    , m_view(new QListView(this))
    , m_status(new QLabel(this))
{
    setObjectName(QStringLiteral("found"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    hide();
    m_view->setObjectName(QStringLiteral("foundLines"));
    m_view->setAccessibleName(tr("What was found"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new FindDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMouseTracking(true);
    m_status->setObjectName(QStringLiteral("foundStatus"));
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_status->setContentsMargins(8, 4, 8, 5);
    m_status->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_status);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &FindPopup::currentChanged);
    connect(m_view, &QListView::clicked, this, &FindPopup::chosen);
}

void FindPopup::show(std::vector<FindHit> hits, const QString& status, const QWidget* anchor)
{
    const FindHit* before = current();
    const auto same = before == nullptr || m_view->currentIndex().row() == 0
                          ? hits.end()
                          : std::find_if(hits.begin(), hits.end(),
                                         [before](const FindHit& each) { return sameHit(each, *before); });
    const int row = same == hits.end() ? 0 : int(same - hits.begin());
    m_model->setHits(std::move(hits));
    m_view->setCurrentIndex(m_model->index(row));
    m_view->setVisible(m_model->rowCount() > 0);
    m_status->setText(status);
    m_status->setVisible(!status.isEmpty());
    placeBelow(anchor);
    setVisible(true);
    raise();
    Q_EMIT currentChanged();
}

void FindPopup::placeBelow(const QWidget* anchor)
{
    const QRect window = parentWidget()->rect();
    const int width = std::min(std::max(anchor->width(), fontMetrics().averageCharWidth() * widthInLetters),
                               window.width());
    const QPoint corner = anchor->mapTo(parentWidget(), QPoint(anchor->width(), anchor->height() + 1));
    const int left = std::max(corner.x() - width, 0);
    const int lines = std::min(m_model->rowCount(), mostLines);
    int height = lines == 0 ? 0 : lines * m_view->sizeHintForRow(0);
    if (m_status->isVisibleTo(this))
        height += m_status->heightForWidth(width - 2);
    setGeometry(left, corner.y(), width, std::min(height + 2, std::max(window.height() - corner.y(), 0)));
}

// The frames of styles are as dark as a dark window.
void FindPopup::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

const FindHit* FindPopup::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? &m_model->hits()[std::size_t(index.row())] : nullptr;
}

void FindPopup::move(int lines)
{
    const int row = std::clamp(m_view->currentIndex().row() + lines, 0, std::max(m_model->rowCount() - 1, 0));
    m_view->setCurrentIndex(m_model->index(row));
}

int FindPopup::page() const
{
    return std::max(m_view->viewport()->height() / std::max(m_view->sizeHintForRow(0), 1) - 1, 1);
}

QString FindPopup::status() const
{
    return m_status->text();
}

} // namespace postern::ui
