// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_page.h"

#include "ui/lists/list_table.h"
#include "ui/text/translate.h"
#include "ui/widgets/link_label.h"

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
#include <QToolButton>
#include <QVBoxLayout>

namespace postern::ui {

using model::ListKind;

namespace {

constexpr int manyLines = 50'000; // to sort them takes long enough to be said

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
    , m_files(new LinkLabel(this))
    , m_tester(new ListTester(*m_model, this))
    , m_below(new QVBoxLayout)
{
    makeWidgets();
    connectAll();
    update();
}

void ListPage::makeWidgets()
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
    m_files->setObjectName(QStringLiteral("files"));
    m_files->setAccessibleName(tr("List files"));
    m_files->setWordWrap(true);
    m_files->hide();
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
    layout->addWidget(m_files);
    layout->addWidget(m_tester);
    layout->addLayout(m_below);
    setFocusProxy(m_filter);
}

void ListPage::connectAll()
{
    connect(m_filter, &QLineEdit::textChanged, m_model, &ListTableModel::setFilter);
    connect(m_model, &ListTableModel::edited, this, &ListPage::update);
    connect(m_model, &ListTableModel::edited, m_tester, &ListTester::refresh);
    connect(m_model, &ListTableModel::edited, this, &ListPage::edited);
    connect(m_model, &ListTableModel::arranged, this, &ListPage::update);
    connect(m_model, &ListTableModel::arrangedSome, this, &ListPage::update);
    connect(m_model, &ListTableModel::editRequested, this, &ListPage::takeEdit);
    connect(m_table, &ListTable::addRequested, this, &ListPage::add);
    connect(m_table, &ListTable::removeRequested, this, &ListPage::removeSelected);
    connect(m_table, &ListTable::editRequested, this, &ListPage::editPattern);
    connect(m_table, &ListTable::editorClosed, this, &ListPage::dropBlank);
    connect(m_table, &ListTable::linesArrived, this, [this](const ArrivedLines& lines) {
        addLines([lines, like = m_model->blank(m_author)] { return read(lines, like); }, tr("Paste"));
    });
    connect(m_table, &ListTable::movedAway, this,
            [this](const ListTableModel::Positions& positions) { removeLines(positions, tr("Move Away")); });
    connect(m_table, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
        if (!(m_model->flags(index) & Qt::ItemIsEditable))
            editSelected();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ListPage::update);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ListPage::explainCurrent);
    connect(m_files, &QLabel::linkActivated, this, &ListPage::filesWanted);
    connect(m_tester, &ListTester::lineRequested, this, &ListPage::show);
    auto* find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_filter, qOverload<>(&QWidget::setFocus));
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
    m_add = button(tr("A&dd"), "add", &ListPage::add);
    m_edit = button(tr("&Edit…"), "edit", &ListPage::editSelected);
    m_remove = button(tr("&Remove"), "remove", &ListPage::removeSelected);
    m_import = button(tr("I&mport…"), "import", &ListPage::import);
    m_export = button(tr("E&xport…"), "export", &ListPage::exportLines);
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
    m_paste = command(tr("&Paste"), &ListPage::pasteLines);
    m_onSelection = {command(tr("&Copy"), &ListPage::copySelected),
                     command(tr("Switch &On"), &ListPage::enableSelected),
                     command(tr("Switch O&ff"), &ListPage::disableSelected),
                     command(tr("Apply to &This Service"), &ListPage::ownSelected),
                     command(tr("Apply to &All Services"), &ListPage::shareSelected)};
    menu->addAction(m_onSelection[0]);
    menu->addAction(m_paste);
    menu->addSeparator();
    menu->addActions(m_onSelection.mid(1, 2));
    addExpiryMenu(*menu);
    menu->addSeparator();
    menu->addActions(m_onSelection.mid(3));
    menu->addSeparator();
    m_preview = command(tr("Import with Pre&view…"), &ListPage::importWithPreview);
    menu->addAction(m_preview);
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
    return tr("No lines yet. Press Add, or paste lines such as\n%1").arg(examplePatterns(m_model->kind()));
}

// English has its singular in the program: no translation of English is needed for it.
void ListPage::showFiles(qint64 entries, int files, int unread)
{
    m_files->setVisible(files + unread > 0);
    const QString from = files == 1 ? tr("a list file") : tr("%n list files", nullptr, files);
    QStringList words;
    if (files > 0)
        words << (entries == 1 ? tr("1 further entry comes from %1.").arg(from)
                               : tr("%1 further entries come from %2.")
                                     .arg(QLocale().toString(qlonglong(entries)), from));
    if (unread > 0 && files > 0)
        words << (unread == 1 ? tr("1 more cannot be read here.")
                              : tr("%n more cannot be read here.", nullptr, unread));
    else if (unread > 0)
        words << (unread == 1 ? tr("A list file cannot be read here.")
                              : tr("%n list files cannot be read here.", nullptr, unread));
    words << QStringLiteral("<a href=\"files\">%1</a>").arg(tr("List files…"));
    m_files->setText(words.join(u' '));
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
    const ListRow row = m_model->rowAt(current);
    const ListMarks::Mark* mark = m_model->markOf(row);
    if (!row.wrong() && mark == nullptr)
        return say({});
    say(tr("Line %1: %2", "number, what is wrong")
            .arg(m_model->positionOf(current) + 1)
            .arg(!row.wrong()  ? markText(*mark)
                 : row.invalid ? meaningOf(m_model->kind(), row.text())
                               : wrongExpiryText(*row.wrongExpiry)));
}

// "12 lines", "3 of 12 lines", "30,000 lines so far…"
QString ListPage::countText() const
{
    const int rows = m_model->rowCount();
    const int lines = m_model->draft().size();
    QString text = countLines(lines);
    if (rows != lines)
        text = tr("%1 of %2", "3, 12 lines").arg(QLocale().toString(rows), text);
    if (m_model->isArriving())
        return tr("%1 so far…", "12 lines").arg(text);
    if (!m_model->arranging() || lines < manyLines)
        return text;
    return m_model->isSorted() ? tr("%1, sorting…", "12 lines").arg(text)
                               : tr("%1, looking…", "3 of 12 lines").arg(text);
}

void ListPage::setArriving(bool arriving)
{
    if (arriving == m_model->isArriving())
        return;
    m_model->setArriving(arriving);
    m_tester->setStale();
    say(arriving
            ? tr("The list is being read. It can be looked through now, and changed when all of it is here.")
            : QString());
}

void ListPage::update()
{
    const bool whole = !m_model->isArriving();
    const bool selected = whole && m_table->selectionModel()->hasSelection();
    const int lines = m_model->draft().size();
    for (QPushButton* each : {m_add, m_import, m_export})
        each->setEnabled(whole);
    for (QAction* each : {m_paste, m_preview})
        each->setEnabled(whole);
    m_edit->setEnabled(m_table->currentIndex().isValid() && selected);
    m_remove->setEnabled(selected);
    for (QAction* action : m_onSelection)
        action->setEnabled(selected);
    m_count->setText(countText());
    m_table->setEmptyText(emptyText());
    const int digits = int(QString::number(std::max(lines, 1)).size());
    m_table->verticalHeader()->setFixedWidth(fontMetrics().horizontalAdvance(u'0') * (digits + 2));
}

} // namespace postern::ui
