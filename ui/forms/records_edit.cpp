// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/records_edit.h"

#include "ui/forms/problems.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

// Says in the middle what to do while nothing is in it.
class RecordsFrame::Table : public QTreeWidget {
public:
    using QTreeWidget::QTreeWidget;
    QString emptyText;

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QTreeWidget::paintEvent(event);
        if (topLevelItemCount() != 0 || emptyText.isEmpty())
            return;
        QPainter painter(viewport());
        painter.setPen(palette().color(QPalette::PlaceholderText));
        const int margin = fontMetrics().height();
        painter.drawText(viewport()->rect().adjusted(margin, 0, -margin, 0),
                         Qt::AlignCenter | Qt::TextWordWrap, emptyText);
    }
};

RecordsFrame::RecordsFrame(const QString& table, const QString& name, const QStringList& titles,
                           int visibleRows, QWidget* parent)
    : QWidget(parent)
    , m_name(name)
    , m_table(new Table(this))
    , m_buttons(new QVBoxLayout)
{
    m_table->setObjectName(table);
    m_table->setHeaderLabels(titles);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->header()->setStretchLastSection(true);
    m_table->setFixedHeight(m_table->header()->sizeHint().height() +
                            (visibleRows + 1) * (fontMetrics().height() + 6));
    setFocusProxy(m_table);
    connect(makeButton("add", tr("A&dd…")), &QPushButton::clicked, this, [this] { add(); });
    addButton("edit", tr("Ed&it…"), [this](int row) { edit(row); });
    addButton("remove", tr("Remo&ve"), [this](int row) { remove(row); });
    m_buttons->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1, Qt::AlignTop);
    layout->addLayout(m_buttons);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &RecordsFrame::enable);
    connect(m_table, &QTreeWidget::itemDoubleClicked, this,
            [this](QTreeWidgetItem* item) { edit(m_table->indexOfTopLevelItem(item)); });
    connect(m_table, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
        switchOn(m_table->indexOfTopLevelItem(item), item->checkState(0) == Qt::Checked);
    });
    enable();
}

QPushButton* RecordsFrame::makeButton(const char* act, const QString& text)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(m_name + u'.' + QLatin1String(act));
    button->setAutoDefault(false);
    m_buttons->insertWidget(m_buttonCount++, button); // before what stretches
    return button;
}

QPushButton* RecordsFrame::addButton(const char* act, const QString& text, std::function<void(int row)> run)
{
    QPushButton* button = makeButton(act, text);
    m_onRow.push_back(button);
    connect(button, &QPushButton::clicked, this, [this, run = std::move(run)] {
        if (const int row = current(); row >= 0)
            run(row);
    });
    enable();
    return button;
}

void RecordsFrame::setColumnChars(int column, int characters)
{
    const int title = fontMetrics().horizontalAdvance(m_table->headerItem()->text(column));
    m_table->header()->resizeSection(
        column, std::max(fontMetrics().averageCharWidth() * characters, title + fontMetrics().height()));
}

void RecordsFrame::stretchColumn(int column)
{
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(column, QHeaderView::Stretch);
}

void RecordsFrame::growWithWindow()
{
    m_table->setMaximumHeight(QWIDGETSIZE_MAX);
    layout()->setAlignment(m_table, {});
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
}

void RecordsFrame::setCell(int row, int column, const QString& text, const QString& tip)
{
    const QSignalBlocker quiet(m_table);
    QTreeWidgetItem* item = m_table->topLevelItem(row);
    item->setText(column, text);
    item->setToolTip(column, tip);
    m_table->viewport()->update(); // the signals of the items are blocked
}

void RecordsFrame::markCell(int row, int column, bool warns)
{
    const QSignalBlocker quiet(m_table);
    m_table->topLevelItem(row)->setIcon(column,
                                        warns ? problemIcon(model::Severity::Warning, style()) : QIcon());
    m_table->viewport()->update();
}

void RecordsFrame::alignRight(const std::vector<int>& columns)
{
    m_numbers = columns;
    for (const int column : columns)
        m_table->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

void RecordsFrame::setEmptyText(const QString& text)
{
    m_table->emptyText = text;
}

void RecordsFrame::refill(const std::vector<QStringList>& rows, const std::function<bool(int row)>& isOn)
{
    const int selected = current();
    {
        const QSignalBlocker quiet(m_table);
        m_table->clear();
        for (const QStringList& cells : rows) {
            auto* item = new QTreeWidgetItem(m_table, cells);
            item->setSizeHint(0, QSize(0, fontMetrics().height() + 6));
            for (const int column : m_numbers)
                item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
            item->setCheckState(0, isOn(m_table->topLevelItemCount() - 1) ? Qt::Checked : Qt::Unchecked);
        }
        m_table->setCurrentItem(m_table->topLevelItem(selected));
    }
    m_table->viewport()->update(); // the signals of the items were blocked
    enable();
}

int RecordsFrame::current() const
{
    return m_table->indexOfTopLevelItem(m_table->selectedItems().value(0));
}

void RecordsFrame::select(int row)
{
    m_table->setCurrentItem(m_table->topLevelItem(row));
}

void RecordsFrame::enable()
{
    for (QPushButton* button : m_onRow)
        button->setEnabled(current() >= 0);
    Q_EMIT currentChanged();
}

} // namespace postern::ui
