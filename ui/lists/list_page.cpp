// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_page.h"

#include "ui/lists/entry_dialog.h"
#include "ui/lists/list_table.h"
#include "ui/text/translate.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QTimer>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include <numeric>

namespace postern::ui {

using model::ListKind;

namespace {

QString placeholder(ListKind kind)
{
    switch (kind) {
    case ListKind::Ip:
        return QStringLiteral("192.0.2.1, 192.0.2.0/24, 192.0.2.10-192.0.2.99, 192.168.1.*, 2001:db8::/32");
    case ListKind::Helo:
        return QStringLiteral("mail.example.com, .example.com, *-dsl.example.com, [192.0.2.1]");
    default:
        return QStringLiteral("joe@example.com, example.com, .example.com, *@*.example.com, joe@*");
    }
}

} // namespace

ListPage::ListPage(model::ListColor color, ListKind kind, model::Id service, QUndoStack& undo,
                   Prompter& prompter, std::string author)
    : m_service(service)
    , m_undo(undo)
    , m_prompter(prompter)
    , m_author(std::move(author))
    , m_model(new ListTableModel(color, kind, service, this))
    , m_filter(new QLineEdit(this))
    , m_table(new ListTable(*m_model, this))
    , m_note(new QLabel(this))
    , m_count(new QLabel(this))
    , m_tester(new ListTester(*m_model, this))
    , m_below(new QVBoxLayout)
{
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setPlaceholderText(tr("Filter by pattern or comment"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_count->setObjectName(QStringLiteral("count"));
    m_table->setAccessibleName(tr("Lines of the list"));
    auto* bar = new QHBoxLayout;
    bar->addWidget(m_filter, 1);
    makeCommands(*bar);
    auto* status = new QHBoxLayout;
    status->addWidget(m_note, 1);
    status->addWidget(m_count);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    layout->addLayout(status);
    layout->addWidget(m_tester);
    layout->addLayout(m_below);

    connect(m_filter, &QLineEdit::textChanged, m_model, &ListTableModel::setFilter);
    connect(m_model, &ListTableModel::edited, this, &ListPage::update);
    connect(m_model, &ListTableModel::edited, m_tester, &ListTester::refresh);
    connect(m_model, &ListTableModel::edited, this, &ListPage::edited);
    connect(m_model, &ListTableModel::arranged, this, &ListPage::update);
    connect(m_model, &ListTableModel::editRequested, this, &ListPage::takeEdit);
    connect(m_table, &ListTable::addRequested, this, &ListPage::add);
    connect(m_table, &ListTable::removeRequested, this, &ListPage::removeSelected);
    connect(m_table, &ListTable::editRequested, this, &ListPage::editPattern);
    connect(m_table, &ListTable::editorClosed, this, &ListPage::dropBlank);
    connect(m_table, &ListTable::linesArrived, this,
            [this](const std::vector<ListRow>& rows) { addLines(rows, tr("Paste")); });
    connect(m_table, &ListTable::movedAway, this,
            [this](const ListTableModel::Positions& positions) { removeLines(positions, tr("Move Away")); });
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
        if (!(m_model->flags(index) & Qt::ItemIsEditable))
            editSelected();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ListPage::update);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ListPage::explainCurrent);
    connect(m_tester, &ListTester::lineRequested, this, &ListPage::show);
    auto* find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_filter, qOverload<>(&QWidget::setFocus));
    update();
}

ListPage::~ListPage()
{
    // An open editor ends while the widgets go: nobody must hear of it any more.
    m_table->disconnect(this);
    m_model->disconnect(this);
}

void ListPage::addBelow(QWidget* widget)
{
    m_below->addWidget(widget);
}

QAction* ListPage::command(const QString& text, void (ListPage::*run)())
{
    auto* action = new QAction(text, this);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void ListPage::makeCommands(QHBoxLayout& bar)
{
    const auto button = [&](const QString& text, const char* name, void (ListPage::*run)()) {
        auto* result = new QPushButton(text, this);
        result->setObjectName(QLatin1String(name));
        result->setAutoDefault(false);
        connect(result, &QPushButton::clicked, this, run);
        bar.addWidget(result);
        return result;
    };
    button(tr("A&dd"), "add", &ListPage::add);
    m_edit = button(tr("&Edit…"), "edit", &ListPage::editSelected);
    m_remove = button(tr("&Remove"), "remove", &ListPage::removeSelected);
    button(tr("&Import…"), "import", &ListPage::import);
    button(tr("E&xport…"), "export", &ListPage::exportLines);
    auto* more = new QToolButton(this);
    more->setObjectName(QStringLiteral("more"));
    more->setText(QStringLiteral("⋯"));
    more->setToolTip(tr("More for the selected lines"));
    more->setAccessibleName(more->toolTip());
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(makeMenu());
    bar.addWidget(more);
}

QMenu* ListPage::makeMenu()
{
    auto* menu = new QMenu(this);
    QAction* paste = command(tr("&Paste"), &ListPage::pasteLines);
    m_onSelection = {command(tr("&Copy"), &ListPage::copySelected),
                     command(tr("Switch &On"), &ListPage::enableSelected),
                     command(tr("Switch O&ff"), &ListPage::disableSelected),
                     command(tr("Apply to &This Service"), &ListPage::ownSelected),
                     command(tr("Apply to &All Services"), &ListPage::shareSelected)};
    menu->addAction(m_onSelection[0]);
    menu->addAction(paste);
    menu->addSeparator();
    menu->addActions(m_onSelection.mid(1, 2));
    addExpiryMenu(*menu);
    menu->addSeparator();
    menu->addActions(m_onSelection.mid(3));
    m_table->addActions(menu->actions());
    return menu;
}

void ListPage::addExpiryMenu(QMenu& menu)
{
    auto* expiry = menu.addMenu(tr("&Expires"));
    const auto choice = [&](const QString& text, std::optional<std::chrono::hours> after) {
        connect(expiry->addAction(text), &QAction::triggered, this, [this, after] {
            changeSelected(tr("Change Expiry"), [after](ListRow& row) {
                row.entry.expires.reset();
                if (after)
                    row.entry.expires = SystemClock().now() + *after;
            });
        });
    };
    choice(tr("&Never"), std::nullopt);
    choice(tr("In 1 &Day"), std::chrono::hours(24));
    choice(tr("In 1 &Week"), std::chrono::hours(24 * 7));
    choice(tr("In 30 D&ays"), std::chrono::hours(24 * 30));
    m_onSelection.append(expiry->menuAction());
}

void ListPage::show(int position)
{
    if (position < 0 || position >= m_model->draft().size())
        return;
    if (m_model->indexOf(position).isValid()) {
        m_table->selectPositions({position});
        m_table->setFocus();
        return;
    }
    // The filter hides it: without one it comes into view.
    connect(
        m_model, &ListTableModel::arranged, this, [this, position] { m_table->selectPositions({position}); },
        Qt::ConnectionType(Qt::SingleShotConnection | Qt::AutoConnection));
    m_filter->clear();
}

void ListPage::reveal(int position)
{
    Q_EMIT revealed();
    show(position);
}

void ListPage::add()
{
    dropBlank();
    m_filter->clear();
    if (m_model->arranging()) { // the new line must be in view
        connect(m_model, &ListTableModel::arranged, this, &ListPage::add,
                Qt::ConnectionType(Qt::SingleShotConnection | Qt::AutoConnection));
        return;
    }
    ListRow row{.entry = m_model->blank(m_author), .invalid = std::string()};
    row.entry.id = m_blank = m_model->newId();
    const int position = m_model->draft().size();
    m_model->insert({position}, {std::move(row)});
    const QModelIndex index = m_model->indexOf(position);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    m_table->edit(index);
    if (auto* editor = qobject_cast<QLineEdit*>(m_table->indexWidget(index)))
        editor->setPlaceholderText(placeholder(m_model->kind()));
}

void ListPage::dropBlank()
{
    const int position = m_blank == 0 ? -1 : m_model->draft().positionOf(std::exchange(m_blank, 0));
    if (position >= 0)
        m_model->remove({position});
}

void ListPage::takeEdit(int position, const ListRow& row)
{
    const Reveal back = [this](int at) { reveal(at); };
    if (!row.blank())
        QTimer::singleShot(0, this, &ListPage::explainCurrent);
    if (row.entry.id != m_blank || row.entry.id == 0) {
        push(new ReplaceLines(*m_model, {position}, {row}, tr("Edit"), back));
        return;
    }
    // What was begun becomes a line now, in one step that can be undone.
    if (row.blank())
        return;
    m_blank = 0;
    push(new InsertLines(*m_model, {position}, {row}, tr("Add"), back, true));
}

void ListPage::editPattern()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    if (m_model->flags(current) & Qt::ItemIsEditable)
        m_table->edit(current);
    else
        editSelected();
}

void ListPage::editSelected()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const int position = m_model->positionOf(current);
    const ListRow before = m_model->draft().row(position);
    EntryDialog dialog(before, m_service, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const ListRow row = dialog.value();
    const bool still = position < m_model->draft().size() && m_model->draft().row(position) == before;
    if (still && row != before)
        takeEdit(position, row);
}

void ListPage::removeSelected()
{
    removeLines(m_table->selectedPositions(), tr("Remove"));
}

void ListPage::removeLines(const ListTableModel::Positions& positions, const QString& undoText)
{
    if (positions.empty())
        return;
    push(new RemoveLines(*m_model, positions, undoText, [this](int at) { reveal(at); }));
    const int next = std::min(positions.front(), m_model->draft().size() - 1);
    if (next >= 0)
        m_table->selectPositions({next});
    say(tr("%1 removed", "12 lines").arg(countLines(int(positions.size()))));
}

void ListPage::addLines(std::vector<ListRow> rows, const QString& undoText)
{
    const int offered = int(rows.size());
    const int known = dropKnown(rows, m_model->draft().rows());
    const auto invalid =
        int(std::count_if(rows.begin(), rows.end(), [](const ListRow& row) { return bool(row.invalid); }));
    for (ListRow& row : rows) {
        row.entry.id = m_model->newId();
        row.entry.author = m_author;
    }
    ListTableModel::Positions positions(rows.size());
    std::iota(positions.begin(), positions.end(), m_model->draft().size());
    if (!rows.empty()) {
        push(new InsertLines(*m_model, positions, std::move(rows), undoText, [this](int at) { reveal(at); }));
        m_table->selectPositions(positions);
    }
    QStringList words{tr("%1 added", "12 lines").arg(countLines(offered - known))};
    if (known > 0)
        words.append(tr("%1 there already", "12 lines").arg(countLines(known)));
    if (invalid > 0)
        words.append(tr("%1 cannot be read, and marked", "12 lines").arg(countLines(invalid)));
    say(words.join(QStringLiteral(", ")));
}

void ListPage::changeSelected(const QString& undoText, const std::function<void(ListRow&)>& change)
{
    ListTableModel::Positions positions;
    std::vector<ListRow> rows;
    for (const int position : m_table->selectedPositions()) {
        ListRow row = m_model->draft().row(position);
        change(row);
        if (row == m_model->draft().row(position))
            continue;
        positions.push_back(position);
        rows.push_back(std::move(row));
    }
    if (!positions.empty())
        push(
            new ReplaceLines(*m_model, positions, std::move(rows), undoText, [this](int at) { reveal(at); }));
}

void ListPage::ownSelected()
{
    changeSelected(tr("Apply to This Service"), [this](ListRow& row) { row.entry.service = m_service; });
}

void ListPage::copySelected()
{
    m_table->copySelected();
}

void ListPage::pasteLines()
{
    m_table->paste();
}

QString ListPage::emptyText() const
{
    if (m_model->draft().size() > 0)
        return m_model->arranging() ? tr("Looking…")
                                    : tr("No line contains “%1”.").arg(m_filter->text().trimmed());
    return tr("No lines yet. Press Add, or paste lines such as\n%1").arg(placeholder(m_model->kind()));
}

void ListPage::say(const QString& note)
{
    m_note->setText(note);
}

// The column for it is narrow, and what is wrong with a line must be read whole.
void ListPage::explainCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const ListRow& row = m_model->rowAt(current);
    if (row.invalid && !row.blank())
        say(tr("Line %1: %2", "number, what is wrong")
                .arg(m_model->positionOf(current) + 1)
                .arg(meaningOf(m_model->kind(), row.text())));
    else
        say({});
}

void ListPage::update()
{
    const bool selected = m_table->selectionModel()->hasSelection();
    const int rows = m_model->rowCount();
    const int lines = m_model->draft().size();
    m_edit->setEnabled(m_table->currentIndex().isValid() && selected);
    m_remove->setEnabled(selected);
    for (QAction* action : m_onSelection)
        action->setEnabled(selected);
    m_count->setText(rows == lines
                         ? countLines(lines)
                         : tr("%1 of %2", "3, 12 lines").arg(QLocale().toString(rows), countLines(lines)));
    m_table->setEmptyText(emptyText());
    const int digits = int(QString::number(std::max(lines, 1)).size());
    m_table->verticalHeader()->setFixedWidth(fontMetrics().horizontalAdvance(u'0') * (digits + 2));
}

} // namespace postern::ui
