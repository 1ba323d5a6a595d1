// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/record_editor.h"

#include "ui/forms/form.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

// Columns as wide as their contents stand too close together.
class AiryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) +
               QSize(option.fontMetrics.averageCharWidth() * 3, 0);
    }
};

} // namespace

RecordEditor::RecordEditor(const RecordTexts& texts, QAbstractItemModel* records, QWidget* parent)
    : QWidget(parent)
    , m_texts(texts)
    , m_records(records)
    , m_add(new QAction(icon("list-add"), texts.add, this))
    , m_remove(new QAction(icon("list-remove"), texts.remove, this))
    , m_commands{m_add, m_remove}
    , m_rowCommands{m_remove}
    , m_bar(new QHBoxLayout)
    , m_stack(new QStackedWidget)
    , m_view(new QTreeView)
    , m_form(new Form)
{
    m_add->setObjectName(QStringLiteral("add"));
    m_remove->setObjectName(QStringLiteral("remove"));
    m_add->setShortcut(Qt::Key_Insert);
    m_remove->setShortcut(Qt::Key_Delete);
    for (QAction* action : {m_add, m_remove})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_bar->addStretch();
    makeButton(m_add);
    makeButton(m_remove);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(m_bar);
    layout->addWidget(makeList(), 1);
    layout->addWidget(m_form);
    connect(m_add, &QAction::triggered, this, &RecordEditor::addWanted);
    connect(m_remove, &QAction::triggered, this, [this] { Q_EMIT removeWanted(currentRow()); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_records, signal, this, &RecordEditor::update);
    update();
}

void RecordEditor::makeButton(QAction* action)
{
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    m_bar->insertWidget(m_bar->count() - 1, button);
}

QAction* RecordEditor::addRowCommand(const QString& name, const QIcon& icon, const QString& text)
{
    auto* action = new QAction(icon, text, this);
    action->setObjectName(name);
    m_commands.append(action);
    m_rowCommands.append(action);
    m_view->addAction(action);
    makeButton(action);
    update();
    return action;
}

QWidget* RecordEditor::makeList()
{
    m_view->setObjectName(QStringLiteral("records"));
    m_view->setAccessibleName(m_texts.listName);
    m_view->setModel(m_records);
    m_view->setRootIsDecorated(false);
    m_view->setAlternatingRowColors(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setUniformRowHeights(true);
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->setItemDelegate(new AiryDelegate(m_view));
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions(commands());
    auto* empty = new QLabel(m_texts.empty);
    empty->setWordWrap(true);
    empty->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_view);
    m_stack->addWidget(empty);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        update();
        Q_EMIT currentChanged();
    });
    return m_stack;
}

int RecordEditor::currentRow() const
{
    return m_view->currentIndex().row();
}

void RecordEditor::select(int row)
{
    m_view->setCurrentIndex(m_records->index(row, 0));
}

void RecordEditor::selectSomething()
{
    if (currentRow() < 0 && m_records->rowCount() > 0)
        select(0);
}

void RecordEditor::focusFields()
{
    for (QWidget* each = m_form->nextInFocusChain(); each != m_form; each = each->nextInFocusChain()) {
        if (m_form->isAncestorOf(each) && (each->focusPolicy() & Qt::TabFocus) != 0)
            return each->setFocus(Qt::TabFocusReason);
    }
}

void RecordEditor::update()
{
    m_stack->setCurrentIndex(m_records->rowCount() > 0 ? 0 : 1);
    for (QAction* command : m_rowCommands)
        command->setEnabled(currentRow() >= 0);
}

} // namespace postern::ui
